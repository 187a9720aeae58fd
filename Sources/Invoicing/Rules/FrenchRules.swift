import Desk

/// The rules of French platforms (BR-FR-…, flow 2 of the e-invoicing reform) that an ``Invoice`` can break.
///
/// They are asked apart from ``InvoiceRules``: an invoice to a client abroad or to a private person keeps the standard, and
/// yet has no electronic address in the French directory.
public enum FrenchRules {
    /// The rules that the invoice breaks, in the order of their numbers.
    public static func broken(by invoice: Invoice) -> [BrokenRule] {
        var check = RuleCheck()
        document(invoice, &check)
        notes(invoice.notes, &check)
        parties(invoice, &check)
        amounts(invoice, &check)
        return check.broken
    }

    private static func document(_ invoice: Invoice, _ check: inout RuleCheck) {
        for number in [invoice.number, invoice.preceding?.number].compactMap(\.self) {
            check.require(
                number.utf8.count <= 35, "BR-FR-01", "the number '\(number)' has more than 35 characters",
                mend: "shorten 'invoice_numbers' in desk.yaml")
            check.require(
                number.utf8.allSatisfy(isNumberByte), "BR-FR-02",
                "the number '\(number)' has other characters than letters, digits, '+', '-', '_' and '/'",
                mend: "correct 'invoice_numbers' in desk.yaml")
        }
        let days = [invoice.issued, invoice.due, invoice.preceding?.issued, invoice.period?.lowerBound]
        for day in days.compactMap(\.self) {
            check.require(
                (2000...2099).contains(day.year), "BR-FR-03",
                "the year of \(Timestamp.format(day)) is out of the century",
                mend: "look at the machine's clock")
        }
        check.require(
            invoice.kind == .invoice || invoice.preceding != nil, "BR-FR-CO-05",
            "the credit note does not say which invoice it is about", mend: "name the invoice and its day")
        if let due = invoice.due {
            check.require(
                due >= invoice.issued, "BR-FR-CO-07",
                "the invoice of \(Timestamp.format(invoice.issued)) is due on \(Timestamp.format(due))",
                mend: "let it be due later")
        }
    }

    private static func notes(_ notes: [InvoiceNote], _ check: inout RuleCheck) {
        let fields: [(InvoiceNote.Subject, String)] = [
            (.collectionCosts, "indemnity"), (.latePenalty, "late_penalty"), (.discount, "discount"),
        ]
        for (subject, field) in fields {
            let code = subject.rawValue
            // In UBL the code stands in the remark's text.
            let count = notes.count { $0.subject == subject || $0.text.contains("#\(code)#") }
            check.require(
                count > 0, "BR-FR-05", "no remark has the subject \(code)",
                mend: "write '\(field)' under 'billing: payment' in desk.yaml")
            check.require(
                count <= 1, "BR-FR-06", "\(count) remarks have the subject \(code)",
                mend: "remove '#\(code)#' from 'note'")
        }
    }

    private static func parties(_ invoice: Invoice, _ check: inout RuleCheck) {
        let (seller, buyer) = (invoice.seller, invoice.buyer)
        check.require(
            seller.siren.map(isSIREN) ?? false, "BR-FR-10", "the provider has no SIREN of nine digits",
            mend: "add 'siret' under 'provider' in desk.yaml")
        if let siret = seller.siret, let siren = seller.siren {
            check.require(
                siret.hasPrefix(siren) && siret.utf8.count == 14, "BR-FR-09",
                "the SIRET '\(siret)' is not of the SIREN '\(siren)'", mend: "correct 'siret' in desk.yaml")
        }
        if let siren = buyer.siren {
            check.require(
                isSIREN(siren), "BR-FR-32", "the client's SIREN '\(siren)' has not nine digits",
                mend: "correct the column siren of the table of addresses")
        } else {
            check.require(
                false, "BR-FR-12", "the client has no electronic address, which is the SIREN",
                mend: "fill the column siren of the table of addresses")
        }
        check.require(
            seller.siren.isWritten, "BR-FR-13", "the provider has no electronic address, which is the SIREN",
            mend: "add 'siret' under 'provider' in desk.yaml")
    }

    /// The rates that there are and have been in France, in hundredths of a percent (BR-FR-16).
    private static let rates: Set<Int> = [
        0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060,
    ]

    private static func amounts(_ invoice: Invoice, _ check: inout RuleCheck) {
        check.require(
            rates.contains(invoice.vat.rate), "BR-FR-16",
            "\(InvoiceText.decimal(invoice.vat.rate)) % is no rate of France",
            mend: "correct 'rate' under 'billing: vat' in desk.yaml")
        check.require(
            invoice.currency == "EUR", "BR-FR-CO-12", "the tax is told in \(invoice.currency) and not in EUR",
            mend: "let the tariff be in EUR")
    }

    private static func isSIREN(_ text: String) -> Bool {
        text.utf8.count == 9 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x5F, 0x2F: true
        default: false
        }
    }
}
