/// How confirmed charges become invoices: the part `billing:` of a desk.
public struct BillingTerms: Hashable, Sendable {
    /// Whether a charge has to be confirmed by somebody else than who proposed it.
    public var fourEyes: Bool
    /// The tax.
    public var vat: VATTerms
    /// How an invoice is to be paid.
    public var payment: PaymentTerms
    /// How invoices are numbered.
    public var invoiceNumbers: NumberPattern
    /// How credit notes are numbered.
    public var creditNumbers: NumberPattern
    /// What stands on every invoice besides.
    public var note: String?

    /// Makes terms.
    public init(
        fourEyes: Bool = true, vat: VATTerms = .standard, payment: PaymentTerms = PaymentTerms(),
        invoiceNumbers: NumberPattern = .invoices, creditNumbers: NumberPattern = .credits, note: String? = nil
    ) {
        self.fourEyes = fourEyes
        self.vat = vat
        self.payment = payment
        self.invoiceNumbers = invoiceNumbers
        self.creditNumbers = creditNumbers
        self.note = note
    }

    /// What holds for a desk that says nothing of it.
    public static let standard = BillingTerms()
}

/// How an invoice is to be paid, and what paying late costs (Code de commerce L441-9 and L441-10).
public struct PaymentTerms: Hashable, Sendable {
    /// The days from the invoice to the day on which it is due.
    public var days: Int
    /// The account, without spaces (BT-84).
    public var iban: String?
    /// The bank (BT-86).
    public var bic: String?
    /// What paying late costs, in words; a sentence of the law if nothing is written.
    public var latePenalty: String?
    /// The flat sum for collecting a late payment, in the currency's hundredths; 40 EUR (Code de commerce D441-5).
    public var indemnity: Int
    /// What paying early gives, in words; that it gives nothing if nothing is written.
    public var discount: String?

    /// Makes terms.
    public init(
        days: Int = 30, iban: String? = nil, bic: String? = nil, latePenalty: String? = nil, indemnity: Int = 40_00,
        discount: String? = nil
    ) {
        self.days = days
        self.iban = iban
        self.bic = bic
        self.latePenalty = latePenalty
        self.indemnity = indemnity
        self.discount = discount
    }
}
