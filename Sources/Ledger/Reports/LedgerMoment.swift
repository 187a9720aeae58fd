import Desk
import GRDB

extension Ledger {
    /// One moment of the ledger, for figures that belong together.
    ///
    /// Calls go on being written meanwhile; none of it is seen. The moment ends when it is let go.
    public func moment() throws(LedgerError) -> LedgerMoment {
        do { return LedgerMoment(snapshot: try pool.makeSnapshot()) } catch { throw LedgerError(error) }
    }
}

/// One state of the ledger: whatever is read from it, however often, was true at the same time.
///
/// Rows are streamed: a month of a million calls is never in memory at once. Every interval is half open, from its
/// first instant up to but not including its last.
public final class LedgerMoment: Sendable {
    private let snapshot: DatabaseSnapshot

    init(snapshot: DatabaseSnapshot) { self.snapshot = snapshot }

    /// Reads, and puts errors of the database into the ledger's words; errors of whoever takes the rows pass as they are.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            // Reentrant: who takes a row may read another one.
            return try snapshot.unsafeReentrantRead(body)
        } catch let error as DatabaseError {
            throw LedgerError(error)
        } catch let error as RowDecodingError {
            throw LedgerError(error)
        }
    }

    /// Hands the rows of a statement on, one by one.
    func stream(_ sql: String, _ arguments: StatementArguments, _ body: (Row) throws -> Void) throws {
        try read { database in
            let statement = try database.cachedStatement(sql: sql)
            let rows = try Row.fetchCursor(statement, arguments: arguments)
            while let row = try rows.next() { try body(row) }
        }
    }
}

extension Row {
    /// The instant in a column.
    func instant(_ index: Int) throws -> Instant { Instant(milliseconds: try decode(atIndex: index)) }

    /// The instant in a column that may be empty.
    func instantIfAny(_ index: Int) throws -> Instant? {
        let milliseconds: Int64? = try decode(atIndex: index)
        return milliseconds.map(Instant.init(milliseconds:))
    }

    /// The enumeration in a column.
    func value<Value: RawRepresentable>(_ index: Int, _ column: String) throws -> Value
    where Value.RawValue == String {
        try Stored.value(decode(atIndex: index), in: column)
    }
}

/// Lists of reasons as the database spells them; there are few, and each is read once.
public struct ReasonLists {
    private var known: [String: [Reason]] = ["[]": []]

    /// No list has been read.
    public init() {}

    /// The reasons of a list.
    ///
    /// - Parameter json: a JSON array of the reasons' words.
    public mutating func reasons(_ json: String) throws -> [Reason] {
        if let list = known[json] { return list }
        let list = try Stored.reasons(json)
        if known.count < Self.limit { known[json] = list }
        return list
    }

    private static let limit = 4096
}
