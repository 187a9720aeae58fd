import Desk
import Ledger

/// Why a call cannot be replayed; nothing is guessed in place of what is missing.
public enum ReplayObstacle: Error, Hashable, Sendable, CustomStringConvertible {
    /// The call goes on, or was cut off.
    case notFinished(RecordedCall.State)
    /// Personal data of the call was erased.
    case erased
    /// The texts of the desk that answered the call are not at hand.
    case otherDesk(policyHash: String, flowHash: String)
    /// The desk of the replay does not answer that number.
    case noFlow(NumberRole)
    /// An event is not as this version writes it.
    case unreadable(seq: Int, String)
    /// The facts were too many to be all on record.
    case factsIncomplete
    /// The record does not hold what the stores answered: it is older than such records, or asks something new of them.
    case factsNotRecorded(Fact)
    /// The ledger failed during the call, so the record has gaps.
    case ledgerFailed
    /// The caller was never asked for what a step needs.
    case neverAsked(step: String)
    /// What was keyed for a step is not on record, as it is sensitive there.
    case keysNotOnRecord(step: String)
    /// The passcode that is needed was never keyed, or never compared.
    case passcodeNeverCompared
    /// The call does not come to an end.
    case endless

    /// A kind of fact.
    public enum Fact: String, CaseIterable, Hashable, Sendable {
        case client, contacts, tickets, calls, bulletins
        case passcodeFailures = "passcode-failures"
    }

    /// A word for tables and tools.
    public var name: String {
        switch self {
        case .notFinished: "not-finished"
        case .erased: "erased"
        case .otherDesk: "other-desk"
        case .noFlow: "no-flow"
        case .unreadable: "unreadable"
        case .factsIncomplete: "facts-incomplete"
        case .factsNotRecorded: "facts-not-recorded"
        case .ledgerFailed: "ledger-failed"
        case .neverAsked: "never-asked"
        case .keysNotOnRecord: "keys-not-on-record"
        case .passcodeNeverCompared: "passcode-never-compared"
        case .endless: "endless"
        }
    }

    /// What is missing, in a sentence.
    public var description: String {
        switch self {
        case .notFinished(let state): "the call is \(state.rawValue)"
        case .erased: "its personal data were erased"
        case .otherDesk(let policy, let flow):
            "another desk answered it (policy \(policy.prefix(12)), flow \(flow.prefix(12))), which is not at hand"
        case .noFlow(let number): "the desk has no flow for the \(number.rawValue) number"
        case .unreadable(let seq, let what): "event \(seq) cannot be read: \(what)"
        case .factsIncomplete: "there were too many facts to record all of them"
        case .factsNotRecorded(let fact): "the \(fact.rawValue) that are needed are not on record"
        case .ledgerFailed: "the ledger failed during the call, so its record has gaps"
        case .neverAsked(let step): "the caller was never asked for what \"\(step)\" needs"
        case .keysNotOnRecord(let step): "what the caller keyed for \"\(step)\" is not on record"
        case .passcodeNeverCompared: "the passcode that is needed was never keyed and compared"
        case .endless: "it does not come to an end"
        }
    }
}
