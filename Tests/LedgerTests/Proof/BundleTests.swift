import Desk
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import Ledger

/// The files of a bundle, by its format alone: what the verifier for auditors is to read.
private struct SampleBundle {
    let folder: URL
    var lines: [CanonicalJSON] = []

    init(_ log: SampleLog, of id: String, in folder: URL) throws {
        self.folder = folder
        let desk = folder.appendingPathComponent("desk/callflows")
        try FileManager.default.createDirectory(at: desk, withIntermediateDirectories: true)
        try write("desk.yaml", "name: Étoile\n", in: "desk")
        try write("callflows/emergency.yaml", "steps: []\n", in: "desk")
        try write("checkpoint.txt", log.checkpoint.description)
        try write("key.txt", "\(log.key.verifier)\n")
        let size = try #require(Checkpoint(log.checkpoint.text)).size
        lines = try log.ledger.read { database in
            let call = try Int64.fetchOne(database, sql: "SELECT key FROM call WHERE id = ?", arguments: [id]) ?? 0
            let reading = LogReading(database: database)
            let entries = try reading.entries(of: call) + reading.entries(ofKinds: LogKeys.kinds + [LogKind.deskKept])
            return try entries.sorted { $0.seq < $1.seq }.map { entry in
                var source = LogSubtrees(database: database)
                let proof = try TreeProof.inclusion(of: entry.seq - 1, size: size, in: &source)
                var seal: LogEntry.Seal?
                if case .sealed(_, let found) = entry.content { seal = found }
                return [
                    "leaf": .string(String(decoding: entry.leaf, as: UTF8.self)),
                    "payload": .optional(seal?.payload), "proof": CanonicalJSON(proof.map(\.hexadecimal)),
                    "salt": .optional(seal.map { Hexadecimal.text($0.salt) }),
                ]
            }
        }
        try writeLines()
    }

    func write(_ name: String, _ text: String, in part: String? = nil) throws {
        let place = part.map { folder.appendingPathComponent($0) } ?? folder
        try Data(text.utf8).write(to: place.appendingPathComponent(name))
    }

    func writeLines() throws { try write("entries.jsonl", lines.map { $0.text + "\n" }.joined()) }

    func place(of kind: String) throws -> Int {
        try #require(lines.firstIndex { $0.members?["leaf"]?.string?.contains("\"kind\":\"\(kind)\"") == true })
    }

    mutating func set(_ name: String, _ value: CanonicalJSON, at place: Int) throws {
        let others = try #require(lines[place].members).sorted.filter { $0.name != name }.map { ($0.name, $0.value) }
        lines[place] = .object(.init(others + [(name, value)]))
    }
}

@Suite("The verifier that goes with every bundle") struct BundleTests {
    let log: SampleLog

    init() throws { log = try SampleLog(LedgerFile()) }

    private func bundle(of id: String = "credited") throws -> SampleBundle {
        try SampleBundle(log, of: id, in: log.file.directory.appendingPathComponent("bundle"))
    }

    private func verdict(_ bundle: SampleBundle, _ more: String...) throws -> PythonVerifier.Verdict {
        try PythonVerifier.verdict([bundle.folder.path] + more)
    }

    @Test("A bundle holds, and nothing of the call is missing") func holds() throws {
        let verdict = try verdict(bundle(), "--key", log.firstKey.verifier.description)
        #expect(verdict.integrity.findings == [] && verdict.completeness.findings == [])
        #expect(verdict.holds && verdict.completeness.verdict == "shown" && verdict.erased == 0)
    }

    @Test("Of an erased call it holds, and completeness is not shown") func erased() throws {
        let verdict = try verdict(bundle(of: "erased"))
        #expect(verdict.integrity.findings == [])
        #expect(verdict.holds && verdict.completeness.verdict == "not-shown" && verdict.erased == 9)
    }

    @Test("An entry of the call that is left out is missed") func leftOut() throws {
        for kind in ["call-begun", "answered", "call-decided"] {
            var bundle = try bundle()
            bundle.lines.remove(at: try bundle.place(of: kind))
            try bundle.writeLines()
            let verdict = try verdict(bundle)
            #expect(!verdict.holds && verdict.completeness.verdict == "broken" && verdict.integrity.findings == [])
            try FileManager.default.removeItem(at: bundle.folder)
        }
    }

    @Test("What was changed in a line is found") func changed() throws {
        let values: [(String, CanonicalJSON)] = [
            ("payload", "{\"keys\":\"9\"}"), ("payload", nil), ("salt", "00"), ("proof", []), ("leaf", "{}"),
            ("leaf", "nonsense"), ("payload", "{\"a\":1.5}"),
        ]
        for (name, value) in values {
            var bundle = try bundle()
            try bundle.set(name, value, at: bundle.place(of: "keys"))
            try bundle.writeLines()
            #expect(try !verdict(bundle).holds, "\(name) \(value.text)")
            try FileManager.default.removeItem(at: bundle.folder)
        }
    }

    @Test("An entry twice, of another call, or with another spelling of its leaf is found") func foreign() throws {
        var twice = try bundle()
        twice.lines.append(try #require(twice.lines.last))
        try twice.writeLines()
        #expect(try !verdict(twice).holds)
        try FileManager.default.removeItem(at: twice.folder)
        var other = try bundle(of: "waived")
        let others = other.lines[try other.place(of: "charge-waived")]
        try FileManager.default.removeItem(at: other.folder)
        other = try bundle()
        other.lines.append(others)
        try other.writeLines()
        #expect(try verdict(other).integrity.findings.contains("the bundle holds entries of 2 calls, not of one"))
        let place = try other.place(of: "keys")
        let leaf = try #require(other.lines[place].members?["leaf"]?.string)
        try other.set("leaf", .string(" " + leaf), at: place)
        try other.writeLines()
        #expect(try verdict(other).integrity.findings.contains { $0.contains("is no entry") })
    }

    @Test("Texts that were changed, added or lost are found") func texts() throws {
        let bundle = try bundle()
        try bundle.write("desk.yaml", "name: other\n", in: "desk")
        #expect(try verdict(bundle).integrity.findings == ["desk/desk.yaml is not the text that the log names"])
        try FileManager.default.removeItem(at: bundle.folder.appendingPathComponent("desk/desk.yaml"))
        try bundle.write("more.yaml", "", in: "desk")
        #expect(
            try verdict(bundle).integrity.findings == [
                "desk/desk.yaml is missing", "desk/more.yaml is named by no entry of the log",
            ])
    }

    @Test("A checkpoint by another key, or other than the one from outside, is found") func checkpoints() throws {
        let bundle = try bundle()
        let thief = try SampleLog.key()
        #expect(try !verdict(bundle, "--key", thief.verifier.description).holds)
        let told = try #require(Checkpoint(log.checkpoint.text))
        let other = try Checkpoint(origin: told.origin, size: told.size, root: .empty).signed(by: log.key)
        try bundle.write("outside.txt", log.checkpoint.description + "\n" + other.description)
        let verdict = try verdict(bundle, "--checkpoint", bundle.folder.appendingPathComponent("outside.txt").path)
        #expect(
            verdict.completeness.findings == ["a checkpoint from outside tells another root for \(told.size) entries"])
        try bundle.write("checkpoint.txt", told.signed(by: thief).description)
        #expect(try !self.verdict(bundle).holds)
        try bundle.write("checkpoint.txt", "nonsense")
        #expect(try PythonVerifier.run([bundle.folder.path]).code == 2)
    }
}
