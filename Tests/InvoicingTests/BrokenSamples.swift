import Desk
import Invoicing
import Testing

/// An invoice that breaks rules, and which.
struct BrokenSample: CustomTestStringConvertible, Sendable {
    let name: String
    let invoice: Invoice
    /// Those that ours tell, in their order.
    let rules: [String]
    /// Those among them that the published ones do not look at.
    let unseen: [String]

    var testDescription: String { name }

    init(_ name: String, _ invoice: Invoice, _ rules: String..., unseen: [String] = []) {
        self.name = name
        self.invoice = invoice
        self.rules = rules
        self.unseen = unseen
    }
}

enum BrokenSamples {
    static func all() throws -> [BrokenSample] { try parties() + taxes() + documents() }

    private static func changed(_ change: (inout Office) -> Void) throws -> Invoice {
        try Office().with(change).invoice(350_00)
    }

    private static func parties() throws -> [BrokenSample] {
        [
            BrokenSample("no name of the seller", try changed { $0.issuer.seller.name = " " }, "BR-06"),
            BrokenSample("no address of the seller", try changed { $0.issuer.seller.address = nil }, "BR-08"),
            BrokenSample(
                "no country of the seller", try changed { $0.issuer.seller.address?.country = nil }, "BR-09"),
            BrokenSample(
                "no such country", try changed { $0.issuer.seller.address?.country = "FX" }, "BR-CL-14"),
            BrokenSample(
                "no number of the seller",
                try changed {
                    $0.issuer.terms.vat = Samples.outOfScope
                    $0.issuer.seller.siren = nil
                    $0.issuer.seller.siret = nil
                }, "BR-CO-26", "BR-FR-10", "BR-FR-13"),
            BrokenSample(
                "a number without a country", try changed { $0.issuer.seller.vat = "74439537705" }, "BR-CO-09"),
            BrokenSample("no name of the buyer", try changed { $0.buyer.name = "" }, "BR-07"),
            BrokenSample(
                "no address of the buyer", try changed { $0.buyer.address = PostalAddress() }, "BR-10", "BR-11",
                unseen: ["BR-11"]),
            // The standard asks for the country alone; the law for where the client lives.
            BrokenSample(
                "only the country of the buyer",
                try changed { $0.buyer.address = PostalAddress(country: "FR") }, "BR-10", unseen: ["BR-10"]),
            BrokenSample("no country of the buyer", try changed { $0.buyer.address.country = nil }, "BR-11"),
            BrokenSample("no SIREN of the buyer", try changed { $0.buyer.siren = nil }, "BR-FR-12"),
            BrokenSample("half a SIREN", try changed { $0.buyer.siren = "40483" }, "BR-FR-32"),
            BrokenSample(
                "a SIRET of somebody else", try changed { $0.issuer.seller.siret = "40483304800022" }, "BR-FR-09"),
        ]
    }

    private static func taxes() throws -> [BrokenSample] {
        func vat(_ terms: VATTerms, _ change: (inout Office) -> Void = { _ in }) throws -> Invoice {
            try changed {
                $0.issuer.terms.vat = terms
                change(&$0)
            }
        }
        let reverse = VATTerms(category: .reverseCharge, reason: "Autoliquidation")
        return [
            BrokenSample("no number for the tax", try changed { $0.issuer.seller.vat = nil }, "BR-S-02"),
            BrokenSample("standard rate of zero", try vat(VATTerms(category: .standardRate)), "BR-S-05"),
            BrokenSample(
                "a reason for tax", try vat(VATTerms(category: .standardRate, rate: 20_00, reason: "x")), "BR-S-10"),
            BrokenSample("a rate of zero rate", try vat(VATTerms(category: .zeroRate, rate: 20_00)), "BR-Z-05"),
            BrokenSample("no reason of exemption", try vat(VATTerms(category: .exempt)), "BR-E-10"),
            BrokenSample("no reason out of scope", try vat(VATTerms(category: .outOfScope)), "BR-O-10"),
            // The writer leaves the rate out, and the tax is not nothing.
            BrokenSample(
                "a rate out of scope", try vat(VATTerms(category: .outOfScope, rate: 20_00, reason: "x")), "BR-O-05",
                unseen: ["BR-O-05"]),
            BrokenSample("no reason of export", try vat(VATTerms(category: .export)), "BR-G-10"),
            BrokenSample(
                "reverse charge of nobody",
                try vat(reverse) {
                    $0.buyer.vat = nil
                    $0.buyer.siren = nil
                }, "BR-AE-02", "BR-FR-12"),
            BrokenSample(
                "no such reason", try vat(VATTerms(category: .exempt, reason: "x", reasonCode: "VATEX-FR-X")),
                "BR-CL-22"),
            BrokenSample(
                "no rate of France", try vat(VATTerms(category: .standardRate, rate: 21_00)), "BR-FR-16"),
        ]
    }

    private static func documents() throws -> [BrokenSample] {
        let office = try Office()
        let (seller, buyer, issued) = (office.issuer.seller, office.buyer, office.issued)
        let sound = try office.invoice(350_00)
        func invoice(
            _ kind: Invoice.Kind = .invoice, number: String = "FA-1", due: LocalDate? = nil, currency: String = "EUR",
            lines: [InvoiceLine]? = nil, account: Invoice.Account? = nil, terms: String? = nil,
            notes: [InvoiceNote]? = nil, preceding: Invoice.Reference? = nil
        ) throws -> Invoice {
            try Invoice(
                kind, number: number, issued: issued, due: due, currency: currency, seller: seller, buyer: buyer,
                lines: lines ?? sound.lines, vat: .standard, account: account, terms: terms ?? "30 jours",
                notes: notes ?? sound.notes, preceding: preceding, zone: .utc)
        }
        func line(_ change: (inout InvoiceLine) -> Void) -> [InvoiceLine] {
            var lines = sound.lines
            for index in lines.indices { change(&lines[index]) }
            return lines
        }
        return [
            BrokenSample("no number", try invoice(number: ""), "BR-02"),
            BrokenSample("a number with blanks", try invoice(number: "FA 1"), "BR-FR-02"),
            BrokenSample("a long number", try invoice(number: String(repeating: "1", count: 36)), "BR-FR-01"),
            BrokenSample("no such currency", try invoice(currency: "EUX"), "BR-CL-04", "BR-FR-CO-12"),
            BrokenSample("no lines", try invoice(lines: []), "BR-16"),
            BrokenSample("no name of a line", try invoice(lines: line { $0.id = "" }), "BR-21"),
            BrokenSample("nothing invoiced", try invoice(lines: line { $0.name = "\n" }), "BR-25"),
            BrokenSample("less than nothing", try invoice(lines: line { $0.net = -1 }), "BR-27"),
            BrokenSample("no account", try invoice(account: Invoice.Account(iban: "")), "BR-50"),
            // EN 16931-1 has this rule; what is published no longer looks at it.
            BrokenSample("not told when it is due", try invoice(terms: " "), "BR-CO-25", unseen: ["BR-CO-25"]),
            BrokenSample("due before", try invoice(due: issued.adding(days: -1)), "BR-FR-CO-07"),
            BrokenSample("a credit note of nothing", try invoice(.creditNote), "BR-FR-CO-05"),
            BrokenSample(
                "a credit note of an invoice without a number",
                try invoice(.creditNote, preceding: Invoice.Reference(number: "", issued: issued)), "BR-55"),
            BrokenSample("no remarks", try invoice(notes: []), "BR-FR-05", "BR-FR-05", "BR-FR-05"),
            BrokenSample(
                "a remark twice", try invoice(notes: sound.notes + [InvoiceNote("#AAB#x", on: .discount)]), "BR-FR-06"),
            BrokenSample(
                "another century",
                try office.with { $0.issued = LocalDate(year: 1999, month: 12, day: 31) ?? issued }.invoice(350_00),
                "BR-FR-03"),
        ]
    }
}
