import Desk
import GRDB

/// Compares the rows of drills with what the log says of them.
///
/// A row whose payload is still in the log is compared at once, column by column; one that was erased by the hash that
/// the erasure left of it.
struct DrillComparison {
    private struct Erasure {
        let entry: LogEntry
        let drills: [Int]
        let rows: String
    }

    private let database: Database
    /// Files of before "v4" have none, and no drill in their log.
    private let hasTables: Bool
    private var recorded = 0
    private var erasures: [Erasure] = []
    /// The entry by which each result was erased.
    private var erased: [Int: Int] = [:]
    /// The results whose payload is gone.
    private var missing: [Int] = []

    init(database: Database) throws {
        self.database = database
        hasTables = try database.tableExists("drill") && database.tableExists("drill_erasure")
    }

    /// Takes note of an entry about drills.
    /// - Returns: what is wrong with it; nothing if it is about something else.
    mutating func receive(_ entry: LogEntry) throws -> [VerificationReport.Finding]? {
        switch entry.kind {
        case LogKind.drillRecorded:
            recorded += 1
            guard entry.call == nil else { return [entry.finding("belongs to a call")] }
            if entry.isErased {
                missing.append(entry.seq)
                return []
            }
            return hasTables ? try compare(entry) : []
        case LogKind.drillsErased: return receive(erasure: entry)
        default: return nil
        }
    }

    private func compare(_ entry: LogEntry) throws -> [VerificationReport.Finding] {
        guard let members = entry.sealedMembers, let passed = members["passed"]?.bool else {
            return [entry.finding("is not readable")]
        }
        let sql = try database.cachedStatement(sql: "SELECT * FROM drill WHERE entry = ?")
        guard let row = try Row.fetchOne(sql, arguments: [entry.seq]) else {
            return [entry.finding("is of a drill that has no row")]
        }
        var expected = ExpectedRow()
        for column in [
            "id", "at", "person", "scenario", "scenario_hash", "role", "mode", "language", "duration_ms", "pass_mark",
            "points", "out_of",
        ] { expected.set(column, members[column], in: members) }
        expected["passed"] = passed
        expected["erased"] = DatabaseValue.null
        let parts = ["criteria", "figures", "timeline"].map { ($0, members[$0] ?? .null) }
        expected["payload"] = CanonicalJSON.object(.init(parts)).text
        return expected.agrees(with: row) ? [] : [entry.finding("says otherwise than the row of its drill")]
    }

    private mutating func receive(erasure entry: LogEntry) -> [VerificationReport.Finding] {
        guard let members = entry.openMembers, let items = members["entries"]?.items,
            let rows = members["rows"]?.string
        else { return [entry.finding("is not readable")] }
        let drills = items.compactMap(\.integer)
        erasures.append(Erasure(entry: entry, drills: drills, rows: rows))
        return drills.filter { erased.updateValue(entry.seq, forKey: $0) != nil }
            .map { entry.finding("erases the drill of entry \($0) again") }
    }

    /// What can be told only once the whole log was read.
    func findings() throws -> [VerificationReport.Finding] {
        guard hasTables else {
            return recorded == 0 ? [] : [.init(.record, "the file has no table of the drills that the log tells of")]
        }
        var findings: [VerificationReport.Finding] = missing.filter { (erased[$0] ?? 0) <= $0 }.map {
            .init(.missingPayload, entry: $0, "the payload of entry \($0) is missing, and the log tells of no erasure")
        }
        let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM drill") ?? 0
        if rows != recorded {
            findings.append(.init(.record, "there are \(rows) drills, and the log tells of \(recorded)"))
        }
        let left = ErasedRows(database: database)
        for erasure in erasures where try left.hash(ofDrills: erasure.drills) != erasure.rows {
            findings.append(erasure.entry.finding("left other rows of its drills than there are"))
        }
        return findings + (try listed())
    }

    /// Whether the erasures are listed as the log tells, and every payload that was to go is gone.
    private func listed() throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        var count = 0
        let rows = try Row.fetchCursor(database, sql: "SELECT drill, entry FROM drill_erasure")
        while let row = try rows.next() {
            let (drill, entry): (Int, Int) = (try row.decode(atIndex: 0), try row.decode(atIndex: 1))
            count += 1
            if erased[drill] != entry {
                findings.append(
                    .init(.record, "the drill of entry \(drill) is listed as erased, and the log does not tell of it"))
            }
        }
        if count != erased.count || missing.count != erased.count {
            findings.append(
                .init(
                    .record,
                    "\(count) drills are listed as erased, \(missing.count) have no payload, and the log tells of \(erased.count)"
                ))
        }
        return findings
    }
}
