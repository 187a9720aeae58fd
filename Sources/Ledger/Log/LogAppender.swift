import Crypto
import Desk
import Foundation
import GRDB
import Synchronization
import TransparencyLog

/// What a connection that writes remembers of the log from one transaction to the next.
struct LogTail {
    /// The tree's right edge.
    var frontier = TreeFrontier()
    var salts = SaltSource()
    /// The last call that was going on when calls were ended as interrupted.
    var interruptedThrough: Int64 = 0
}

/// Adds entries to the log, within one transaction.
final class LogAppender {
    let database: Database
    private(set) var tail: LogTail
    private let insert: Statement

    /// How many levels lie between the subtrees whose roots are kept: one row for 256, 65,536, … entries.
    static let keptLevels = 8

    /// - Parameter tail: what was known after the last transaction; read anew if others have written meanwhile.
    init(_ database: Database, tail: LogTail) throws {
        self.database = database
        self.tail = tail
        insert = try database.cachedStatement(
            sql:
                "INSERT INTO log (seq, at, kind, call, body, commitment, salt, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        let size = try LogReading(database: database).size()
        if size != tail.frontier.size { self.tail.frontier = try LogReading(database: database).frontier(of: size) }
    }

    /// Adds an entry whose payload can be erased.
    /// - Returns: its place.
    @discardableResult
    func append(_ kind: String, at: Instant, call: Int64?, sealed payload: String) throws -> Int {
        try requireRoom(payload, kind)
        let seal = LogEntry.Seal(salt: tail.salts.next(), payload: payload)
        let commitment = seal.commitment
        let entry = LogEntry(
            seq: tail.frontier.size + 1, at: at, kind: kind, call: call, content: .sealed(commitment: commitment, nil))
        try insert.execute(arguments: [
            entry.seq, at.milliseconds, kind, call, nil, Data(commitment.bytes), Data(seal.salt), payload,
        ])
        return try grow(entry)
    }

    /// Adds an entry that everybody may read for ever: nothing personal.
    /// - Returns: its place.
    @discardableResult
    func append(_ kind: String, at: Instant, call: Int64? = nil, open body: CanonicalJSON) throws -> Int {
        let text = body.text
        try requireRoom(text, kind)
        let entry = LogEntry(
            seq: tail.frontier.size + 1, at: at, kind: kind, call: call, content: .open(body: text))
        try insert.execute(arguments: [entry.seq, at.milliseconds, kind, call, text, nil, nil, nil])
        return try grow(entry)
    }

    /// Forgets what was added since, where a savepoint was rolled back.
    func undo(to earlier: LogTail) { tail.frontier = earlier.frontier }

    /// Takes note that calls were ended as interrupted.
    func noteInterruption(through call: Int64) { tail.interruptedThrough = call }

    private func requireRoom(_ text: String, _ kind: String) throws {
        guard text.utf8.count <= LedgerLimits.payloadBytes else {
            throw LedgerError(
                .tooLarge, "the event \"\(kind)\" has \(text.utf8.count) bytes",
                mend: "write events of at most \(LedgerLimits.payloadBytes) bytes each")
        }
    }

    private func grow(_ entry: LogEntry) throws -> Int {
        var completed: [TreeFrontier.Subtree] = []
        tail.frontier.append(entry.hash, every: Self.keptLevels) { completed.append($0) }
        for subtree in completed {
            let keep = try database.cachedStatement(sql: "INSERT INTO tree_node (height, place, hash) VALUES (?, ?, ?)")
            try keep.execute(arguments: [subtree.height, subtree.index, Data(subtree.hash.bytes)])
        }
        return entry.seq
    }
}

extension Ledger {
    /// Runs one writing transaction that may add to the log: all of it is committed, or nothing.
    func append<Value>(_ body: (LogAppender) throws -> Value) throws(LedgerError) -> Value {
        do {
            return try pool.writeWithoutTransaction { database in
                let known = tail.withLock { $0 }
                let (value, grown) = try database.transaction(.immediate) { database in
                    let log = try LogAppender(database, tail: known)
                    return (try body(log), log.tail)
                }
                tail.withLock { $0 = grown }
                return value
            }
        } catch {
            throw LedgerError(error)
        }
    }
}
