import Desk
import GRDB
import TransparencyLog

/// Compares the rows of calls with what the log says of them.
///
/// A row is put back into the canonical JSON that the log should hold; what differs by a byte was changed. A call that
/// ended is compared with its end at once; one that goes on, or was cut off, once the log was read.
struct CallComparison {
    private let database: Database
    /// The calls up to this one have no entries of their beginning and end.
    var callsBefore = 0
    private var going: [Int64: Standing] = [:]
    private var over: Set<Int64> = []
    private var begun = 0

    /// What the log says of a call so far.
    private struct Standing {
        var begun: LogEntry?
        var decided: LogEntry?
        var isInterrupted = false
        var entries = 0

        mutating func count() { entries += 1 }
    }

    init(database: Database) { self.database = database }

    /// Takes note of an event, which has no row of its own.
    mutating func receiveEvent(of call: Int64) {
        guard going[call]?.count() == nil, !over.contains(call) else { return }
        going[call] = Standing(entries: 1)
    }

    mutating func receive(_ entry: LogEntry) throws -> [VerificationReport.Finding] {
        guard let call = entry.call, !over.contains(call) else {
            return LogKind.ofCalls.contains(entry.kind) ? [entry.finding("is of no call, or of one that is over")] : []
        }
        switch entry.kind {
        case LogKind.callBegun:
            begun += 1
            if going[call] != nil { return [entry.finding("begins a call again")] }
            going[call] = Standing(begun: entry, entries: 1)
        case LogKind.callEnded:
            let standing = going.removeValue(forKey: call) ?? Standing()
            over.insert(call)
            return try compare(entry, standing, call)
        case LogKind.callDecided:
            going[call, default: Standing()].decided = entry
            fallthrough
        default:
            going[call, default: Standing()].entries += 1
            if entry.kind == LogKind.callInterrupted { going[call]?.isInterrupted = true }
        }
        return []
    }

    private func row(_ call: Int64) throws -> Row? {
        let sql = "SELECT \(CallRowText.columns) FROM call WHERE key = ?"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [call])
    }

    /// A call that ended.
    private func compare(
        _ entry: LogEntry, _ standing: Standing, _ call: Int64
    ) throws -> [VerificationReport.Finding] {
        guard let row = try row(call) else { return [entry.finding("is of a call that has no row")] }
        if try standing.isInterrupted || row.word("state") != "finished" {
            return [entry.finding("is of a call that its row does not call finished")]
        }
        if entry.isErased { return [] }
        if try row.decode(Int?.self, forColumn: "entries") != standing.entries {
            return [entry.finding("tells of another number of entries than the call \(call) has")]
        }
        let agrees = try agrees(standing.begun, CallRowText.begun(row)) && agrees(entry, CallRowText.ended(row))
        return agrees
            ? [] : [entry.finding("says otherwise than the row of the call \(call)")]
    }

    /// By bytes: strings that Swift calls equal may be spelled differently.
    private func agrees(_ entry: LogEntry?, _ text: String) -> Bool {
        guard case .sealed(_, let seal?) = entry?.content else { return true }
        return seal.payload.utf8.elementsEqual(text.utf8)
    }

    /// What can be told only once the whole log was read.
    func findings() throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        for (call, standing) in going.sorted(by: { $0.key < $1.key }) {
            let state = standing.isInterrupted ? "interrupted" : "in-progress"
            guard let row = try row(call), try row.word("state") == state || isOld(call, standing) else {
                findings.append(.init(.record, "the row of the call \(call) is not \(state), or missing"))
                continue
            }
            if let found = try difference(row, call, standing) { findings.append(found) }
        }
        let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM call WHERE key > ?", arguments: [callsBefore])
        if let rows, rows != begun {
            findings.append(.init(.record, "there are \(rows) calls, and the log tells of \(begun)"))
        }
        return findings
    }

    private func isOld(_ call: Int64, _ standing: Standing) -> Bool {
        call <= Int64(callsBefore) && standing.begun == nil && !standing.isInterrupted
    }

    private func difference(_ row: Row, _ call: Int64, _ standing: Standing) throws -> VerificationReport.Finding? {
        if isOld(call, standing) || standing.begun?.isErased == true { return nil }
        guard try agrees(standing.begun, CallRowText.begun(row)) else {
            return standing.begun?.finding("says otherwise than the row of the call \(call)")
        }
        if let decided = standing.decided {
            return try agrees(decided, CallRowText.decided(row)) && (decided.isErased || CallRowText.isWithoutEnd(row))
                ? nil : decided.finding("says otherwise than the row of the call \(call)")
        }
        let isUndecided = standing.begun == nil || CallRowText.isUndecided(row)
        return isUndecided && CallRowText.isWithoutEnd(row)
            ? nil : .init(.record, "the row of the call \(call) tells of what the log does not")
    }
}

/// A row of `call` as the canonical JSON that the log holds of it.
enum CallRowText {
    static let columns = """
        id, number, dialled, caller, started, flow, flow_hash, policy_hash, desk, source, drill, language, state, client,
        contact, ticket, verdict, reasons, connected_to, ended, period, duration, heard, keys, assessment, statuses, entries
        """

    static func begun(_ row: Row) throws -> String {
        try object([
            ("desk", text(row.word("desk"))), ("dialled", text(row.word("dialled"))),
            ("drill", truth(row.number("drill"))), ("flow", text(row.word("flow"))),
            ("flow_hash", text(row.word("flow_hash"))), ("from", text(row.word("caller"))),
            ("id", text(row.word("id"))),
            ("language", text(row.word("language"))), ("number", text(row.word("number"))),
            ("policy_hash", text(row.word("policy_hash"))), ("source", text(row.word("source"))),
            ("started", number(row.number("started"))),
        ])
    }

    static func decided(_ row: Row) throws -> String {
        try object([
            ("client", text(row.word("client"))), ("contact", text(row.word("contact"))),
            ("reasons", row.word("reasons") ?? "null"),
            ("ticket", text(row.word("ticket"))), ("verdict", text(row.word("verdict"))),
        ])
    }

    static func ended(_ row: Row) throws -> String {
        try object([
            ("assessment", row.word("assessment") ?? "null"), ("client", text(row.word("client"))),
            ("connected_to", text(row.word("connected_to"))), ("contact", text(row.word("contact"))),
            ("duration", number(row.number("duration"))), ("ended", number(row.number("ended"))),
            ("entries", number(row.number("entries"))), ("heard", row.word("heard") ?? "null"),
            ("keys", text(row.word("keys"))), ("period", text(row.word("period"))),
            ("reasons", row.word("reasons") ?? "null"),
            ("statuses", text(row.word("statuses"))), ("ticket", text(row.word("ticket"))),
            ("verdict", text(row.word("verdict"))),
        ])
    }

    static func isUndecided(_ row: Row) -> Bool {
        ["client", "contact", "ticket", "verdict", "reasons"].allSatisfy { row.hasNull($0) }
    }

    static func isWithoutEnd(_ row: Row) -> Bool {
        ["connected_to", "ended", "period", "duration", "heard", "keys", "assessment", "statuses", "entries"]
            .allSatisfy { row.hasNull($0) }
    }

    private static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    private static func text(_ value: String?) -> String { CanonicalJSON.optional(value).text }
    private static func truth(_ value: Int64?) -> String { value == 0 ? "false" : value == 1 ? "true" : number(value) }
    private static func number(_ value: Int64?) -> String { value.map { "\($0)" } ?? "null" }
}

extension Row {
    fileprivate func word(_ column: String) throws -> String? { try decode(forColumn: column) }
    fileprivate func number(_ column: String) throws -> Int64? { try decode(forColumn: column) }
    fileprivate func hasNull(_ column: String) -> Bool { (self[column] as DatabaseValue?)?.isNull ?? true }
}
