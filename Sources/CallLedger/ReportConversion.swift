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
            statuses: CallOutcome.statuses(report.assessment),
            charge: report.charge.map { ChargeProposal($0, proposer: report.proposer) })
    }
}

extension ChargeProposal {
    /// The charge that a report proposes.
    public init(_ charge: CallReport.Charge, proposer: String = Self.desk) {
        self.init(
            amount: charge.amount, tariffFrom: charge.tariffFrom, reasons: charge.reasons, proposer: proposer)
    }
}

extension CallReport {
    /// Who proposes the charge: the technician who marked the call as abusive, otherwise the desk.
    fileprivate var proposer: String {
        let isMarked = assessment.entries.contains { $0.evidence.contains { $0.name == "technician" } }
        return isMarked ? connectedTo ?? ChargeProposal.desk : ChargeProposal.desk
    }
}
