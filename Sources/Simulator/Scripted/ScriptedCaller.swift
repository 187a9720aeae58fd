import CallFlow
import Desk

/// A caller who reacts to what is heard, in place of one who keys a group at each request for input.
///
/// A machine: it is told what is on the line and of the time, and says what the caller does.
public protocol ScriptedCaller {
    /// Takes what happened on the line.
    mutating func receive(_ event: CallerEvent, at now: Instant) -> [CallerAct]

    /// When ``CallerEvent/deadlineReached`` is to be sent at the latest, if at all.
    var nextDeadline: Instant? { get }
}

/// What a caller can notice.
public enum CallerEvent: Sendable {
    /// The desk begins to speak; it says these one after the other unless something comes between.
    case speaking([TimedUtterance])
    /// The desk falls silent in what it was saying.
    case silenced
    /// The caller's deadline has come.
    case deadlineReached
    /// The call is over.
    case ended
}

/// An utterance with the time in which it is heard.
public struct TimedUtterance: Hashable, Sendable {
    /// What is said.
    public let utterance: Utterance
    /// When it begins.
    public let begins: Instant
    /// When it has been said to its end.
    public let ends: Instant
}

/// What a caller does.
public enum CallerAct: Hashable, Sendable {
    /// Presses keys, one after the other.
    case press([Key])
    /// Speaks for a while.
    case speak(Duration)
    /// Hangs up.
    case hangUp
}
