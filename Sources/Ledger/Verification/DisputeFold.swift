import Desk
import GRDB

/// How disputes stand by the entries of the log, to be compared with their rows.
struct DisputeFold {
    private var rows: [Int64: ExpectedRow] = [:]
    /// How many disputes of each call were opened by entries whose payload is gone.
    private var erased: [Int64: Int] = [:]

    private static let columns: [String: (at: String, by: String, reason: String?)] = [
        LogKind.disputeOpened: ("opened", "opened_by", "reason"),
        LogKind.disputeAnswered: ("answered", "answered_by", "answer"),
        LogKind.disputeClosed: ("closed", "closed_by", nil),
    ]

    /// Takes note of an entry about a dispute.
    /// - Returns: what is wrong with it; nothing if it is about something else.
    mutating func receive(_ entry: LogEntry) -> [VerificationReport.Finding]? {
        guard let columns = Self.columns[entry.kind] else { return nil }
        guard let call = entry.call else { return [entry.finding("belongs to no call")] }
        if entry.isErased {
            if entry.kind == LogKind.disputeOpened { erased[call, default: 0] += 1 }
            return []
        }
        guard let members = entry.sealedMembers, let id = members["dispute"]?.integer.map({ Int64($0) }) else {
            return [entry.finding("is not readable")]
        }
        guard (rows[id] == nil) == (entry.kind == LogKind.disputeOpened) else {
            return [entry.finding("is of a dispute that was not opened, or opened before")]
        }
        var row = rows[id] ?? Self.unanswered
        row.set("charge", members["charge"], in: members)
        row[columns.at] = entry.at.milliseconds
        row.set(columns.by, members["actor"], in: members)
        if let reason = columns.reason { row.set(reason, members["reason"], in: members) }
        if let outcome = members["outcome"] { row.set("outcome", outcome, in: members) }
        rows[id] = row
        return []
    }

    private static var unanswered: ExpectedRow {
        var row = ExpectedRow()
        for column in ["answered", "answered_by", "answer", "closed", "closed_by", "outcome"] {
            row.set(column, nil, in: [:])
        }
        return row
    }

    /// What the rows say otherwise.
    func findings(_ database: Database, erased calls: [Int64: Int]) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        var seen: Set<Int64> = []
        var left = erased
        let sql = "SELECT dispute.*, charge.call FROM dispute JOIN charge ON charge.id = dispute.charge"
        let found = try Row.fetchCursor(database, sql: sql + " ORDER BY dispute.id")
        while let row = try found.next() {
            let (id, call): (Int64, Int64) = (try row.decode(forColumn: "id"), try row.decode(forColumn: "call"))
            seen.insert(id)
            if let expected = rows[id] {
                if !expected.agrees(with: row) {
                    findings.append(.init(.record, "the row of the dispute \(id) says otherwise than the log"))
                }
            } else if calls[call] != nil, let count = left[call], count > 0 {
                left[call] = count - 1
            } else {
                findings.append(.init(.record, "the log does not tell of the dispute \(id)"))
            }
        }
        let lost = rows.keys.count { !seen.contains($0) } + left.values.reduce(0, +)
        if lost > 0 { findings.append(.init(.record, "\(lost) disputes of the log have no row")) }
        let all = try Int.fetchOne(database, sql: "SELECT count(*) FROM dispute") ?? 0
        if all != seen.count { findings.append(.init(.record, "\(all - seen.count) disputes are of no charge")) }
        return findings
    }
}
