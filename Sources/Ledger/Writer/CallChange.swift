import Desk

/// One thing to write about a call, as the desk's writer takes it.
public enum CallChange: Hashable, Sendable {
    /// The call came in.
    case begin(CallHeader)
    /// Events, the decision that they led to, and the wrong passcode among them, if there is one (rule R3).
    case append([CallEvent], CallDecision? = nil, passcodeFailure: PasscodeFailure? = nil)
    /// The call ended.
    case finish(CallOutcome)
    /// The caller left a message; it may be written after the end of the call too.
    case voicemail(Voicemail)
    /// What is known only once a call is over, such as how its sound was; it may be written before the end too.
    case addendum([CallEvent])
}

/// A passcode of a client that was keyed wrongly.
public struct PasscodeFailure: Hashable, Sendable {
    /// The client.
    public var client: ClientNumber
    /// When.
    public var at: Instant

    /// Makes a failure.
    public init(client: ClientNumber, at: Instant) {
        self.client = client
        self.at = at
    }
}

/// A message that a caller left.
public struct Voicemail: Hashable, Sendable {
    /// The file, relative to the folder of recordings.
    public var file: String
    /// How long the message is.
    public var length: Duration
    /// The SHA-256 of the file's bytes: 32 bytes.
    public var sha256: [UInt8]
    /// When the recording began.
    public var at: Instant

    /// Makes a message.
    public init(file: String, length: Duration, sha256: [UInt8], at: Instant) {
        self.file = file
        self.length = length
        self.sha256 = sha256
        self.at = at
    }
}

/// A change on its way to the disk.
struct QueuedEntry: Sendable {
    let call: Int
    let tag: Int
    let change: CallChange

    /// What came of it: the key of the call's row, or why it is not written.
    func completed(_ result: Result<Int64, LedgerError>) -> CompletedEntry {
        CompletedEntry(call: call, tag: tag, result: result)
    }
}

/// What came of one change.
public struct CompletedEntry: Hashable, Sendable {
    /// The caller's number of the call.
    public let call: Int
    /// What the caller gave the change to know it again.
    public let tag: Int
    /// The key of the call in the ledger, once the change is on the disk; or why it is not written.
    public let result: Result<Int64, LedgerError>
}
