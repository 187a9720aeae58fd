import Desk

/// One line of an invoice (EN 16931 BG-25): one thing, at its price.
public struct InvoiceLine: Hashable, Sendable {
    /// The line's name within the invoice (BT-126).
    public var id: String
    /// What is invoiced (BT-153).
    public var name: String
    /// More about it (BT-154).
    public var details: String?
    /// The unit of the quantity, which is one (BT-130, UN/ECE Recommendation 20): `C62`, a piece.
    public var unit: String
    /// The price without tax, in hundredths of the currency; that of the line too (BT-146, BT-131).
    public var net: Int
    /// The charge that is invoiced (BT-128).
    public var charge: String?
    /// The call that was charged.
    public var call: String?
    /// When the call began.
    public var calledAt: Instant
    /// What the call was charged for.
    public var reasons: [Reason]

    /// Makes a line.
    public init(
        id: String, name: String, details: String? = nil, unit: String = "C62", net: Int, calledAt: Instant,
        charge: String? = nil, call: String? = nil, reasons: [Reason] = []
    ) {
        self.id = id
        self.name = name
        self.details = details
        self.unit = unit
        self.net = net
        self.charge = charge
        self.call = call
        self.calledAt = calledAt
        self.reasons = reasons
    }

    /// What else is told of the item, by name (BG-32).
    func attributes(in zone: ZoneRules) -> [(name: String, value: String)] {
        let call = call.map { [("call", $0)] } ?? []
        return call + [("called at", Timestamp.format(calledAt, in: zone))] + reasons.map { ("reason", $0.rawValue) }
    }
}

/// A remark, with what it is about (EN 16931 BG-1).
///
/// Every remark has a code: in UBL it stands between hashes before the text, and without one a text with hashes of its own
/// would be taken to begin with a code (BR-CL-08).
public struct InvoiceNote: Hashable, Sendable {
    /// What a remark is about (BT-21, UNTDID 4451), as French law asks for it (BR-FR-05).
    public enum Subject: String, CaseIterable, Hashable, Sendable {
        /// The flat sum for collecting a late payment.
        case collectionCosts = "PMT"
        /// What paying late costs.
        case latePenalty = "PMD"
        /// What paying early gives.
        case discount = "AAB"
        /// Nothing in particular.
        case general = "AAI"
    }

    /// What it is about.
    public var subject: Subject
    /// The remark (BT-22).
    public var text: String

    /// Makes a remark.
    public init(_ text: String, on subject: Subject = .general) {
        self.subject = subject
        self.text = text
    }
}
