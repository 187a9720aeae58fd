import ArgumentParser
import Desk
import Ledger

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

/// A month of the desk's calendar, as it is written on the command line.
struct MonthArgument: ExpressibleByArgument {
    private let first: LocalDate
    private let next: LocalDate

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2, let year = Int(parts[0]),
            let month = Int(parts[1]), let first = LocalDate(year: year, month: month, day: 1),
            let next = LocalDate(
                year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        else { return nil }
        self.first = first
        self.next = next
    }

    /// Its first instant, and the first of the next month, in a zone.
    func range(in zone: ZoneRules) -> Range<Instant> { zone.start(of: first)..<zone.start(of: next) }
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
