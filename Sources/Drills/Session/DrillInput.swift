import CallFlow
import Desk

/// What reaches a drill.
public enum DrillInput: Hashable, Sendable {
    /// The trainee has read the briefing and begins.
    case begin
    /// The trainee wrote a line.
    case line(String)
    /// Something happened on the trainee's telephone; only in the technician's role.
    case phone(TechnicianInput)
    /// The session's next deadline has come.
    case timePassed
    /// The trainee breaks off.
    case left
}

/// What a drill wants shown, in order.
public enum DrillEffect: Hashable, Sendable {
    /// Something happened or was said; what the trainee did comes back too.
    case show(Timeline.Who, String)
    /// What the trainee can do next.
    case expect(DrillPrompt)
    /// The drill is over; no effect follows.
    case ended
}

/// What a drill waits for.
public enum DrillPrompt: Hashable, Sendable {
    /// A command of the role.
    case command
    /// Keys of the telephone, at most so many.
    case keys(Int)
    /// A message after the tone.
    case message
    /// The telephone rings.
    case phone
}
