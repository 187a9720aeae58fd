/// What an import did.
public struct ImportSummary: Hashable, Sendable, CustomStringConvertible {
    /// How many are new.
    public var added = 0
    /// How many were known and are different now.
    public var changed = 0
    /// How many were known just so.
    public var unchanged = 0

    /// Makes a summary.
    public init(added: Int = 0, changed: Int = 0, unchanged: Int = 0) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
    }

    /// `2 added, 1 changed, 40 unchanged`.
    public var description: String { "\(added) added, \(changed) changed, \(unchanged) unchanged" }

    mutating func count<Value: Equatable>(_ new: Value, insteadOf old: Value?) {
        switch old {
        case nil: added += 1
        case new: unchanged += 1
        default: changed += 1
        }
    }
}

/// What an import will write: found while others may write, applied in one short transaction.
struct ImportPlan<Value: Equatable & Sendable>: Sendable {
    /// A value, and the one with the same key that it takes the place of.
    struct Change: Sendable {
        let new: Value
        let old: Value?
    }

    private(set) var changes: [Change] = []
    private(set) var summary = ImportSummary()

    mutating func add(_ new: Value, insteadOf old: Value?) {
        summary.count(new, insteadOf: old)
        if new != old { changes.append(Change(new: new, old: old)) }
    }
}

extension LedgerError {
    static func changedMeanwhile(_ what: String) -> LedgerError {
        LedgerError(.busy, "\(what) was changed by somebody else during the import", mend: "import the file again")
    }
}
