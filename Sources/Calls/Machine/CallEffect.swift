import CallFlow
import Desk

/// What is to be done for a call, in order.
public enum CallEffect: Sendable {
    /// Take the caller's call: for good, or for sound only while it keeps ringing (early media).
    case accept(earlyMedia: Bool)
    /// Speak to somebody, then send ``CallInput/played(_:_:)``.
    case play(Party, ActivityID, [Utterance])
    /// Stop speaking to somebody at once.
    case silence(Party, ActivityID)
    /// Ask the rules.
    case lookUp(ActivityID, Topic, keys: String?, CaseFile)
    /// Find the people of a chain.
    case findChain(ActivityID, ChainName)
    /// Ring somebody.
    case ring(ActivityID, OnCallPerson, Verb.CallerID)
    /// Stop ringing somebody, or hang up on them.
    case release(ActivityID)
    /// Let the caller and a person hear each other.
    case join(ActivityID)
    /// Record the caller, and tell of silence of this length.
    case startRecording(ActivityID, finalSilence: Duration)
    /// Stop recording, and keep or drop what was recorded.
    case stopRecording(ActivityID, keep: Bool)
    /// Send the caller elsewhere.
    case transfer(ActivityID, destination: String)
    /// Write down what happened.
    case write(CallNote)
    /// Hang up on the caller.
    case hangUp(HangupCause)
    /// Write down how the call ended; the last effect of a call.
    case finish(CallReport)
}

/// What one moment of a call gives to write down, in one transaction.
public struct CallNote: Sendable {
    /// If the next effects wait until this is on the disk: the number to answer with.
    public let commit: CommitID?
    /// When it happened.
    public let at: Instant
    /// What happened, in order.
    public let entries: [CallTrace.Entry]
    /// The decision as it stands, if one was logged.
    public let decision: LoggedDecision?
    /// The client of whom a wrong passcode was keyed.
    public let passcodeFailure: ClientNumber?
}

extension CallEffect {
    /// Whether it ends something that may be going on.
    var takesDown: Bool {
        switch self {
        case .silence, .release, .stopRecording, .hangUp, .write, .finish: true
        case .accept, .play, .lookUp, .findChain, .ring, .join, .startRecording, .transfer: false
        }
    }

    /// Whether the call ends by it.
    var isOfTheEnd: Bool {
        switch self {
        case .hangUp, .finish: true
        default: false
        }
    }

    /// Whether it may be done though the verdict before it was not written: it takes something down, or takes the call.
    var isHarmless: Bool { if case .accept = self { true } else { takesDown } }
}
