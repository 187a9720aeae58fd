import Desk
import GRDB

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

extension Ledger {
    /// Runs an import in one transaction; the file's problems pass through as they are.
    func importing(_ body: (Database) throws -> ImportSummary) throws -> ImportSummary {
        do {
            return try commit(body)
        } catch let problems as Problems {
            throw problems
        } catch {
            throw LedgerError(error)
        }
    }
}
