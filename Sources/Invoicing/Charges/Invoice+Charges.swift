import Desk

extension Invoice {
    /// What all documents of a desk share.
    public struct Issuer: Hashable, Sendable {
        /// Who writes them.
        public var seller: Seller
        /// The terms.
        public var terms: BillingTerms
        /// The zone of the calls' times.
        public var zone: ZoneRules
        /// The language of the words that the terms do not give.
        public var language: Language

        /// Makes it of what a desk folder says.
        public init(seller: Seller, terms: BillingTerms, zone: ZoneRules, language: Language = .french) {
            self.seller = seller
            self.terms = terms
            self.zone = zone
            self.language = language
        }
    }

    /// The invoice of a client's charges, a line each in their order.
    ///
    /// - Throws: that there are none or too many, or of several currencies, or that a sum is too great.
    public static func charging(
        _ charges: [BilledCharge], number: String, issued: LocalDate, to buyer: Buyer, by issuer: Issuer
    ) throws(InvoiceError) -> Invoice {
        let words = InvoiceWords(issuer.language)
        let payment = issuer.terms.payment
        let due = issued.adding(days: payment.days)
        return try Invoice(
            .invoice, number: number, issued: issued, due: due, currency: currency(of: charges), seller: issuer.seller,
            buyer: buyer, lines: lines(charges, issuer, words), vat: issuer.terms.vat,
            account: payment.iban.map { Account(iban: $0, bic: payment.bic) },
            terms: words.due(on: due, days: payment.days), notes: notes(issuer, words, currency(of: charges)),
            language: issuer.language, zone: issuer.zone)
    }

    /// The credit note that gives back charges of an invoice, a line each in their order.
    ///
    /// - Parameters:
    ///   - invoice: the invoice on which they stand.
    ///   - vat: how that invoice was taxed: what the desk says of it now may be another.
    /// - Throws: that there are none or too many, or of several currencies, or that a sum is too great.
    public static func crediting(
        _ charges: [BilledCharge], of invoice: Reference, number: String, issued: LocalDate, to buyer: Buyer,
        by issuer: Issuer, taxedAs vat: VATTerms
    ) throws(InvoiceError) -> Invoice {
        let words = InvoiceWords(issuer.language)
        return try Invoice(
            .creditNote, number: number, issued: issued, currency: currency(of: charges), seller: issuer.seller,
            buyer: buyer, lines: lines(charges, issuer, words), vat: vat, terms: words.credit(of: invoice),
            notes: notes(issuer, words, currency(of: charges)), preceding: invoice, language: issuer.language,
            zone: issuer.zone)
    }

    private static func currency(of charges: [BilledCharge]) throws(InvoiceError) -> String {
        let currencies = Set(charges.map(\.amount.currency)).sorted()
        guard let currency = currencies.first else { throw .noCharges }
        guard currencies.count == 1 else { throw .currencies(currencies) }
        return currency
    }

    private static func lines(_ charges: [BilledCharge], _ issuer: Issuer, _ words: InvoiceWords) -> [InvoiceLine] {
        charges.enumerated().map { index, charge in
            let time = issuer.zone.local(charge.calledAt)
            let reasons = Array(charge.reasons.prefix(InvoiceLimits.reasons))
            return InvoiceLine(
                id: String(index + 1), name: words.abuse(of: charge.number), details: words.call(at: time, reasons),
                net: charge.amount.cents, calledAt: charge.calledAt, charge: charge.charge, call: charge.call,
                reasons: reasons)
        }
    }

    private static func notes(_ issuer: Issuer, _ words: InvoiceWords, _ currency: String) -> [InvoiceNote] {
        let payment = issuer.terms.payment
        var notes: [InvoiceNote] = []
        if payment.indemnity > 0 {
            notes.append(
                InvoiceNote(
                    words.indemnity(Money(cents: payment.indemnity, currency: currency)), on: .collectionCosts))
        }
        notes.append(InvoiceNote(payment.latePenalty ?? words.latePenalty, on: .latePenalty))
        notes.append(InvoiceNote(payment.discount ?? words.noDiscount, on: .discount))
        return notes + (issuer.terms.note.map { [InvoiceNote($0)] } ?? [])
    }
}
