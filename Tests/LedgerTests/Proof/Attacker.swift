import Desk
import Foundation
import GRDB
import TestSupport
import TransparencyLog

@testable import Ledger

/// Whoever holds the file and may change anything in it: one connection whose triggers and checks are taken away.
struct Attacker {
    let database: Database
    var random: SplitMix64

    /// What an attacker does; how it is found out is another matter for each.
    enum Deed: CaseIterable {
        case flipsABit, changesKind, changesTime, changesCall, deletes, deletesAndRenumbers, swaps, inserts, duplicates
        case truncates, dropsPayload, recommits, flipsABitOfARow, deletesARow, copiesARow
        /// Changes an event and computes everything anew, down to the last hash.
        case rewrites, rewritesAndSigns, rewritesWithKeysOfItsOwn
    }

    static let tables = [
        "call", "charge", "dispute", "voicemail", "invoice", "checkpoint", "erasure", "desk_text", "drill",
        "drill_erasure",
    ]

    /// What says nothing, and is not claimed to be proven: the row's number, and when one's own checkpoint was kept.
    static let free: Set<String> = ["voicemail.id", "checkpoint.at"]

    mutating func number(below bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &random) }

    private func size() throws -> Int { try LogReading(database: database).size() }

    private mutating func place() throws -> Int { number(below: try size()) + 1 }

    private func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Does it.
    /// - Returns: what was done, to be told apart; nothing if nothing was changed by it.
    mutating func perform(_ deed: Deed, key: NoteSigner) throws -> String? {
        let before = database.totalChangesCount
        let what = try change(deed, key: key)
        return database.totalChangesCount == before ? nil : what
    }

    private mutating func change(_ deed: Deed, key: NoteSigner) throws -> String? {
        let seq = try place()
        switch deed {
        case .flipsABit: return try flip("log", row: seq - 1)
        case .changesKind: try run("UPDATE log SET kind = kind || 'x' WHERE seq = ?", [seq])
        case .changesTime: try run("UPDATE log SET at = at + ? WHERE seq = ?", [number(below: 9999) + 1, seq])
        case .changesCall: try run("UPDATE log SET call = 1 + coalesce(call, 0) WHERE seq = ?", [seq])
        case .deletes: try run("DELETE FROM log WHERE seq = ?", [seq])
        case .deletesAndRenumbers:
            try run("DELETE FROM log WHERE seq = ?", [seq])
            try shift(from: seq + 1, by: -1)
        case .swaps: return try swap(seq, try place())
        case .inserts, .duplicates: try insert(copyOf: seq, isNew: deed == .inserts)
        case .truncates: try run("DELETE FROM log WHERE seq > ?", [try size() - 1 - number(below: 9)])
        case .dropsPayload:
            try run("UPDATE log SET salt = NULL, payload = NULL WHERE seq = ? AND payload IS NOT NULL", [seq])
        case .recommits:
            try run("UPDATE log SET payload = ' ' || payload WHERE seq = ? AND payload IS NOT NULL", [seq])
            if database.changesCount == 0 { return nil }
            try recompute()
        case .flipsABitOfARow: return try flip(Self.tables[number(below: Self.tables.count)], row: nil)
        case .deletesARow:
            // One's own checkpoints prove nothing that the one from outside does not.
            let table = Self.tables.filter { $0 != "checkpoint" }[number(below: Self.tables.count - 1)]
            let key = try rowKey(table)
            try run("DELETE FROM \(table) WHERE \(key) = (SELECT \(key) FROM \(table) ORDER BY random() LIMIT 1)")
            return "\(deed) of \(table)"
        case .copiesARow: return try copyRow()
        case .rewrites, .rewritesAndSigns, .rewritesWithKeysOfItsOwn:
            try rewrite()
            try run("DELETE FROM checkpoint")
            let signer = deed == .rewritesWithKeysOfItsOwn ? try replaceKeys() : key
            try recompute()
            if deed != .rewrites { try sign(signer) }
        }
        return "\(deed) of \(seq)"
    }

    // MARK: The log

    private func shift(from seq: Int, by distance: Int) throws {
        // Twice, as every number is there only once.
        try run("UPDATE log SET seq = -seq WHERE seq >= ?", [seq])
        try run("UPDATE log SET seq = ? - seq WHERE seq < 0", [distance])
    }

    private func insert(copyOf seq: Int, isNew: Bool) throws {
        try shift(from: seq, by: 1)
        try run(
            """
            INSERT INTO log SELECT ?1, at, CASE ?2 WHEN 1 THEN 'seen' ELSE kind END, call, body, commitment, salt, payload
            FROM log WHERE seq = ?1 + 1
            """, [seq, isNew ? 1 : 0])
    }

    private func swap(_ one: Int, _ other: Int) throws -> String? {
        guard one != other else { return nil }
        try run("UPDATE log SET seq = -1 WHERE seq = ?", [one])
        try run("UPDATE log SET seq = ? WHERE seq = ?", [one, other])
        try run("UPDATE log SET seq = ? WHERE seq = -1", [other])
        return "swaps \(one) and \(other)"
    }

    /// Changes what happened in a call, where no row beside the log says so too.
    private mutating func rewrite() throws {
        let sql = "SELECT seq FROM log WHERE payload IS NOT NULL AND kind IN ('answered', 'keys', 'tick')"
        let places = try Int.fetchAll(database, sql: sql)
        try run(
            "UPDATE log SET at = at - ?, payload = '{\"keys\":\"9\"}' WHERE seq = ?",
            [number(below: 99), places[number(below: places.count)]])
    }

    /// Computes all commitments and kept nodes from what is there.
    private func recompute() throws {
        var frontier = TreeFrontier()
        var nodes: [TreeFrontier.Subtree] = []
        for row in try Row.fetchAll(database, sql: "SELECT \(LogReading.columns) FROM log ORDER BY seq") {
            var entry = try LogReading.entry(row)
            if case .sealed(let old, let seal?) = entry.content, seal.commitment != old {
                let new = seal.commitment
                try run("UPDATE log SET commitment = ? WHERE seq = ?", [Data(new.bytes), entry.seq])
                entry = LogEntry(
                    seq: entry.seq, at: entry.at, kind: entry.kind, call: entry.call,
                    content: .sealed(commitment: new, seal))
            }
            frontier.append(entry.hash, every: LogAppender.keptLevels) { nodes.append($0) }
        }
        for node in nodes {
            try run(
                "UPDATE tree_node SET hash = ? WHERE height = ? AND place = ?",
                [Data(node.hash.bytes), node.height, node.index])
        }
    }

    private func sign(_ signer: NoteSigner) throws {
        let frontier = try LogReading(database: database).frontier(of: size())
        let note = try Checkpoint(origin: signer.verifier.name, size: frontier.size, root: frontier.root)
            .signed(by: signer)
        try run("INSERT INTO checkpoint VALUES (?, 0, ?)", [frontier.size, note.description])
    }

    /// Puts keys of its own in the place of all keys of the log.
    private func replaceKeys() throws -> NoteSigner {
        guard let first = NoteSigner(name: "desk.example/log"), let second = NoteSigner(name: "desk.example/log") else {
            throw LedgerError(.wrongKey, "no key", mend: "")
        }
        let handover = try SignedNote(LogKeys.handover(to: second.verifier), by: [first])
        let bodies: [(String, CanonicalJSON)] = [
            (LogKind.keyCreated, ["key": .string(first.verifier.description)]),
            (
                LogKind.keyRotated,
                ["handover": .string(handover.description), "key": .string(second.verifier.description)]
            ), (LogKind.keyRevoked, ["key": .string(first.verifier.description), "reason": "lost"]),
        ]
        for (kind, body) in bodies { try run("UPDATE log SET body = ? WHERE kind = ?", [body.text, kind]) }
        return second
    }

    // MARK: Any table

    private func rowKey(_ table: String) throws -> String {
        let key = try database.primaryKey(table).columns
        return key.first ?? "rowid"
    }

    /// Flips one bit of one value of one row.
    private mutating func flip(_ table: String, row: Int?) throws -> String? {
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
        let columns = try database.columns(in: table).map(\.name)
        let column = columns[number(below: columns.count)]
        guard count > 0, !Self.free.contains("\(table).\(column)") else { return nil }
        let place = row ?? number(below: count)
        let keys = try database.primaryKey(table).columns.map { "\"\($0)\"" }
        let sql = "SELECT \(keys.joined(separator: ", ")), \"\(column)\" FROM \(table) ORDER BY 1 LIMIT 1 OFFSET ?"
        guard let found = try Row.fetchOne(database, sql: sql, arguments: [min(place, count - 1)]) else { return nil }
        let values = Array(found.databaseValues)
        guard let old = values.last, let new = flipped(old) else { return nil }
        let condition = keys.map { "\($0) IS ?" }.joined(separator: " AND ")
        // As bytes, as a bit may be one that no text has.
        let value = if case .string = old.storage { "CAST(? AS TEXT)" } else { "?" }
        try run(
            "UPDATE OR IGNORE \(table) SET \"\(column)\" = \(value) WHERE \(condition)",
            StatementArguments([new] + values.dropLast()))
        return "flips a bit of \(table).\(column) in row \(place)"
    }

    private mutating func flipped(_ value: DatabaseValue) -> DatabaseValue? {
        switch value.storage {
        case .int64(let number): return (number ^ (1 << Int64(self.number(below: 40)))).databaseValue
        case .string(let text): return flipped(Array(text.utf8))
        case .blob(let data): return flipped(Array(data))
        case .double, .null: return nil
        }
    }

    private mutating func flipped(_ bytes: [UInt8]) -> DatabaseValue? {
        guard !bytes.isEmpty else { return nil }
        var bytes = bytes
        bytes[number(below: bytes.count)] ^= 1 << UInt8(number(below: 8))
        return Data(bytes).databaseValue
    }

    /// Adds a row that is like another one but for its key.
    private mutating func copyRow() throws -> String? {
        let copies = [
            "INSERT INTO call SELECT max(key) + 1, id || 'x'",
            "INSERT INTO charge SELECT max(id) + 1, call, NULL", "INSERT INTO dispute SELECT max(id) + 1, charge",
            "INSERT INTO voicemail SELECT max(id) + 1, call, file || 'x'", "INSERT INTO invoice SELECT number || 'x'",
            "INSERT INTO erasure SELECT call + 1", "INSERT INTO drill SELECT max(entry) + 9, id || 'x'",
            "INSERT INTO drill_erasure SELECT drill + 1", "INSERT INTO desk_text SELECT hash || 'x'",
            "INSERT INTO tree_node SELECT 8, 9, zeroblob(32)",
        ]
        let copy = copies[number(below: copies.count)]
        let words = copy.split(separator: " ")
        let table = words[2] == "tree_node" ? "meta" : String(words[2])
        if table == "meta" {
            try run("INSERT OR IGNORE INTO tree_node VALUES (8, 9, zeroblob(32))")
            return copy
        }
        let given = copy.split(separator: ",").count
        let columns = try database.columns(in: table).map { $0.name }
        // A credit note stands for one invoice only, and a number is given once.
        let rest = columns.dropFirst(given).map { name in
            table == "invoice" && name == "place"
                ? "place + 100" : table == "invoice" && name == "credits" ? "NULL" : name
        }
        let sql = "\(copy)\(rest.isEmpty ? "" : ", ")\(rest.joined(separator: ", ")) FROM \(table)"
        // An index may refuse it, and then nothing was changed.
        try run(sql.replacing("INSERT INTO", with: "INSERT OR IGNORE INTO"))
        return copy
    }
}
