import Desk
import GRDB
import Synchronization

/// The phone numbers of all contacts, in memory: who calls from one of them may use the lines that are kept for clients.
///
/// A caller's number is a hint, never an identity, so this decides on a line only, not on a right. The set is as old as
/// the last ``refresh()``; between two of them nothing is read from the disk.
public final class KnownPhones: Sendable {
    /// The numbers at one moment; a copy costs nothing and can be asked without waiting.
    public struct Snapshot: Sendable {
        /// A number of at most 15 digits that does not begin with 0 (ITU-T E.164) is its own key.
        private var keys: Set<UInt64>

        fileprivate init(keys: Set<UInt64> = []) { self.keys = keys }

        /// How many different numbers there are.
        public var count: Int { keys.count }

        /// Whether a contact of a client has this number.
        public func contains(_ phone: PhoneNumber) -> Bool {
            UInt64(phone.description.dropFirst()).map(keys.contains) ?? false
        }
    }

    private let ledger: Ledger
    private let limit: Int
    private let current = Mutex(Snapshot())

    /// Knows nobody until the first ``refresh()``.
    public init(_ ledger: Ledger, limit: Int = LedgerLimits.knownPhones) {
        self.ledger = ledger
        self.limit = limit
    }

    /// The numbers as they were read last.
    public var snapshot: Snapshot { current.withLock { $0 } }

    /// Reads the numbers anew; if that fails, those of the last time stay.
    ///
    /// - Returns: how many there are.
    @discardableResult
    public func refresh() throws(LedgerError) -> Int {
        let keys = try ledger.read { [limit] database in
            let sql = "SELECT CAST(substr(phone, 2) AS INTEGER) FROM contact_phone LIMIT ?"
            var keys: Set<UInt64> = []
            let rows = try Int64.fetchCursor(database, sql: sql, arguments: [limit])
            while let digits = try rows.next() { keys.insert(UInt64(clamping: digits)) }
            return keys
        }
        current.withLock { $0 = Snapshot(keys: keys) }
        return keys.count
    }
}
