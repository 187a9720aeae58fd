import Desk
import Foundation
import GRDB
import TransparencyLog

/// Compares the rows of calls, messages and charges with what the log says of them.
///
/// A row of a call is put back into the canonical JSON that the log should hold; what differs by a byte was changed.
struct RecordComparison {
    let database: Database
    private var calls = 0
    private var callsBefore = 0
    private var messages = 0
    private var charges = ChargeFold()

    init(database: Database) { self.database = database }

    /// Compares what an entry says of a call, a message or a charge.
    mutating func receive(_ entry: LogEntry) throws -> [VerificationReport.Finding] {
        switch entry.kind {
        case LogKind.began:
            guard case .open(let body) = entry.content else { return [] }
            callsBefore = CanonicalJSON(parsing: body)?.members?["calls_before"]?.integer ?? 0
            return []
        case LogKind.callBegun:
            calls += 1
            return try compare(entry) { row, _ in CallRowText.begun(row) }
        case LogKind.callDecided: return try compare(entry) { row, _ in CallRowText.decided(row) }
        case LogKind.callEnded: return try compare(entry) { row, _ in CallRowText.ended(row) }
        case LogKind.voicemail:
            messages += 1
            return try compareMessage(entry)
        default: return charges.receive(entry)
        }
    }

    private func compare(
        _ entry: LogEntry, _ text: (Row, LogEntry) -> String?
    ) throws -> [VerificationReport.Finding] {
        guard let call = entry.call else { return [finding(entry, "belongs to no call")] }
        let statement = try database.cachedStatement(sql: "SELECT \(CallRowText.columns) FROM call WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [call]) else {
            return [finding(entry, "is of a call that has no row")]
        }
        guard case .sealed(_, let seal?) = entry.content else { return [] }
        // What was decided in a call is superseded by how it ended.
        if entry.kind == LogKind.callDecided, row["state"] == "finished" || row["verdict"] == nil { return [] }
        if entry.kind == LogKind.callDecided, try isSuperseded(entry, of: call) { return [] }
        if entry.kind == LogKind.callEnded, try entriesBefore(entry, of: call) != row["entries"] {
            return [finding(entry, "tells of another number of entries than the call \(call) has")]
        }
        return text(row, entry) == seal.payload
            ? [] : [finding(entry, "says otherwise than the row of the call \(call)")]
    }

    private func isSuperseded(_ entry: LogEntry, of call: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM log WHERE call = ? AND seq > ? AND kind = ? LIMIT 1"
        return try Int.fetchOne(
            database.cachedStatement(sql: sql), arguments: [call, entry.seq, LogKind.callDecided]) != nil
    }

    private func entriesBefore(_ entry: LogEntry, of call: Int64) throws -> Int {
        let sql = "SELECT count(*) FROM log WHERE call = ? AND seq < ?"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [call, entry.seq]) ?? 0
    }

    private func compareMessage(_ entry: LogEntry) throws -> [VerificationReport.Finding] {
        guard case .sealed(_, let seal?) = entry.content, let call = entry.call else { return [] }
        let messages = try VoicemailReading(database: database).voicemails(of: call)
        return messages.contains { $0.record.text == seal.payload }
            ? [] : [finding(entry, "tells of a message that the call \(call) does not have")]
    }

    /// What can be told only once the whole log was read.
    func findingsAtTheEnd() throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM call WHERE key > ?", arguments: [callsBefore])
        if rows != calls {
            findings.append(
                .init(.record, "there are \(rows ?? 0) calls, and the log tells of \(calls)"))
        }
        let ended = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM call WHERE key > ?1 AND state = 'finished'
                AND NOT EXISTS (SELECT 1 FROM log WHERE log.call = call.key AND kind = ?2)
                """, arguments: [callsBefore, LogKind.callEnded])
        if let ended, ended > 0 {
            findings.append(.init(.record, "\(ended) calls are finished, and the log does not tell of their end"))
        }
        let kept = try Int.fetchOne(
            database,
            sql:
                "SELECT count(*) FROM voicemail WHERE call > ?1 AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.call = voicemail.call)",
            arguments: [callsBefore])
        if let kept, kept > messages {
            findings.append(.init(.record, "there are \(kept) messages, and the log tells of \(messages)"))
        }
        return try findings + charges.findings(database, callsBefore: callsBefore)
    }

    private func finding(_ entry: LogEntry, _ message: String) -> VerificationReport.Finding {
        .init(.record, entry: entry.seq, "the entry \(entry.seq) (\(entry.kind)) \(message)")
    }
}

/// A row of `call` as the canonical JSON that the log holds of it.
enum CallRowText {
    static let columns = """
        id, number, dialled, caller, started, flow, flow_hash, policy_hash, desk, source, drill, language, state, client,
        contact, ticket, verdict, reasons, connected_to, ended, period, duration, heard, keys, assessment, statuses, entries
        """

    static func begun(_ row: Row) -> String {
        object([
            ("desk", text(row["desk"])), ("dialled", text(row["dialled"])),
            ("drill", row["drill"] == 0 ? "false" : "true"), ("flow", text(row["flow"])),
            ("flow_hash", text(row["flow_hash"])), ("from", text(row["caller"])), ("id", text(row["id"])),
            ("language", text(row["language"])), ("number", text(row["number"])),
            ("policy_hash", text(row["policy_hash"])), ("source", text(row["source"])),
            ("started", number(row["started"])),
        ])
    }

    static func decided(_ row: Row) -> String {
        object([
            ("client", text(row["client"])), ("contact", text(row["contact"])), ("reasons", row["reasons"] ?? "null"),
            ("ticket", text(row["ticket"])), ("verdict", text(row["verdict"])),
        ])
    }

    static func ended(_ row: Row) -> String {
        object([
            ("assessment", row["assessment"] ?? "null"), ("client", text(row["client"])),
            ("connected_to", text(row["connected_to"])), ("contact", text(row["contact"])),
            ("duration", number(row["duration"])), ("ended", number(row["ended"])),
            ("entries", number(row["entries"])), ("heard", row["heard"] ?? "null"),
            ("keys", text(row["keys"])), ("period", text(row["period"])), ("reasons", row["reasons"] ?? "null"),
            ("statuses", text(row["statuses"])), ("ticket", text(row["ticket"])), ("verdict", text(row["verdict"])),
        ])
    }

    private static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    private static func text(_ value: String?) -> String { CanonicalJSON.optional(value).text }
    private static func number(_ value: Int64?) -> String { value.map { "\($0)" } ?? "null" }
}
