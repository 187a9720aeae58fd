import Desk
import GRDB

/// Which payloads are missing, which calls the log says were erased, and whether their rows are as the erasure left them.
struct ErasureComparison {
    private struct Erasure {
        let entry: LogEntry
        let calls: [Int64]
        let rows: String
    }

    private var erasures: [Erasure] = []
    /// The entry by which each call was erased.
    private(set) var calls: [Int64: Int] = [:]
    /// The first and the last entry without payload of each call.
    private var missing: [Int64: (first: Int, last: Int)] = [:]
    private var withoutCall: [Int] = []

    mutating func missing(_ entry: LogEntry) {
        if let call = entry.call {
            missing[call] = (missing[call]?.first ?? entry.seq, entry.seq)
        } else if withoutCall.count < VerificationReport.mostFindings {
            withoutCall.append(entry.seq)
        }
    }

    mutating func receive(_ entry: LogEntry) -> [VerificationReport.Finding] {
        guard let members = entry.openMembers, let items = members["calls"]?.items, let rows = members["rows"]?.string
        else { return [entry.finding("is not readable")] }
        let erased = items.compactMap { $0.integer.map { Int64($0) } }
        erasures.append(Erasure(entry: entry, calls: erased, rows: rows))
        var findings: [VerificationReport.Finding] = []
        for call in erased where calls.updateValue(entry.seq, forKey: call) != nil {
            findings.append(entry.finding("erases the call \(call) again"))
        }
        return findings
    }

    func findings(_ database: Database) throws -> [VerificationReport.Finding] {
        try missingPayloads() + listed(database) + altered(database)
    }

    private func missingPayloads() -> [VerificationReport.Finding] {
        let unexplained = missing.filter { call, entries in (calls[call] ?? 0) < entries.last }.map(\.value.first)
        return unexplained.sorted().map {
            .init(
                .missingPayload, entry: $0, "the payload of entry \($0) is missing, and the log tells of no erasure")
        }
            + withoutCall.map {
                .init(
                    .missingPayload, entry: $0, "the payload of entry \($0) is missing, and no call was erased with it")
            }
    }

    /// Whether the erasures are listed as the log tells.
    private func listed(_ database: Database) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        var count = 0
        let rows = try Row.fetchCursor(database, sql: "SELECT call, entry FROM erasure")
        while let row = try rows.next() {
            let (call, entry): (Int64, Int) = (try row.decode(atIndex: 0), try row.decode(atIndex: 1))
            count += 1
            if calls[call] != entry {
                findings.append(
                    .init(.record, "the call \(call) is listed as erased, and the log does not tell of it"))
            }
        }
        let marked = try Int.fetchOne(database, sql: "SELECT count(*) FROM call WHERE erased IS NOT NULL")
        if count != calls.count || marked != calls.count {
            findings.append(
                .init(
                    .record,
                    "\(count) calls are listed as erased, \(marked ?? 0) rows say so, and the log tells of \(calls.count)"
                ))
        }
        return findings
    }

    /// Whether what was left of the rows is as it was left.
    private func altered(_ database: Database) throws -> [VerificationReport.Finding] {
        let rows = ErasedRows(database: database)
        return try erasures.compactMap { erasure in
            try rows.hash(of: erasure.calls, before: erasure.entry.seq) == erasure.rows
                ? nil : erasure.entry.finding("left other rows of its calls than there are")
        }
    }
}
