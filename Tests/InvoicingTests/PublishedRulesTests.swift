import Desk
import Foundation
import Invoicing
import Testing

@Suite("The published schemas and rules") struct PublishedRulesTests {
    @Test("find nothing in sound invoices, and of the French ones what we tell ourselves", arguments: Syntax.allCases)
    func sound(_ syntax: Syntax) throws {
        let samples = try Samples.sound()
        let found = try Published.findings(in: samples.map { syntax.text(of: $0.invoice) })
        for (sample, findings) in zip(samples, found) {
            #expect(findings.filter { $0.rules != "BR-FR" } == [], "\(sample.name)")
            #expect(InvoiceRules.broken(by: sample.invoice) == [], "\(sample.name)")
            let french = Set(findings.filter { $0.rules == "BR-FR" }.map(\.rule))
            #expect(french == Set(FrenchRules.broken(by: sample.invoice).map(\.id)), "\(sample.name): \(findings)")
        }
        // Were the rules not run at all, nothing would be found either.
        let foreign = samples.firstIndex { $0.name == "as little as can be" }
        #expect(Set(found[try #require(foreign)].map(\.rule)) == ["BR-FR-05", "BR-FR-12"])
    }

    @Test("agree with ours on what an invoice breaks", arguments: Syntax.allCases)
    func broken(_ syntax: Syntax) throws {
        let samples = try BrokenSamples.all()
        let found = try Published.findings(in: samples.map { syntax.text(of: $0.invoice) })
        for (sample, findings) in zip(samples, found) {
            let ours =
                InvoiceRules.broken(by: sample.invoice).map(\.id) + FrenchRules.broken(by: sample.invoice).map(\.id)
            #expect(ours == sample.rules, "\(sample.name)")
            let seen = Set(sample.rules).subtracting(sample.unseen).map { syntax.published($0) }
            #expect(Set(findings.map(\.rule)).isSuperset(of: seen), "\(sample.name): \(findings)")
        }
    }

    @Test("catch documents that were spoilt", arguments: Syntax.allCases)
    func spoilt(_ syntax: Syntax) throws {
        let office = try Office()
        let text = syntax.text(of: try office.invoice(350_00, 450_00))
        let spoilt = syntax == .crossIndustry ? Self.crossIndustry : Self.universal
        let documents = try spoilt.map { try text.changing($0.old, to: $0.new) }
        for (change, findings) in zip(spoilt, try Published.findings(in: documents)) {
            #expect(
                findings.contains { $0.rule == syntax.published(change.rule) },
                "\(change.old) → \(change.new): \(findings)")
        }
    }

    private typealias Change = (old: String, new: String, rule: String)

    private static let crossIndustry: [Change] = [
        ("<ram:GrandTotalAmount>960.00", "<ram:GrandTotalAmount>960.01", "BR-CO-15"),
        ("<ram:TaxTotalAmount currencyID=\"EUR\">160.00", "<ram:TaxTotalAmount currencyID=\"EUR\">161.00", "BR-CO-14"),
        ("<ram:LineTotalAmount>350.00", "<ram:LineTotalAmount>351.00", "BR-CO-10"),
        ("<ram:CategoryCode>S", "<ram:CategoryCode>O", "BR-O-02"),
        ("<ram:CountryID>FR", "<ram:CountryID>XX", "BR-CL-14"),
        ("<ram:InvoiceCurrencyCode>EUR", "<ram:InvoiceCurrencyCode>EUX", "BR-CL-04"),
        ("<ram:Name>DRI</ram:Name>", "", "BR-06"),
        ("<ram:TypeCode>380", "<ram:TypeCode>999", "BR-FR-04"),
        ("<ram:BilledQuantity unitCode=\"C62\">1<", "<ram:BilledQuantity unitCode=\"C62\">one<", "cii-extended-ctc-fr"),
        ("</ram:ExchangedDocument>", "", "XML"), ("rsm:CrossIndustryInvoice xmlns", "rsm:Invoice xmlns", "XML"),
    ].map { ($0.0.replacing("ram:Exchanged", with: "rsm:Exchanged"), $0.1, $0.2) }

    private static let universal: [Change] = [
        (
            "<cbc:TaxInclusiveAmount currencyID=\"EUR\">960.00", "<cbc:TaxInclusiveAmount currencyID=\"EUR\">960.01",
            "BR-CO-15"
        ),
        ("<cbc:TaxAmount currencyID=\"EUR\">160.00", "<cbc:TaxAmount currencyID=\"EUR\">161.00", "BR-CO-14"),
        (
            "<cbc:LineExtensionAmount currencyID=\"EUR\">350.00", "<cbc:LineExtensionAmount currencyID=\"EUR\">351.00",
            "BR-CO-10"
        ),
        ("<cbc:IdentificationCode>FR", "<cbc:IdentificationCode>XX", "BR-CL-14"),
        ("<cbc:DocumentCurrencyCode>EUR", "<cbc:DocumentCurrencyCode>EUX", "BR-CL-04"),
        ("<cbc:RegistrationName>DRI</cbc:RegistrationName>", "", "BR-06"),
        ("<cbc:InvoiceTypeCode>380", "<cbc:InvoiceTypeCode>999", "BR-FR-04"),
        ("<cbc:InvoicedQuantity unitCode=\"C62\">1<", "<cbc:InvoicedQuantity unitCode=\"C62\">one<", "ubl-2.1"),
        ("</cac:LegalMonetaryTotal>", "", "XML"),
    ]
}

extension Syntax {
    /// How the published rules call a rule of the standard.
    func published(_ rule: String) -> String {
        self == .crossIndustry && rule.hasPrefix("BR-CL") ? "BR-CL" : rule
    }
}

extension String {
    /// The text with the first occurrence of another replaced.
    func changing(_ old: String, to new: String) throws -> String {
        let range = try #require(self.range(of: old), "'\(old)' is not in the text")
        return replacingCharacters(in: range, with: new)
    }
}
