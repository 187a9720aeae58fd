/// A rule that an invoice breaks, for whoever can mend it.
public struct BrokenRule: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule's name in the standard, such as `BR-11`.
    public let id: String
    /// What is wrong.
    public let message: String
    /// How to mend it: the field of `desk.yaml`, or the column of the table of addresses.
    public let mend: String

    init(_ id: String, _ message: String, mend: String) {
        self.id = id
        self.message = message
        self.mend = mend
    }

    /// `BR-11: what is wrong: how to mend it`.
    public var description: String { "\(id): \(message): \(mend)" }
}

/// Collects the rules that are broken.
struct RuleCheck {
    private(set) var broken: [BrokenRule] = []

    /// Notes a rule unless it holds.
    mutating func require(_ holds: Bool, _ id: String, _ message: String, mend: String) {
        if !holds { broken.append(BrokenRule(id, message, mend: mend)) }
    }
}

extension String? {
    /// Whether there is something to read in it.
    var isWritten: Bool { self?.contains { !$0.isWhitespace } ?? false }
}
