import Desk

/// An invoice or a credit note in the terms of EN 16931-1, from which both of its syntaxes are written.
///
/// Amounts are whole hundredths; what can be computed is computed here and cannot be given. A value of this type may still
/// lack what the standard asks for: ``InvoiceRules`` tells.
public struct Invoice: Hashable, Sendable {
    /// What a document is (BT-3, UNTDID 1001).
    public enum Kind: Int, CaseIterable, Hashable, Sendable {
        /// It asks for money.
        case invoice = 380
        /// It gives money back; its amounts are positive.
        case creditNote = 381
    }

    /// An invoice that another document is about (BG-3).
    public struct Reference: Hashable, Sendable {
        /// Its number (BT-25).
        public var number: String
        /// Its date (BT-26).
        public var issued: LocalDate

        /// Makes a reference.
        public init(number: String, issued: LocalDate) {
            self.number = number
            self.issued = issued
        }
    }

    /// Where an invoice is paid (BG-17).
    public struct Account: Hashable, Sendable {
        /// The account, without spaces (BT-84).
        public var iban: String
        /// The bank (BT-86).
        public var bic: String?

        /// Makes an account.
        public init(iban: String, bic: String? = nil) {
            self.iban = iban
            self.bic = bic
        }
    }

    /// What the document is.
    public let kind: Kind
    /// Its number (BT-1).
    public let number: String
    /// Its day (BT-2).
    public let issued: LocalDate
    /// The day on which it is due (BT-9).
    public let due: LocalDate?
    /// The currency of every amount (BT-5).
    public let currency: String
    /// Who writes it (BG-4).
    public let seller: Seller
    /// Whom it is for (BG-7).
    public let buyer: Buyer
    /// The lines (BG-25).
    public let lines: [InvoiceLine]
    /// How all of them are taxed (BG-23, BG-30).
    public let vat: VATTerms
    /// Where it is paid (BG-17).
    public let account: Account?
    /// How it is to be paid, in words (BT-20).
    public let terms: String?
    /// Remarks (BG-1).
    public let notes: [InvoiceNote]
    /// The invoice that a credit note is about (BG-3).
    public let preceding: Reference?
    /// The language of the words that are not given.
    public let language: Language
    /// The zone in which calls have their days.
    public let zone: ZoneRules
    /// What it amounts to.
    public let totals: InvoiceTotals

    /// The way of invoicing (BT-23): of services, to be paid later (BR-FR-08).
    public static let process = "S1"

    /// Makes an invoice and adds it up.
    ///
    /// - Throws: that there is too much of something, or that an amount is too great.
    public init(
        _ kind: Kind, number: String, issued: LocalDate, due: LocalDate? = nil, currency: String, seller: Seller,
        buyer: Buyer, lines: [InvoiceLine], vat: VATTerms, account: Account? = nil, terms: String? = nil,
        notes: [InvoiceNote] = [], preceding: Reference? = nil, language: Language = .french,
        zone: ZoneRules
    ) throws(InvoiceError) {
        try Self.check(lines.count, "lines", InvoiceLimits.lines)
        try Self.check(notes.count, "remarks", InvoiceLimits.notes)
        totals = try InvoiceTotals(of: lines, vat)
        self.kind = kind
        self.number = number
        self.issued = issued
        self.due = due
        self.currency = currency
        self.seller = seller
        self.buyer = buyer
        self.lines = lines
        self.vat = vat
        self.account = account
        self.terms = terms
        self.notes = notes.filter { Optional($0.text).isWritten }
        self.preceding = preceding
        self.language = language
        self.zone = zone
        for (what, text) in texts where text.utf8.count > InvoiceLimits.textBytes {
            throw .tooLong(what, bytes: text.utf8.count)
        }
    }

    /// The day of a line's call (BG-26).
    func day(of line: InvoiceLine) -> LocalDate { zone.local(line.calledAt).date }

    private static func check(_ count: Int, _ what: String, _ limit: Int) throws(InvoiceError) {
        guard count <= limit else { throw .tooMany(what, count: count, limit: limit) }
    }

    /// The days of the calls that are invoiced, from the first to the last (BG-14).
    public var period: ClosedRange<LocalDate>? {
        let days = lines.map { day(of: $0) }
        guard let first = days.min(), let last = days.max() else { return nil }
        return first...last
    }

    /// Every text and what it is, in words.
    private var texts: [(what: String, text: String)] {
        var texts: [(String, String?)] = [
            ("the number", number), ("the provider's name", seller.name), ("the provider's form", seller.legalForm),
            ("the provider's capital", seller.capital), ("the registered office", seller.registeredOffice),
            ("the client's name", buyer.name), ("the reason of the tax", vat.reason), ("the payment terms", terms),
        ]
        for address in [seller.address, buyer.address].compactMap(\.self) {
            texts += (address.lines + [address.postcode ?? "", address.city ?? ""]).map { ("an address", $0) }
        }
        texts += notes.map { ("a note", $0.text) }
        for line in lines {
            let parts = [line.id, line.name, line.details, line.charge, line.call]
            texts += parts.map { ("a text of line '\(line.id.prefix(40))'", $0) }
        }
        return texts.compactMap { what, text in text.map { (what, $0) } }
    }
}
