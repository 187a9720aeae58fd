import Desk
import Foundation
import GRDB
import TransparencyLog

/// Reads the log, within one transaction.
struct LogReading {
    let database: Database

    /// How many entries there are.
    func size() throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "SELECT coalesce(max(seq), 0) FROM log")) ?? 0
    }

    /// The columns of an entry, in the order in which ``entry(_:)`` reads them.
    static let columns = "seq, at, kind, call, body, commitment, salt, payload"

    /// The entry of a row with ``columns``.
    static func entry(_ row: Row) throws -> LogEntry {
        let body: String? = try row.decode(atIndex: 4)
        let content: LogEntry.Content
        if let body {
            content = .open(body: body)
        } else {
            let commitment: Data = try row.decode(atIndex: 5)
            guard let hash = TreeHash(commitment) else { throw Stored.unreadable("a blob", in: "commitment") }
            let salt: Data? = try row.decode(atIndex: 6)
            let payload: String? = try row.decode(atIndex: 7)
            var seal: LogEntry.Seal?
            if let salt, let payload { seal = LogEntry.Seal(salt: Array(salt), payload: payload) }
            content = .sealed(commitment: hash, seal)
        }
        return LogEntry(
            seq: try row.decode(atIndex: 0), at: Instant(milliseconds: try row.decode(atIndex: 1)),
            kind: try row.decode(atIndex: 2), call: try row.decode(atIndex: 3), content: content)
    }

    /// The entries of a call, in order.
    func entries(of call: Int64) throws -> [LogEntry] {
        let sql = "SELECT \(Self.columns) FROM log WHERE call = ? ORDER BY seq"
        return try entries(sql, [call])
    }

    /// The entries that belong to no call and have one of these kinds, in order.
    func entries(ofKinds kinds: [String]) throws -> [LogEntry] {
        let marks = kinds.map { _ in "?" }.joined(separator: ", ")
        let sql = "SELECT \(Self.columns) FROM log WHERE call IS NULL AND kind IN (\(marks)) ORDER BY seq"
        return try entries(sql, StatementArguments(kinds))
    }

    private func entries(_ sql: String, _ arguments: StatementArguments) throws -> [LogEntry] {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
        var entries: [LogEntry] = []
        while let row = try rows.next() { entries.append(try Self.entry(row)) }
        return entries
    }

    /// The right edge of the tree over the first `size` entries.
    func frontier(of size: Int) throws -> TreeFrontier {
        var source = LogSubtrees(database: database)
        var hashes: [TreeHash] = []
        var start = 0
        for height in stride(from: Int.bitWidth - 2, through: 0, by: -1) where size >> height & 1 == 1 {
            hashes.append(try source.subtree(height: height, index: start >> height))
            start += 1 << height
        }
        guard let frontier = TreeFrontier(size: size, hashes: hashes) else {
            throw LedgerError(.unreadable, "the log has no \(size) entries", mend: LedgerError.restore)
        }
        return frontier
    }
}

extension Ledger {
    /// How many entries the log has.
    public func logSize() throws(LedgerError) -> Int { try read { try LogReading(database: $0).size() } }
}

/// The roots of subtrees of the log: kept ones, or computed from those or from the entries below.
struct LogSubtrees: SubtreeSource {
    let database: Database

    mutating func subtree(height: Int, index: Int) throws(LedgerError) -> TreeHash {
        do {
            let kept = height / LogAppender.keptLevels * LogAppender.keptLevels
            let first = index << (height - kept)
            let hashes =
                try kept == 0
                ? leaves(from: first, count: 1 << height) : nodes(kept, from: first, count: 1 << (height - kept))
            var frontier = TreeFrontier()
            for hash in hashes { frontier.append(hash) }
            return frontier.root
        } catch {
            throw LedgerError(error)
        }
    }

    private func leaves(from first: Int, count: Int) throws -> [TreeHash] {
        let sql = "SELECT \(LogReading.columns) FROM log WHERE seq > ? AND seq <= ? ORDER BY seq"
        let statement = try database.cachedStatement(sql: sql)
        var hashes: [TreeHash] = []
        let rows = try Row.fetchCursor(statement, arguments: [first, first + count])
        while let row = try rows.next() { hashes.append(try LogReading.entry(row).hash) }
        return try complete(hashes, count, "entries from \(first + 1) on")
    }

    private func nodes(_ height: Int, from first: Int, count: Int) throws -> [TreeHash] {
        let sql = "SELECT hash FROM tree_node WHERE height = ? AND place >= ? AND place < ? ORDER BY place"
        let blobs = try Data.fetchAll(
            database.cachedStatement(sql: sql), arguments: [height, first, first + count])
        return try complete(blobs.compactMap { TreeHash($0) }, count, "nodes of height \(height) from \(first) on")
    }

    private func complete(_ hashes: [TreeHash], _ count: Int, _ what: String) throws -> [TreeHash] {
        guard hashes.count == count else {
            throw LedgerError(
                .damaged, "the log lacks some of its \(what)",
                mend: "see what 'voicedesk ledger verify' finds, and restore the last good copy of the file")
        }
        return hashes
    }
}
