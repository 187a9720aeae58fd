/// How a charge stands to value-added tax (EN 16931 BT-118, a part of UNTDID 5305).
///
/// Left out are intra-Community supply, which is of goods (BR-IC-11 and BR-IC-12 ask where they were delivered), and the
/// taxes of the Canaries, Ceuta and Melilla.
public enum VATCategory: String, CaseIterable, Hashable, Sendable {
    /// Taxed at a rate.
    case standardRate = "S"
    /// Taxed at zero.
    case zeroRate = "Z"
    /// Exempt from tax.
    case exempt = "E"
    /// The buyer owes the tax.
    case reverseCharge = "AE"
    /// Sold to outside the Union.
    case export = "G"
    /// No supply in the sense of the tax, for example damages.
    case outOfScope = "O"

    /// Whether a reason has to be told (BR-E-10, BR-AE-10, BR-G-10, BR-O-10); where not, none may be (BR-S-10, BR-Z-10).
    public var needsReason: Bool {
        switch self {
        case .standardRate, .zeroRate: false
        case .exempt, .reverseCharge, .export, .outOfScope: true
        }
    }
}

/// How the desk's charges are taxed.
public struct VATTerms: Hashable, Sendable {
    /// The category.
    public var category: VATCategory
    /// The rate in hundredths of a percent, 2000 for 20 %; 0 in every category but the standard rate.
    public var rate: Int
    /// Why no tax is charged, in words (BT-120).
    public var reason: String?
    /// The same as a code of the list VATEX (BT-121).
    public var reasonCode: String?

    /// Makes terms.
    public init(category: VATCategory, rate: Int = 0, reason: String? = nil, reasonCode: String? = nil) {
        self.category = category
        self.rate = rate
        self.reason = reason
        self.reasonCode = reasonCode
    }

    /// The highest rate, 100 %.
    public static let highestRate = 100_00
    /// The normal rate of France, 20 % (article 278 of the CGI).
    public static let standard = VATTerms(category: .standardRate, rate: 20_00)
}
