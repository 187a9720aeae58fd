import Desk
import Testing

@testable import Ledger

@Suite("Invoices and credit notes") struct InvoiceTests {
    let file: LedgerFile
    let ledger: Ledger
    let now: Instant

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        now = try time("2026-04-01T09:00:00+02:00")
        for id in ["one", "two", "three"] {
            let call = try ledger.begin(.sample(id))
            try ledger.finish(call: call, .sample(charged: true))
        }
        for charge in 1...3 { try ledger.confirm(charge: Int64(charge), by: "odile", fourEyes: true, at: now) }
    }

    private struct NoPaper: Error {}

    private func draft(
        _ kind: IssuedInvoice.Kind, _ charges: [Int64], credits: String? = nil, fails: Bool = false
    ) -> InvoiceDraft {
        InvoiceDraft(
            kind: kind, charges: charges, credits: credits, year: 2026,
            number: { kind == .invoice ? "F-\($0)" : "A-\($0)" },
            content: { number, charges in
                if fails { throw NoPaper() }
                let net = charges.reduce(0) { $0 + $1.proposal.amount.cents }
                return InvoiceContent(
                    net: net, vat: InvoiceTax(category: "S", rate: 2000, amount: net / 5),
                    texts: ["cii": "<\(number)/>"])
            })
    }

    @Test("Documents are numbered without a gap, kept as they were issued, and told by the log") func numbers() throws {
        let first = try ledger.issue(draft(.invoice, [1, 2]), by: "henri", at: now)
        #expect(first.number == "F-1")
        #expect(first.net == Money(cents: 70_000))
        #expect(first.vat.amount == 14_000)
        #expect(first.texts == ["cii": "<F-1/>"])
        // What could not be made takes no number, and leaves its charge as it was.
        #expect(throws: NoPaper.self) { try ledger.issue(draft(.invoice, [3], fails: true), by: "henri", at: now) }
        #expect(try ledger.charge(3).status == .confirmed)
        #expect(try ledger.issue(draft(.invoice, [3]), by: "henri", at: now).number == "F-2")
        #expect(try ledger.invoice("F-1") == first)
        #expect(try ledger.invoices().map(\.number) == ["F-2", "F-1"])
        #expect(try ledger.charges(on: "F-1").map(\.id) == [1, 2])
        #expect(ledger.verified().integrity == [])
    }

    @Test("The charges of an invoice are credited together or one by one") func credits() throws {
        _ = try ledger.issue(draft(.invoice, [1, 2, 3]), by: "henri", at: now)
        let one = try ledger.issue(
            draft(.creditNote, [2], credits: "F-1"), by: "henri", reason: "wrong client", at: now)
        let rest = try ledger.issue(
            draft(.creditNote, [1, 3], credits: "F-1"), by: "henri", reason: "all wrong", at: now)
        #expect([one.number, rest.number] == ["A-1", "A-2"])
        #expect(one.credits == "F-1")
        #expect(try ledger.charges().map(\.status) == [.credited, .credited, .credited])
        #expect(try ledger.charge(2).creditNote?.reason == "wrong client")
        #expect(ledger.verified().integrity == [])
    }

    @Test("A document of nothing, of a charge twice, or of another invoice is not issued") func refused() throws {
        func refuse(_ draft: InvoiceDraft) -> String {
            refusal { _ = try ledger.issue(draft, by: "henri", reason: "x", at: now) }
        }
        #expect(refuse(draft(.invoice, [])).hasPrefix("a document has no charge"))
        #expect(refuse(draft(.invoice, [1, 1])).hasPrefix("the charges of a document are not all of one client"))
        #expect(refuse(draft(.invoice, [9])) == "there is no charge 9: list them with 'voicedesk billing review'")
        #expect(
            refuse(draft(.creditNote, [1], credits: "F-1")).hasPrefix("the charges of a credit note do not all stand"))
        _ = try ledger.issue(draft(.invoice, [1]), by: "henri", at: now)
        _ = try ledger.issue(draft(.invoice, [2]), by: "henri", at: now)
        #expect(
            refuse(draft(.creditNote, [1, 2], credits: "F-1")).hasPrefix(
                "the charges of a credit note do not all stand"))
        #expect(refuse(draft(.invoice, [1])).hasPrefix("the charge 1 is invoiced and cannot become invoiced"))
        #expect(try ledger.invoices().count == 2)
    }
}
