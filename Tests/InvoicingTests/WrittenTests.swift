import Desk
import Foundation
import Testing

@testable import Invoicing

@Suite("Invoices as they are written") struct WrittenTests {
    @Test("are those of Golden; RECORD_INVOICES=1 writes them anew", arguments: Syntax.allCases)
    func golden(_ syntax: Syntax) throws {
        let office = try Office().with { $0.issuer.terms.payment.iban = "FR7630006000011234567890189" }
        let outOfScope = office.with { $0.issuer.terms.vat = Samples.outOfScope }
        let documents = [
            "invoice": try office.invoice(350_00, 450_00),
            "credit-note": try outOfScope.credit(office.charges([350_00])),
        ]
        for (name, invoice) in documents {
            let path = "\(Repository.root)/Tests/InvoicingTests/Golden/\(name).\(syntax.rawValue).xml"
            let text = syntax.text(of: invoice)
            if ProcessInfo.processInfo.environment["RECORD_INVOICES"] == "1" {
                try text.write(toFile: path, atomically: true, encoding: .utf8)
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test("name the tax number in words where it may not stand in its place (BR-O-02)", arguments: Syntax.allCases)
    func outOfScope(_ syntax: Syntax) throws {
        let office = try Office().with { $0.issuer.terms.vat = Samples.outOfScope }
        let text = syntax.text(of: try office.invoice(350_00))
        #expect(text.components(separatedBy: "FR74439537705").count == 2)
        #expect(text.contains("TVA intra : FR74439537705"))
        #expect(!text.contains("FR83404833048"))
        let taxed = syntax.text(of: try Office().invoice(350_00))
        #expect(!taxed.contains("TVA intra"))
        #expect(taxed.contains(">FR74439537705<"))
        #expect(taxed.contains("SAS au capital de 25 050 EUR – Siège social : 28 rue de Villeneuve"))
    }

    @Test("keep every character that XML can carry", arguments: [false, true])
    func escaped(inAttribute: Bool) throws {
        let text = "a<b>&\"'\u{0}\u{8}\t\n\r\u{B}\u{1F}\u{7F}\u{85}\u{FFFD}\u{FFFE}\u{FFFF}é漢😀"
        let expected =
            inAttribute
            ? "a&lt;b&gt;&amp;&quot;'\u{FFFD}\u{FFFD}&#9;&#10;&#13;\u{FFFD}\u{FFFD}\u{7F}\u{85}\u{FFFD}\u{FFFD}\u{FFFD}é漢😀"
            : "a&lt;b&gt;&amp;\"'\u{FFFD}\u{FFFD}\t\n&#13;\u{FFFD}\u{FFFD}\u{7F}\u{85}\u{FFFD}\u{FFFD}\u{FFFD}é漢😀"
        #expect(Array(XMLText.escaped(text, inAttribute: inAttribute).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("have no empty remarks", arguments: Syntax.allCases)
    func remarks(_ syntax: Syntax) throws {
        let office = try Office().with { $0.issuer.terms.note = "Merci" }
        let blank = office.with { $0.issuer.terms.note = " \n" }
        #expect(syntax.text(of: try office.invoice(1)).contains("AAI"))
        #expect(!syntax.text(of: try blank.invoice(1)).contains("AAI"))
    }

    @Test("have no empty elements")
    func empty() {
        #expect(XMLElement.text("a", nil) == nil)
        #expect(XMLElement.text("a", " \n\u{A0}") == nil)
        #expect(XMLElement.group("a", [nil, .text("b", "")]) == nil)
        let element = XMLElement.always("a", ["x": "1\"<"], [.text("b", " c "), .always("d", [:], [])])
        #expect(
            element.document
                == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a x=\"1&quot;&lt;\">\n  <b> c </b>\n  <d/>\n</a>\n")
    }
}
