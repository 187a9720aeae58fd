import Desk

/// An invoice or a credit note as it was issued; never changed.
public struct IssuedInvoice: Hashable, Sendable {
    /// What it is, by its code in EN 16931 (UNTDID 1001).
    public enum Kind: Int, CaseIterable, Hashable, Sendable {
        /// An invoice.
        case invoice = 380
        /// A credit note.
        case creditNote = 381
    }

    /// What kind of document.
    public let kind: Kind
    /// Its number.
    public let number: String
    /// Who is to pay, or to be paid back.
    public let client: ClientNumber
    /// When it was issued.
    public let issuedAt: Instant
    /// The sum without tax.
    public let net: Money
    /// The tax.
    public let vat: InvoiceTax
    /// The invoice that a credit note takes back.
    public let credits: String?
    /// The document's texts by the name of their format, as they were issued.
    public let texts: [String: String]
}

/// How a document is taxed.
public struct InvoiceTax: Hashable, Sendable {
    /// The category (UNTDID 5305).
    public var category: String
    /// The rate in hundredths of a percent.
    public var rate: Int
    /// The tax, in cents.
    public var amount: Int
    /// Why there is none, in words.
    public var reason: String?
    /// The same as a code of the list VATEX.
    public var reasonCode: String?

    /// Makes a tax.
    public init(category: String, rate: Int, amount: Int, reason: String? = nil, reasonCode: String? = nil) {
        self.category = category
        self.rate = rate
        self.amount = amount
        self.reason = reason
        self.reasonCode = reasonCode
    }
}

/// What goes onto a document, once it has a number.
public struct InvoiceContent: Hashable, Sendable {
    /// The sum without tax, in cents; above zero.
    public var net: Int
    /// The tax.
    public var vat: InvoiceTax
    /// The document's texts by the name of their format.
    public var texts: [String: String]

    /// Makes a content.
    public init(net: Int, vat: InvoiceTax, texts: [String: String]) {
        self.net = net
        self.vat = vat
        self.texts = texts
    }
}

/// A document that is to be issued.
public struct InvoiceDraft: Sendable {
    /// What kind.
    public var kind: IssuedInvoice.Kind
    /// The charges, all of one client and one currency: confirmed ones for an invoice, invoiced ones for a credit note.
    public var charges: [Int64]
    /// The invoice that a credit note takes back.
    public var credits: String?
    /// The year within which documents are numbered, in the desk's zone.
    public var year: Int
    /// Makes the number of the place within the year, from 1.
    public var number: @Sendable (Int) -> String
    /// Makes the document of a number and its charges.
    public var content: @Sendable (String, [RecordedCharge]) throws -> InvoiceContent

    /// Makes a draft.
    public init(
        kind: IssuedInvoice.Kind, charges: [Int64], credits: String? = nil, year: Int,
        number: @escaping @Sendable (Int) -> String,
        content: @escaping @Sendable (String, [RecordedCharge]) throws -> InvoiceContent
    ) {
        self.kind = kind
        self.charges = charges
        self.credits = credits
        self.year = year
        self.number = number
        self.content = content
    }
}
