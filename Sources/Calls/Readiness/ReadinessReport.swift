import CallFlow
import Desk

/// What came of an exercise of the people on call.
public struct ReadinessReport: Hashable, Sendable {
    /// What came of one person, all times counted from the person's first ring.
    public struct Line: Hashable, Sendable {
        /// Who.
        public let person: OnCallPerson
        /// What became of the person.
        public let outcome: Outcome
        /// When the phone began to ring; nothing if it did not.
        public let rungAt: Instant?
        /// How soon the person picked up.
        public let answeredAfter: Duration?
        /// How soon the person accepted.
        public let acceptedAfter: Duration?
        /// How soon it was decided whether the person takes the call.
        public let settledAfter: Duration?
    }

    /// What became of one person.
    public enum Outcome: Hashable, Sendable {
        /// Not rung, and why.
        case skipped(ReadinessTerms.Refusal)
        /// Not rung, as somebody before had accepted.
        case notNeeded
        /// Rung, and how that ended; ``HuntResult/answered`` is accepted by key.
        case rung(HuntResult)
        /// Rung together with others, of whom one accepted before.
        case overtaken
        /// Rung, and the exercise was broken off.
        case brokenOff
    }

    /// When it began.
    public let at: Instant
    /// Whom a call would have rung.
    public let chain: ChainName
    /// Everybody of the chain, in the order in which they are rung.
    public let lines: [Line]
    /// How long a caller would have waited for a human, from the first ring of the chain on; nothing if nobody accepted.
    ///
    /// Who was skipped counts as a phone that rang and that nobody picked up: in a real call it would have rung too.
    public let timeToHuman: Duration?
    /// How many were skipped before whoever accepted, whose share of ``timeToHuman`` is therefore assumed.
    public let assumed: Int

    /// How many were rung.
    public var rung: Int { lines.count { $0.rungAt != nil } }
}
