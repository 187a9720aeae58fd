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
    private var records: RecordComparison

    init(database: Database, marks: Set<Int>) throws {
        self.database = database
        self.marks = marks
        records = try RecordComparison(database: database)
    }

    mutating func run(progress: (Int, Int) -> Void) throws {
        let total = try LogReading(database: database).size()
        let hashing = LogHashing(marks: marks, total: total)
        let rows = try Row.fetchCursor(database, sql: "SELECT \(LogReading.columns) FROM log ORDER BY seq")
        var batch = LogBatch()
        while let row = try rows.next() {
            try batch.append(row)
            guard batch.isFull else { continue }
            hashing.receive(batch)
            try receive(batch)
            progress(report.entries, total)
            batch = LogBatch()
        }
        hashing.receive(batch)
        try receive(batch)
        try finish(hashing.finish())
        progress(report.entries, total)
    }

    private mutating func receive(_ batch: LogBatch) throws {
        for entry in batch.entries {
            let expected = report.entries + 1
            if entry.seq != expected {
                report.note(.init(.gap, entry: entry.seq, "the entry \(expected) is missing; \(entry.seq) follows"))
            }
            report.entries += 1
            if entry.body == nil, entry.payload == nil { report.erased += 1 }
            for finding in try records.receive(entry, of: batch) { report.note(finding) }
            guard entry.body != nil else { continue }
            let open = try batch.logEntry(entry)
            do { try report.keys.receive(open) } catch { report.note(.init(.key, entry: entry.seq, error.message)) }
        }
    }

    private mutating func finish(_ hashed: LogHashing.Outcome) throws {
        for finding in hashed.findings { report.note(finding) }
        for finding in try records.findingsAtTheEnd(database) { report.note(finding) }
        for (entry, subtree) in hashed.subtrees where try kept(subtree) != subtree.hash {
            let message = "the kept root of the \(1 << subtree.height) entries up to \(entry) is not theirs"
            report.note(.init(.node, entry: entry, message))
        }
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM tree_node") ?? 0
        if count != hashed.subtrees.count {
            report.note(.init(.node, "there are \(count) kept nodes of the tree in place of \(hashed.subtrees.count)"))
        }
        try readNotes()
        roots = hashed.roots
        report.root = hashed.frontier.root
    }

    private func kept(_ subtree: TreeFrontier.Subtree) throws -> TreeHash? {
        let sql = "SELECT hash FROM tree_node WHERE height = ? AND place = ?"
        return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [subtree.height, subtree.index])
            .flatMap { TreeHash($0) }
    }

    private mutating func readNotes() throws {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT CAST(note AS BLOB), size FROM checkpoint ORDER BY size, at")
        while let row = try rows.next() {
            let (text, size): (Data, Int) = (try row.decode(atIndex: 0), try row.decode(atIndex: 1))
            if let note = SignedNote(String(decoding: text, as: UTF8.self)), Checkpoint(note.text)?.size == size {
                ownNotes.append(note)
            } else {
                report.note(.init(.signature, "a checkpoint in the file is not readable, or of another size"))
            }
        }
    }
}
