import Calls
import Desk
import Ledger

extension CallOutcome {
    /// How a call ended, by its report.
    public init(_ report: CallReport, endedAt now: Instant) {
        self.init(
            endedAt: now, period: report.period,
            decision: CallDecision(
                client: report.client, contact: report.contact, ticket: report.ticket, verdict: report.verdict),
            connectedTo: report.connectedTo, assessment: CanonicalJSON(report.assessmentJSON), heard: report.heard,
            keys: report.keys.joined(separator: " "), duration: report.duration,
            charge: report.charge.map(ChargeProposal.init))
    }
}

extension ChargeProposal {
    /// The charge that a report proposes.
    public init(_ charge: CallReport.Charge) {
        self.init(amount: charge.amount, tariffFrom: charge.tariffFrom, reasons: charge.reasons)
    }
}
