import CallFlow
import Desk

/// Who takes part in a call.
public enum Party: Hashable, Sendable {
    /// The person who dialled the desk's number.
    case caller
    /// Somebody whom the desk rings, by the activity of the ringing.
    case target(ActivityID)
}

/// What happened around a call.
public enum CallInput: Hashable, Sendable {
    /// The call came in and is taken.
    case arrived
    /// The caller hung up, or was lost.
    case callerHungUp
    /// Somebody pressed a key.
    case keyed(Party, Key)
    /// Prompts were sent to their end.
    case played(Party, ActivityID)
    /// A person who is rung picked up, by hand or by machine.
    case targetAnswered(ActivityID)
    /// A person who is rung cannot be reached.
    case targetFailed(ActivityID, HuntResult)
    /// A person who had picked up hung up, or was lost.
    case targetHungUp(ActivityID)
    /// A question to the rules was answered, from these facts as far as they are known.
    indirect case found(ActivityID, Finding, from: ConsultedFacts? = nil)
    /// The people of a chain are known.
    case chainFound(ActivityID, ChainAnswer)
    /// The caller, who is recorded, has been silent for the step's final silence.
    case fellSilent(ActivityID)
    /// Nothing can be recorded.
    case recordingFailed(ActivityID)
    /// The transfer was taken or refused.
    case transferred(ActivityID, accepted: Bool)
    /// What was to be written under that number is on the disk.
    case committed(CommitID)
    /// What was to be written under that number could not be written.
    case commitFailed(CommitID)
    /// The machine's ``CallMachine/nextDeadline`` has come.
    case deadlineReached
}

/// Names one writing of a call that its next effects wait for; counts up.
public struct CommitID: Hashable, Sendable, Comparable {
    /// The number within the call.
    public let number: Int

    /// Makes an id.
    public init(_ number: Int) { self.number = number }

    /// The order of writing.
    public static func < (left: CommitID, right: CommitID) -> Bool { left.number < right.number }
}
