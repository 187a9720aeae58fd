import ArgumentParser
import Desk
import DeskFolder
import Foundation
import Ledger
import Reports

/// `voicedesk billing invoice`.
struct BillingInvoiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoice",
        abstract: "Write an invoice a client for all confirmed charges up to the end of a month.",
        discussion: """
            Charges that are disputed are left out. An invoice that would break a rule of EN 16931 is not issued; the others are.
            Where invoices go is imported by 'voicedesk import addresses'.

            EXAMPLES
              voicedesk billing invoice --month 2026-10 --dry-run
              voicedesk billing invoice --month 2026-10 --by odile
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(
        help: ArgumentHelp(
            "The month whose calls are invoiced, and what is left of earlier ones.", valueName: "yyyy-mm"))
    var month: ReportMonth
    @Option(help: "Only this client.")
    var client: String?
    @Flag(help: "Only say what would be invoiced.")
    var dryRun = false
    @OptionGroup var actor: ActorOption
    @OptionGroup var moment: MomentOption

    func run() throws {
        let desk = try options.load()
        let ledger = try ledgerOptions.openExisting()
        let now = try moment.read(in: desk.policy.zone)
        let documents = InvoiceDocuments(desk: desk)
        let batches = try ChargeBatches(ledger: ledger).confirmed(
            until: month.range(in: desk.policy.zone).upperBound, client: try client.map { try Reading.client($0) })
        if batches.isEmpty { return print("nothing is to be invoiced") }
        var refused = 0
        for batch in batches {
            let sum = batch.charges.reduce(0) { $0 + $1.proposal.amount.cents }
            let money = Money(cents: sum, currency: batch.currency)
            if dryRun {
                print("client \(batch.client): \(batch.charges.count) charges, \(money) excl. tax")
                continue
            }
            do {
                let draft = try documents.invoice(batch.charges, client: batch.client, in: ledger, at: now)
                let issued = try ledger.issue(draft, by: actor.name, at: now)
                print(
                    "\(issued.number): client \(issued.client), \(issued.net) excl. tax, \(issued.vat.amount) cents tax"
                )
            } catch let error as InvoiceDocuments.Refused {
                refused += 1
                Output.error("voicedesk: \(error)")
            }
        }
        if refused > 0 { throw FellShort() }
    }
}

/// Charges that go onto one invoice together.
struct ChargeBatches {
    let ledger: Ledger

    struct Batch {
        let client: ClientNumber
        let currency: String
        var charges: [RecordedCharge]
    }

    /// The confirmed charges of calls before an instant that nobody disputes, by client and currency.
    func confirmed(until end: Instant, client: ClientNumber?) throws -> [Batch] {
        let disputed = Set(try ledger.openDisputes().map(\.charge))
        var batches: [String: Batch] = [:]
        var before: Int64?
        while true {
            let page = try ledger.charges(
                limit: LedgerLimits.listedRows, status: .confirmed, client: client, before: before)
            for charge in page where !disputed.contains(charge.id) {
                guard let client = charge.client, let call = try ledger.call(charge.callID)?.call,
                    call.header.startedAt < end
                else { continue }
                let currency = charge.proposal.amount.currency
                batches["\(client) \(currency)", default: Batch(client: client, currency: currency, charges: [])]
                    .charges.append(charge)
            }
            guard page.count == LedgerLimits.listedRows, let last = page.last else { break }
            before = last.id
        }
        return batches.keys.sorted().compactMap { key in
            guard var batch = batches[key] else { return nil }
            batch.charges.sort { $0.id < $1.id }
            return batch
        }
    }
}

/// `voicedesk billing credit`.
struct BillingCreditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit",
        abstract: "Take an invoiced charge back in full, and write it anew where it was a mistake.",
        discussion: """
            EXAMPLES
              voicedesk billing credit 12 --reason "wrong client" --by odile
              voicedesk billing credit 12 --reason "wrong tariff" --anew 350.00 --by odile
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The charge.")
    var charge: Int64
    @Option(help: "Why.")
    var reason: String
    @Option(help: ArgumentHelp("Propose the charge anew with this amount.", valueName: "amount"))
    var anew: String?
    @OptionGroup var actor: ActorOption
    @OptionGroup var moment: MomentOption

    func run() throws {
        let desk = try options.load()
        let ledger = try ledgerOptions.openExisting()
        let now = try moment.read(in: desk.policy.zone)
        let amount = try anew.map { text in
            guard let cents = AmountText.cents(text), cents > 0 else {
                throw Unusable("--anew: '\(text)' is no amount", mend: "write it like 350.00")
            }
            return cents
        }
        let charge = try ledger.charge(charge)
        guard let number = charge.invoice?.number, let invoice = try ledger.invoice(number) else {
            throw Unusable(
                "the charge \(charge.id) is \(charge.status.rawValue) and stands on no invoice",
                mend: "waive it: 'voicedesk billing review --waive \(charge.id)'")
        }
        let draft = try InvoiceDocuments(desk: desk).creditNote([charge], of: invoice, in: ledger, at: now)
        let issued: IssuedInvoice
        do { issued = try ledger.issue(draft, by: actor.name, reason: reason, at: now) } catch let error
            as InvoiceDocuments.Refused
        { throw Unusable("\(error)", mend: "mend that first") }
        print("\(issued.number): credit of \(issued.net) excl. tax on \(number)")
        guard let amount else { return }
        var proposal = charge.proposal
        proposal.amount = Money(cents: amount, currency: proposal.amount.currency)
        proposal.proposer = actor.name
        let id = try ledger.proposeAnew(replacing: charge.id, proposal, why: reason, at: now)
        print("charge \(id) is proposed in its place: \(proposal.amount)")
    }
}

/// `voicedesk billing export`.
struct BillingExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write invoices and credit notes as EN 16931 data: CII D22B and UBL 2.1.",
        discussion: """
            They are written as they were issued, byte for byte.

            EXAMPLES
              voicedesk billing export --month 2026-10 --to invoices/
              voicedesk billing export --invoice FA-2026-0001 --format ubl --to .
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case cii, ubl, both }

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: ArgumentHelp("What was issued in this month.", valueName: "yyyy-mm"))
    var month: ReportMonth?
    @Option(help: "One document, by its number.")
    var invoice: String?
    @Option(help: "The syntax: cii, ubl or both.")
    var format: Format = .both
    @Option(help: ArgumentHelp("The folder; it is made if it is not there.", valueName: "dir"), completion: .directory)
    var to: String

    func run() throws {
        let zone = try options.load().policy.zone
        let ledger = try ledgerOptions.openExisting()
        let documents: [IssuedInvoice]
        if let invoice {
            guard let found = try ledger.invoice(invoice) else {
                throw Unusable("there is no document '\(invoice)'", mend: "give the number as it stands on it")
            }
            documents = [found]
        } else if let range = month?.range(in: zone) {
            documents = try ledger.invoices(from: range.lowerBound, until: range.upperBound)
        } else {
            throw Unusable("nothing is named", mend: "give --month or --invoice")
        }
        do {
            try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
            for document in documents {
                for (name, text) in document.texts.sorted(by: { $0.key < $1.key })
                where format == .both || format.rawValue == name {
                    let file = document.number.replacing("/", with: "_") + ".\(name).xml"
                    try Data(text.utf8).write(to: URL(fileURLWithPath: to).appendingPathComponent(file))
                    print("\(to)/\(file)")
                }
            }
        } catch let error as CocoaError {
            throw Unusable(
                "'\(to)' cannot be written (\(error.localizedDescription))", mend: "name another folder with --to")
        }
        if documents.isEmpty { print("nothing was issued") }
    }
}
