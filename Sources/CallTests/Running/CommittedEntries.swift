import CallFlow
import Calls

/// The entries that the flow of a call writes into the ledger, without those that the ledger did not take.
struct CommittedEntries {
    private(set) var categories: [LogCategory] = []
    /// Whether the ledger failed at the event at hand: what follows from it is not written.
    private var isLost = false

    mutating func note(_ happening: CallTrace.Happening) {
        switch happening {
        case .event(let event, _): isLost = if case .ledgerFailed = event { true } else { false }
        case .effect(.log(let entry)): if !isLost { categories.append(entry.category) }
        case .effect: break
        }
    }
}
