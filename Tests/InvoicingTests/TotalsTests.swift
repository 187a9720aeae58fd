import Desk
import Invoicing
import Testing

@Suite("The totals of an invoice") struct TotalsTests {
    @Test(
        "have the tax rounded half away from zero",
        arguments: [
            (350_00, 20_00, 70_00), (1, 20_00, 0), (2, 20_00, 0), (3, 20_00, 1), (5, 10_00, 1), (4, 10_00, 0),
            (1_00, 5_50, 6), (10, 5_00, 1), (9, 5_50, 0), (10, 5_50, 1), (0, 20_00, 0), (99, 0, 0), (-5, 10_00, -1),
            (-4, 10_00, 0), (-350_00, 20_00, -70_00), (35_001, 8_50, 29_75), (7, 1_05, 0), (48, 1_05, 1),
            (100, 100_00, 100),
        ])
    func tax(amount: Int, rate: Int, tax: Int) {
        #expect(InvoiceTotals.tax(on: amount, rate: rate) == tax)
    }

    @Test("have no tax that cannot be written", arguments: [(Int.max, 2), (Int.min, 2), (Int.max / 1999, 2000)])
    func overflow(amount: Int, rate: Int) {
        #expect(InvoiceTotals.tax(on: amount, rate: rate) == nil)
    }

    @Test("tax the sum of the lines, not each line")
    func sum() throws {
        let office = try Office().with { $0.issuer.terms.vat.rate = 5_50 }
        // Each of ten cents has half a cent of tax, which would be ten cents if rounded by line.
        let invoice = try office.invoice(office.charges(Array(repeating: 10, count: 10)))
        #expect([invoice.totals.net, invoice.totals.tax, invoice.totals.gross] == [1_00, 6, 1_06])
    }

    @Test("that cannot be written are told")
    func tooMuch() throws {
        let office = try Office()
        #expect(throws: InvoiceError.tooMuch("the sum of the lines")) { try office.invoice(Int.max, 1) }
        #expect(throws: InvoiceError.tooMuch("the tax")) { try office.invoice(Int.max) }
        let all = office.with { $0.issuer.terms.vat.rate = 1 }
        #expect(throws: InvoiceError.tooMuch("the sum with tax")) {
            try Invoice(
                .invoice, number: "1", issued: office.issued, currency: "EUR", seller: office.issuer.seller,
                buyer: office.buyer,
                lines: [
                    InvoiceLine(
                        id: "1", name: "x", net: .max, calledAt: office.evening)
                ], vat: VATTerms(category: .standardRate, rate: 1), zone: .utc)
        }
        #expect(try all.invoice(Int.max - 1_000_000_000_000_000).totals.tax > 0)
    }
}
