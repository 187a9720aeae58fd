import Desk

/// How values are written in both syntaxes.
enum InvoiceText {
    /// The document follows the standard and no national variant of it (BT-24).
    static let specification = "urn:cen.eu:en16931:2017"

    /// The list of French business numbers (ISO/IEC 6523).
    static let sirenScheme = "0002"
    /// The list of French establishments.
    static let siretScheme = "0009"
    /// The French directory of electronic addresses, in which a business has its SIREN as address.
    static let addressScheme = "0225"
    /// What a document is referred to for: it is no document, but a thing that is invoiced (UNTDID 1001).
    static let objectType = "130"
    /// A number that the seller gave a customer (UNTDID 1153).
    static let clientScheme = "IT"

    /// Hundredths as a decimal number: `350.00`.
    static func decimal(_ hundredths: Int) -> String {
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A day without hyphens, format 102 of UNTDID 2379.
    static func compact(_ date: LocalDate) -> String { Timestamp.format(date).replacing("-", with: "") }
}

extension PostalAddress {
    /// The lines as both syntaxes carry them: what comes after the second is one.
    var threeLines: [String] {
        lines.count <= Self.mostLines ? lines : lines.prefix(2) + [lines.dropFirst(2).joined(separator: ", ")]
    }
}

extension Invoice {
    /// BR-O-02: an invoice out of scope of the tax has neither the seller's number for it nor the buyer's.
    var carriesVATNumbers: Bool { vat.category != .outOfScope }

    /// BR-O-05: what is out of scope has no rate, not even zero.
    var rateText: String? { vat.category == .outOfScope ? nil : InvoiceText.decimal(vat.rate) }

    /// A transfer within SEPA, or another (BT-81, UNTDID 4461).
    var paymentMeans: String { currency == "EUR" ? "58" : "30" }

    /// The seller's mentions (BT-33).
    ///
    /// The number that BR-O-02 keeps out of its place is told here: the law asks for it anyway.
    var legalInformation: String? {
        InvoiceWords(language).legalInformation(of: seller, namesVAT: !carriesVATNumbers)
    }
}
