import Desk
import Foundation
import GRDB
import TransparencyLog

/// One reading of the whole log, entry by entry.
struct VerificationPass {
    let database: Database
    /// The sizes at which the root is wanted.
    let marks: Set<Int>
    private(set) var report = VerificationReport()
    /// The root at each size of ``marks`` that the log reaches.
    private(set) var roots: [Int: TreeHash] = [:]
    /// The checkpoints that the file itself holds.
    private(set) var ownNotes: [SignedNote] = []
    private var frontier = TreeFrontier()
    private var records: RecordComparison
    private var erasures = ErasureTally()

    /// How many entries are read between two words on the progress.
    private static let stride = 1 << 14

    init(database: Database, marks: Set<Int>) {
        self.database = database
        self.marks = marks
        records = RecordComparison(database: database)
        if marks.contains(0) { roots[0] = .empty }
    }

    mutating func run(progress: (Int, Int) -> Void) throws {
        let total = try LogReading(database: database).size()
        let rows = try Row.fetchCursor(database, sql: "SELECT \(LogReading.columns) FROM log ORDER BY seq")
        while let row = try rows.next() {
            try receive(try LogReading.entry(row))
            if report.entries.isMultiple(of: Self.stride) { progress(report.entries, total) }
        }
        for finding in try records.findingsAtTheEnd() + erasures.findings(database) { report.note(finding) }
        try countNodes()
        try readNotes()
        report.root = frontier.root
        progress(report.entries, total)
    }

    private mutating func receive(_ entry: LogEntry) throws {
        let expected = report.entries + 1
        if entry.seq != expected {
            report.note(.init(.gap, entry: entry.seq, "the entry \(expected) is missing; \(entry.seq) follows"))
        }
        report.entries += 1
        if case .sealed(let commitment, let seal) = entry.content {
            if let seal {
                if seal.commitment != commitment {
                    report.note(.init(.payload, entry: entry.seq, "the payload of entry \(entry.seq) was changed"))
                }
            } else {
                report.erased += 1
                erasures.missing(entry)
            }
        } else {
            erasures.receive(entry)
            do { try report.keys.receive(entry) } catch { report.note(.init(.key, entry: entry.seq, error.message)) }
        }
        for finding in try records.receive(entry) { report.note(finding) }
        try grow(entry)
    }

    private mutating func grow(_ entry: LogEntry) throws {
        var completed: [TreeFrontier.Subtree] = []
        frontier.append(entry.hash, every: LogAppender.keptLevels) { completed.append($0) }
        for subtree in completed where try kept(subtree) != subtree.hash {
            report.note(
                .init(
                    .node, entry: entry.seq,
                    "the kept root of the \(1 << subtree.height) entries up to \(entry.seq) is not theirs"))
        }
        if marks.contains(frontier.size) { roots[frontier.size] = frontier.root }
    }

    private func kept(_ subtree: TreeFrontier.Subtree) throws -> TreeHash? {
        let sql = "SELECT hash FROM tree_node WHERE height = ? AND place = ?"
        return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [subtree.height, subtree.index])
            .flatMap { TreeHash($0) }
    }

    private mutating func countNodes() throws {
        let kept = try Int.fetchOne(database, sql: "SELECT count(*) FROM tree_node") ?? 0
        var expected = 0
        var rest = report.entries >> LogAppender.keptLevels
        while rest > 0 {
            expected += rest
            rest >>= LogAppender.keptLevels
        }
        if kept != expected {
            report.note(.init(.node, "there are \(kept) kept nodes of the tree in place of \(expected)"))
        }
    }

    private mutating func readNotes() throws {
        for text in try String.fetchAll(database, sql: "SELECT note FROM checkpoint ORDER BY size, at") {
            if let note = SignedNote(text) {
                ownNotes.append(note)
            } else {
                report.note(.init(.signature, "a checkpoint in the file is not readable"))
            }
        }
    }
}

/// Which payloads are missing, and which calls the log says were erased.
private struct ErasureTally {
    /// The first entry without payload of each call.
    private var missing: [Int64: Int] = [:]
    private var erased: Set<Int64> = []
    private var withoutCall: [Int] = []

    mutating func missing(_ entry: LogEntry) {
        if let call = entry.call {
            if missing[call] == nil { missing[call] = entry.seq }
        } else if withoutCall.count < VerificationReport.mostFindings {
            withoutCall.append(entry.seq)
        }
    }

    mutating func receive(_ entry: LogEntry) {
        guard entry.kind == LogKind.erased, case .open(let body) = entry.content else { return }
        let calls = CanonicalJSON(parsing: body)?.members?["calls"]?.items ?? []
        erased.formUnion(calls.compactMap { $0.integer.map { Int64($0) } })
    }

    func findings(_ database: Database) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        for (call, entry) in missing.sorted(by: { $0.value < $1.value }) where !erased.contains(call) {
            findings.append(
                .init(
                    .missingPayload, entry: entry,
                    "the payload of entry \(entry) is missing, and the log tells of no erasure"))
        }
        findings += withoutCall.map {
            .init(.missingPayload, entry: $0, "the payload of entry \($0) is missing, and no call was erased with it")
        }
        for call in try Int64.fetchAll(database, sql: "SELECT call FROM erasure") where !erased.contains(call) {
            findings.append(.init(.record, "the call \(call) is listed as erased, and the log does not tell of it"))
        }
        return findings
    }
}
