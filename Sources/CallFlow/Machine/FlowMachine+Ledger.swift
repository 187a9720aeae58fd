import Desk

/// A refusal that was logged and may not have been committed.
struct LoggedRefusal: Sendable {
    /// Where the call stood before it was logged.
    let state: FlowState
    /// The last activity before; that of a later one shows that effects behind the log were performed.
    let lastID: Int
}

/// What the machine does when the ledger fails: nothing of the call is billed, and no refusal is spoken that is not on
/// record.
///
/// A refusal that cannot be committed sends the call, once, from its `log` step to the flow's `on_unrecorded` step: the
/// `log` step has that as one more outcome, which the prover explores too. What the machine did behind the `log` is
/// undone, even if that was to hang up: only a caller who has left stays away.
extension FlowMachine {
    /// Takes note of a `log` step that is about to be left.
    mutating func noteRefusal() {
        refusal =
            context.canFailUnrecorded(in: state) ? LoggedRefusal(state: state, lastID: lastID) : nil
    }

    /// An answer to an effect shows that the effect was performed, and so that what was logged before it was committed.
    mutating func confirmRefusal(by event: FlowEvent) {
        guard let refusal, let id = event.activity, id.number > refusal.lastID, id.number <= lastID else { return }
        self.refusal = nil
    }

    mutating func ledgerFailed(at now: Instant, into effects: inout [FlowEffect]) {
        context.loseLedger(in: &state)
        guard let refusal else { return }
        self.refusal = nil
        isOver = false
        stopActivity(at: now, into: &effects)
        forgetKeysPressedAhead()
        state = refusal.state
        leave(LogOutcome.unrecorded.rawValue, at: now, into: &effects)
    }
}

extension FlowEvent {
    /// Whether it may be taken after the end, as the end was not performed yet.
    var mayUndoTheEnd: Bool { if case .ledgerFailed = self { true } else { false } }
}
