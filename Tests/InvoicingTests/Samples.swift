import Desk
import DeskFolder
import Foundation
import Invoicing
import TestSupport
import Testing

/// The repository, which is the shipped desk.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
}

/// An invoice that is tried, and what it is tried for.
struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let invoice: Invoice

    var testDescription: String { name }
}

/// What invoices of the tests are made of: the shipped desk, a client of Nantes, calls of an evening.
struct Office {
    var issuer: Invoice.Issuer
    var buyer = Buyer(
        name: "Atelier Numérique", client: ClientNumber("12345"),
        address: PostalAddress(
            lines: ["12 quai de la Fosse"], postcode: "44000", city: "Nantes", country: "FR"), siren: "404833048",
        vat: "FR83404833048")
    var issued: LocalDate
    let evening: Instant

    init() throws {
        let desk = try DeskFolder.load(at: Repository.root)
        issuer = Invoice.Issuer(seller: desk.provider.seller, terms: desk.billing, zone: desk.policy.zone)
        issued = try #require(LocalDate(year: 2026, month: 4, day: 1))
        evening = try #require(Timestamp.parse("2026-03-10T20:30:00+01:00"))
    }

    /// The office with something changed.
    func with(_ change: (inout Office) -> Void) -> Office {
        var copy = self
        change(&copy)
        return copy
    }

    /// One charge a price, a day apart.
    func charges(_ cents: [Int], in currency: String = "EUR", _ reasons: [Reason] = [.noTicket, .notUrgent])
        -> [BilledCharge]
    {
        cents.enumerated().map { index, cents in
            BilledCharge(
                charge: "charge-\(index + 1)", call: "call-\(100 + index)",
                number: index % 2 == 0 ? .emergency : .managerial,
                calledAt: evening.advanced(by: .days(index)), reasons: reasons,
                amount: Money(cents: cents, currency: currency))
        }
    }

    func invoice(_ charges: [BilledCharge], number: String = "FA-2026-0007") throws(InvoiceError) -> Invoice {
        try Invoice.charging(charges, number: number, issued: issued, to: buyer, by: issuer)
    }

    func credit(_ charges: [BilledCharge]) throws(InvoiceError) -> Invoice {
        try Invoice.crediting(
            charges, of: Invoice.Reference(number: "FA-2026-0007", issued: issued), number: "AV-2026-0002",
            issued: issued.adding(days: 9), to: buyer, by: issuer, taxedAs: issuer.terms.vat)
    }

    func invoice(_ cents: Int...) throws(InvoiceError) -> Invoice { try invoice(charges(cents)) }
}

enum Samples {
    static let outOfScope = VATTerms(
        category: .outOfScope, reason: "Indemnité hors du champ de la TVA", reasonCode: "VATEX-EU-O")

    /// Invoices that keep every rule of the standard.
    static func sound() throws -> [Sample] {
        let office = try Office()
        let outOfScope = office.with { $0.issuer.terms.vat = Self.outOfScope }
        func taxed(_ category: VATCategory, rate: Int = 0, _ reason: String? = nil, _ code: String? = nil) -> Office {
            office.with {
                $0.issuer.terms.vat = VATTerms(category: category, rate: rate, reason: reason, reasonCode: code)
            }
        }
        var samples = [
            Sample(name: "invoice", invoice: try office.invoice(350_00)),
            Sample(name: "credit note", invoice: try office.credit(office.charges([350_00]))),
            Sample(name: "several lines", invoice: try office.invoice(350_00, 450_00, 350_00)),
            Sample(name: "out of scope", invoice: try outOfScope.invoice(350_00, 450_00)),
            Sample(name: "credit out of scope", invoice: try outOfScope.credit(office.charges([350_00, 450_00]))),
            Sample(name: "zero rate", invoice: try taxed(.zeroRate).invoice(350_00)),
            Sample(
                name: "exempt",
                invoice: try taxed(.exempt, "TVA non applicable, art. 293 B du CGI", "VATEX-FR-FRANCHISE").invoice(
                    350_00)),
            Sample(name: "reverse charge", invoice: try taxed(.reverseCharge, "Autoliquidation").invoice(350_00)),
            Sample(name: "export", invoice: try taxed(.export, "Exportation", "VATEX-EU-G").invoice(350_00)),
            Sample(name: "half a cent up", invoice: try taxed(.standardRate, rate: 5_50).invoice(1_00, 9_00)),
            Sample(name: "overseas rate", invoice: try taxed(.standardRate, rate: 8_50).invoice(35_001, 7)),
            Sample(name: "no amount", invoice: try office.invoice(0)),
            Sample(name: "one cent", invoice: try office.invoice(1)),
            Sample(name: "great amount", invoice: try office.invoice(4_000_000_000_000_000, 99)),
            Sample(
                name: "many lines", invoice: try office.invoice(office.charges(Array(repeating: 350_00, count: 300)))),
            Sample(name: "many reasons", invoice: try office.invoice(office.charges([350_00], Reason.allCases))),
            Sample(name: "francs", invoice: try office.invoice(office.charges([350_00], in: "CHF"))),
        ]
        samples += try parties(office) + random(office, seed: 16_931)
        return samples
    }

    /// Invoices of random prices, rates and texts.
    private static func random(_ office: Office, seed: UInt64) throws -> [Sample] {
        var random = SplitMix64(seed: seed)
        let rates = [0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060]
        let scalars = Array("aZ0 <>&\"'\n\t\r#€éß漢😀\u{0}\u{1B}\u{FFFF}\u{301}\u{200F}".unicodeScalars)
        func text() -> String {
            // With a letter in front, so that it is not blank.
            let rest = (0..<Int.random(in: 0...60, using: &random)).compactMap { _ in
                scalars.randomElement(using: &random)
            }
            return "x" + String(String.UnicodeScalarView(rest))
        }
        return try (0..<40).map { index in
            let rate = rates.randomElement(using: &random) ?? 0
            let vat = VATTerms(category: rate == 0 ? .zeroRate : .standardRate, rate: rate)
            let cents = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                Int.random(in: 0...Int.random(in: 1...99_999_999, using: &random), using: &random)
            }
            let (name, city, note) = (text(), text(), text())
            let office = office.with {
                $0.issuer.terms.vat = vat
                $0.issuer.terms.note = note
                $0.buyer.name = name
                $0.buyer.address.city = city
            }
            let charges = office.charges(cents)
            return Sample(
                name: "random \(index)",
                invoice: index % 2 == 0 ? try office.invoice(charges) : try office.credit(charges))
        }
    }

    private static func parties(_ office: Office) throws -> [Sample] {
        let odd = "A<b>&\"'] ]]> <!-- -- ?> Ça Œuvre 漢字 👩‍💻 e\u{301}\u{0}\u{1}\u{B}\u{FFFE}\u{85}\tZ\r\nz"
        let long = String(repeating: "É1", count: InvoiceLimits.textBytes / 3 - 1)
        func named(_ name: String) -> Office {
            office.with {
                $0.buyer.name = name
                $0.buyer.address.lines = [name]
                $0.buyer.address.city = name
                $0.issuer.seller.name = name
                $0.issuer.seller.legalForm = name
                $0.issuer.terms.note = name
                $0.issuer.terms.payment.latePenalty = name
            }
        }
        let paid = office.with {
            $0.issuer.terms.payment.iban = "FR7630006000011234567890189"
            $0.issuer.terms.payment.bic = "AGRIFRPP"
            $0.issuer.language = .english
        }
        let bare = office.with {
            $0.buyer = Buyer(name: "Anna", address: PostalAddress(city: "Köln", country: "DE"))
            $0.issuer.seller.phone = nil
            $0.issuer.seller.siret = nil
            $0.issuer.seller.registeredOffice = nil
            $0.issuer.seller.capital = nil
            $0.issuer.terms.payment.indemnity = 0
        }
        let line = InvoiceLine(id: "1", name: "Appel", net: 350_00, calledAt: office.evening)
        return [
            Sample(name: "odd characters", invoice: try named(odd).invoice(350_00)),
            Sample(name: "odd characters credited", invoice: try named(odd).credit(office.charges([350_00]))),
            Sample(name: "long texts", invoice: try named(long).invoice(350_00)),
            Sample(name: "an account", invoice: try paid.invoice(350_00)),
            Sample(name: "an account for francs", invoice: try paid.invoice(office.charges([350_00], in: "CHF"))),
            Sample(name: "as little as can be", invoice: try bare.invoice(350_00)),
            Sample(
                name: "five lines of address",
                invoice: try office.with { $0.buyer.address.lines = ["1", "2", "3", "4", "5"] }.invoice(350_00)),
            Sample(
                name: "a line of little",
                invoice: try Invoice(
                    .invoice, number: "1", issued: office.issued, due: office.issued, currency: "EUR",
                    seller: office.issuer.seller, buyer: office.buyer, lines: [line], vat: .standard, zone: .utc)),
            Sample(
                name: "a credit note that is due",
                invoice: try Invoice(
                    .creditNote, number: "1", issued: office.issued, due: office.issued, currency: "EUR",
                    seller: office.issuer.seller, buyer: office.buyer, lines: [line], vat: .standard,
                    preceding: Invoice.Reference(number: "FA-1", issued: office.issued), zone: .utc)),
        ]
    }
}
