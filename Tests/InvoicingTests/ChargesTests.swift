import Desk
import Invoicing
import Testing

@Suite("An invoice of charges") struct ChargesTests {
    @Test("has a line each, with what the charge rests on")
    func lines() throws {
        let office = try Office()
        let invoice = try office.invoice(350_00, 450_00)
        let first = try #require(invoice.lines.first)
        #expect(invoice.lines.map(\.id) == ["1", "2"])
        #expect(invoice.lines.map(\.charge) == ["charge-1", "charge-2"])
        #expect(invoice.lines.map(\.net) == [350_00, 450_00])
        #expect(
            invoice.lines.map(\.name) == [
                "Usage abusif du numéro d'urgence", "Usage abusif du numéro d'escalade managériale",
            ])
        #expect(
            first.details
                == "Appel du 10/03/2026 à 20:30 : aucun ticket n'était ouvert ; la demande n'était pas particulièrement urgente"
        )
        #expect(Timestamp.format(invoice.issued) == "2026-04-01")
        #expect(invoice.due.map { Timestamp.format($0) } == "2026-05-01")
        #expect(
            invoice.period.map { [Timestamp.format($0.lowerBound), Timestamp.format($0.upperBound)] } == [
                "2026-03-10", "2026-03-11",
            ])
        #expect(invoice.terms == "Paiement à 30 jours, au plus tard le 01/05/2026")
        #expect(
            invoice.notes == [
                InvoiceNote(
                    "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40,00 EUR",
                    on: .collectionCosts),
                InvoiceNote(
                    "En cas de retard de paiement, une pénalité au taux de refinancement de la Banque centrale européenne majoré de dix points est exigible sans rappel.",
                    on: .latePenalty), InvoiceNote("Pas d'escompte pour paiement anticipé.", on: .discount),
            ])
    }

    @Test("is in English where the desk asks for it")
    func english() throws {
        let office = try Office().with { $0.issuer.language = .english }
        let invoice = try office.invoice(350_00)
        #expect(
            invoice.lines.map(\.details) == [
                "Call of 2026-03-10 at 20:30: no ticket was open; the matter was not urgent"
            ])
        #expect(invoice.terms == "Payment within 30 days, by 2026-05-01")
        #expect(
            invoice.notes.map(\.text) == [
                "Flat sum for recovery costs in case of late payment: 40.00 EUR",
                "Late payment costs, without a reminder, the refinancing rate of the European Central Bank plus ten points.",
                "No discount for early payment.",
            ])
    }

    @Test("has the calls on the desk's clock, with its offset where a day is told", arguments: Syntax.allCases)
    func clock(_ syntax: Syntax) throws {
        let office = try Office()
        // Half past two comes twice that night.
        let times = try ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"].map {
            try #require(Timestamp.parse($0))
        }
        var charges = office.charges([350_00, 350_00])
        for index in charges.indices { charges[index].calledAt = times[index] }
        let invoice = try office.invoice(charges)
        #expect(
            invoice.period.map { [$0.lowerBound, $0.upperBound] } == [
                LocalDate(year: 2026, month: 10, day: 25), LocalDate(year: 2026, month: 10, day: 25),
            ])
        let text = syntax.text(of: invoice)
        #expect(text.contains(">2026-10-25T02:30:00+02:00<"))
        #expect(text.contains(">2026-10-25T02:30:00+01:00<"))
    }

    @Test("that gives money back names the invoice, has positive amounts and no account")
    func credit() throws {
        let office = try Office().with { $0.issuer.terms.payment.iban = "FR7630006000011234567890189" }
        let credit = try office.credit(office.charges([350_00]))
        #expect(credit.kind == .creditNote)
        #expect(credit.preceding == Invoice.Reference(number: "FA-2026-0007", issued: office.issued))
        #expect([credit.totals.net, credit.totals.tax, credit.totals.gross] == [350_00, 70_00, 420_00])
        #expect(credit.terms == "Avoir sur la facture FA-2026-0007 du 01/04/2026, à déduire ou à rembourser")
        #expect(credit.account == nil)
        #expect(credit.due == nil)
    }

    @Test("that gives money back is taxed as the invoice was, whatever the desk says now")
    func creditTaxed() throws {
        let office = try Office().with { $0.issuer.terms.vat = VATTerms(category: .standardRate, rate: 21_00) }
        let credit = try Invoice.crediting(
            office.charges([350_00]), of: Invoice.Reference(number: "FA-1", issued: office.issued), number: "AV-1",
            issued: office.issued, to: office.buyer, by: office.issuer,
            taxedAs: VATTerms(category: .standardRate, rate: 19_60))
        #expect(credit.vat.rate == 19_60)
        #expect(credit.totals.tax == 68_60)
    }

    @Test("is not made of nothing, of two currencies, of too much, or of endless texts")
    func refused() throws {
        let office = try Office()
        #expect(throws: InvoiceError.noCharges) { try office.invoice() }
        #expect(throws: InvoiceError.currencies(["CHF", "EUR"])) {
            try office.invoice(office.charges([1]) + office.charges([1], in: "CHF"))
        }
        let many = office.charges(Array(repeating: 1, count: InvoiceLimits.lines))
        #expect(try office.invoice(many).lines.count == InvoiceLimits.lines)
        #expect(throws: InvoiceError.tooMany("lines", count: InvoiceLimits.lines + 1, limit: InvoiceLimits.lines)) {
            try office.invoice(many + office.charges([1]))
        }
        let name = String(repeating: "x", count: InvoiceLimits.textBytes + 1)
        let error = InvoiceError.tooLong("the client's name", bytes: InvoiceLimits.textBytes + 1)
        #expect(throws: error) { try office.with { $0.buyer.name = name }.invoice(1) }
        #expect(error.description == "the client's name has 4001 bytes: shorten it to at most 4000")
        #expect(throws: InvoiceError.tooMany("remarks", count: 21, limit: 20)) {
            try Invoice(
                .invoice, number: "1", issued: office.issued, currency: "EUR", seller: office.issuer.seller,
                buyer: office.buyer, lines: [], vat: .standard,
                notes: Array(repeating: InvoiceNote("x"), count: 21), zone: .utc)
        }
    }

    @Test("tells what it breaks with the place where it is mended")
    func mends() throws {
        let office = try Office().with {
            $0.buyer.address = PostalAddress()
            $0.issuer.seller.address = nil
        }
        #expect(
            InvoiceRules.broken(by: try office.invoice(350_00)).map(\.description) == [
                "BR-08: the provider's address is not in parts: write 'address: { lines, postcode, city, country }' under 'provider' in desk.yaml",
                "BR-10: the client has no address: fill the columns street, postcode and city of the table of addresses",
                "BR-11: the client's address has no country: fill the column country of the table of addresses",
            ])
    }
}
