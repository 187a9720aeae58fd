import ArgumentParser
import Desk
import Ledger
import Reports

/// `voicedesk billing`: what becomes of abusive calls.
struct BillingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "billing", abstract: "Review charges, settle disputes, write invoices and reports.",
        discussion: """
            A charge is proposed by the desk or a technician, confirmed or waived by a person, invoiced, and, where it was a mistake,
            credited in full and written anew. Nothing is ever edited; every step is an entry of the ledger's log.
            """,
        subcommands: [
            BillingReviewCommand.self, BillingDisputeCommand.self, BillingInvoiceCommand.self,
            BillingCreditCommand.self,
            BillingExportCommand.self, BillingReportCommand.self,
        ])
}

extension ReportMonth: ExpressibleByArgument {
    /// Reads `2026-10`.
    public init?(argument: String) {
        guard let month = try? ReportMonth(argument) else { return nil }
        self = month
    }

    /// Its first instant, and the first of the next month, in a zone.
    func range(in zone: ZoneRules) -> Range<Instant> { start(in: zone)..<end(in: zone) }
}

/// How charges are told on the command line.
enum ChargeText {
    static func row(_ charge: RecordedCharge, in zone: ZoneRules) -> [String] {
        [
            String(charge.id), charge.callID, charge.client?.description ?? "erased",
            charge.proposal.amount.description,
            charge.status.rawValue, charge.proposal.reasons.map(\.rawValue).joined(separator: ","),
            Timestamp.format(charge.proposedAt, in: zone), charge.proposal.proposer,
            charge.decided.map { "\($0.actor): \($0.reason)" } ?? "",
        ]
    }

    static let heading = ["charge", "call", "client", "amount", "status", "reasons", "proposed", "by", "decision"]
}
