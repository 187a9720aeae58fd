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

    private func row(_ call: Int64) throws -> ComparedCall? {
        let statement = try database.cachedStatement(sql: ComparedCall.query)
        let rows = try Row.fetchCursor(statement, arguments: [call])
        // The row is the statement's own, and is there as long as the cursor is.
        return try withExtendedLifetime(rows) { try rows.next().map { try ComparedCall($0) } }
    }

    /// A call that ended.
    private func compare(
        _ entry: LogEntry, _ standing: Standing, _ call: Int64
    ) throws -> [VerificationReport.Finding] {
        guard let row = try row(call) else { return [entry.finding("is of a call that has no row")] }
        if standing.isInterrupted || row.state != "finished" {
            return [entry.finding("is of a call that its row does not call finished")]
        }
        if entry.isErased { return [] }
        if row.entries != standing.entries {
            return [entry.finding("tells of another number of entries than the call \(call) has")]
        }
        let agrees = agrees(standing.begun, row.begun) && agrees(entry, row.ended)
        return agrees
            ? [] : [entry.finding("says otherwise than the row of the call \(call)")]
    }

    /// By bytes: strings that Swift calls equal may be spelled differently.
    private func agrees(_ entry: LogEntry?, _ text: [UInt8]) -> Bool {
        guard case .sealed(_, let seal?) = entry?.content else { return true }
        return seal.payload.utf8.elementsEqual(text)
    }

    /// What can be told only once the whole log was read.
    func findings() throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        for (call, standing) in going.sorted(by: { $0.key < $1.key }) {
            let state = standing.isInterrupted ? "interrupted" : "in-progress"
            guard let row = try row(call), row.state == state || isOld(call, standing) else {
                findings.append(.init(.record, "the row of the call \(call) is not \(state), or missing"))
                continue
            }
            if let found = difference(row, call, standing) { findings.append(found) }
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

    private func difference(_ row: ComparedCall, _ call: Int64, _ standing: Standing) -> VerificationReport.Finding? {
        if isOld(call, standing) || standing.begun?.isErased == true { return nil }
        guard agrees(standing.begun, row.begun) else {
            return standing.begun?.finding("says otherwise than the row of the call \(call)")
        }
        if let decided = standing.decided {
            return agrees(decided, row.decided) && (decided.isErased || row.isWithoutEnd)
                ? nil : decided.finding("says otherwise than the row of the call \(call)")
        }
        let isUndecided = standing.begun == nil || row.isUndecided
        return isUndecided && row.isWithoutEnd
            ? nil : .init(.record, "the row of the call \(call) tells of what the log does not")
    }
}
