/// The finite part of what a call has established: every topic's outcome, and what happened that billing depends on.
///
/// The running call and the prover share this type, so a proof over standings is a proof over calls.
public struct Standing: Hashable, Sendable {
    /// The outcome of every topic that came up.
    public var outcomes = TopicOutcomes()
    /// The price was spoken to its end, in the call's language.
    public var heardPrice = false
    /// The caller insisted with a key after a refusal.
    public var insisted = false
    /// The caller agreed with a key to be connected at that price.
    public var agreed = false
    /// The technician who took the call marked it as neither urgent nor serious (rule R10).
    public var marked = false
    /// The ledger could not take a refusal, so the caller is connected all the same (design rule 4).
    public var unrecorded = false
    /// Some store did not answer at some point.
    public var sawUnavailable = false
    /// It was decided to ring people.
    public var admitted = false
    /// People were rung.
    public var rang = false
    /// Somebody took the call.
    public var connected = false
    /// The desk could not know something that matters, and connects the caller (design rule 4).
    public var failedOpen = false
    /// A charge was proposed.
    public var charged = false

    /// Nothing happened yet.
    public init() {}

    /// Takes the outcome at an index of the topic's closed set into account.
    public mutating func record(at index: Int, of topic: Topic) {
        outcomes.setIndex(index, of: topic)
        if topic.isUnavailable(at: index) { sawUnavailable = true }
    }

    /// Takes the outcome of a topic into account.
    public mutating func record(_ outcome: TopicOutcome, of topic: Topic) {
        outcomes[topic] = outcome
        if outcome == .unavailable { sawUnavailable = true }
    }
}
