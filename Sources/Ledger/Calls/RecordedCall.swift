import Desk

/// A call as the ledger holds it.
public struct RecordedCall: Hashable, Sendable {
    /// How far a call has come.
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// Begun; going on, or cut off by the death of its server if nobody marked it yet.
        case inProgress = "in-progress"
        /// Its outcome is written.
        case finished
        /// Begun and never finished.
        case interrupted
    }

    /// The key under which its events are written.
    public let key: Int64
    /// What was known when it came in.
    public let header: CallHeader
    /// How far it came.
    public let state: State
    /// Client, contact, ticket and verdict, once decided.
    public let decision: CallDecision?
    /// Who took the call, if anybody did.
    public let connectedTo: String?
    /// How it ended; none for a call that is not finished.
    public let ending: Ending?
    /// When what is personal of the call was erased; nothing otherwise.
    public let erasedAt: Instant?
    /// The messages that the caller left, in the order in which they were written.
    public let voicemails: [Voicemail]

    /// What is written only at the end of a call.
    public struct Ending: Hashable, Sendable {
        /// When it ended.
        public let at: Instant
        /// Into which part of the day it fell, if that was established.
        public let period: Period?
        /// How long it lasted.
        public let duration: Duration
        /// The prompts that were heard to their end.
        public let heard: [String]
        /// The keys that were pressed, masked where they are sensitive.
        public let keys: String
        /// Every precondition with its outcome and evidence, as canonical JSON.
        public let assessment: String
    }
}

/// An event as the ledger holds it.
public struct RecordedEvent: Hashable, Sendable {
    /// Its place in the log, from 1.
    public let id: Int64
    /// Its place among the events of its call, from 1, without a gap.
    public let seq: Int
    /// When.
    public let at: Instant
    /// What kind of thing happened.
    public let kind: String
    /// Its details, as canonical JSON; `null` once they are erased.
    public let payload: String
}

/// A call with everything that belongs to it.
public struct CallDetails: Hashable, Sendable {
    /// The call.
    public let call: RecordedCall
    /// Its events, in order.
    public let events: [RecordedEvent]
    /// Its charge, if one was proposed.
    public let charge: RecordedCharge?
}
