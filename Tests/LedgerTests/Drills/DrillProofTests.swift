import Desk
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import Ledger

@Suite("Whatever becomes of a drill's row or entry is told") struct DrillProofTests {
    /// A ledger with a drill that stays (entry 2), one that is erased (entry 3) and the erasure (entry 4).
    private func erasedOne() throws -> (LedgerFile, Ledger) {
        let file = try LedgerFile()
        let ledger = try file.open()
        try ledger.add(.sample("kept", person: "Bruno"))
        try ledger.add(.sample("erased"))
        #expect(
            try ledger.eraseDrills(of: "Yvonne Kermarrec", reason: "asked", by: "ops", at: SampleLog.now) == 1)
        #expect(ledger.verified().integrity == [])
        return (file, ledger)
    }

    @Test(
        "Rows and entries, altered by whoever holds the file",
        arguments: [
            (
                "UPDATE drill SET person = 'Bruna' WHERE id = 'kept'",
                ["the entry 2 (drill-recorded) says otherwise than the row of its drill"]
            ),
            (
                "UPDATE drill SET points = 10 WHERE id = 'kept'",
                ["the entry 2 (drill-recorded) says otherwise than the row of its drill"]
            ),
            (
                "UPDATE drill SET passed = 0 WHERE id = 'kept'",
                ["the entry 2 (drill-recorded) says otherwise than the row of its drill"]
            ),
            (
                "UPDATE drill SET payload = ' ' || payload WHERE id = 'kept'",
                ["the entry 2 (drill-recorded) says otherwise than the row of its drill"]
            ),
            (
                "UPDATE drill SET erased = 1 WHERE id = 'kept'",
                ["the entry 2 (drill-recorded) says otherwise than the row of its drill"]
            ),
            (
                "DELETE FROM drill WHERE id = 'kept'",
                [
                    "the entry 2 (drill-recorded) is of a drill that has no row",
                    "there are 1 drills, and the log tells of 2",
                ]
            ),
            (
                """
                INSERT INTO drill SELECT 1, 'extra', at, person, scenario, scenario_hash, role, mode, language, duration_ms,
                pass_mark, points, out_of, passed, payload, erased FROM drill WHERE id = 'kept'
                """, ["there are 3 drills, and the log tells of 2"]
            ),
            (
                "UPDATE drill SET points = 10 WHERE id = 'erased'",
                ["the entry 4 (drills-erased) left other rows of its drills than there are"]
            ),
            (
                "UPDATE drill SET person = 'Yvonne' WHERE id = 'erased'",
                ["the entry 4 (drills-erased) left other rows of its drills than there are"]
            ),
            (
                "DELETE FROM drill WHERE id = 'erased'",
                [
                    "there are 1 drills, and the log tells of 2",
                    "the entry 4 (drills-erased) left other rows of its drills than there are",
                ]
            ),
            ("DELETE FROM drill_erasure", ["0 drills are listed as erased, 1 have no payload, and the log tells of 1"]),
            (
                "INSERT INTO drill_erasure VALUES (2, 4)",
                [
                    "the drill of entry 2 is listed as erased, and the log does not tell of it",
                    "2 drills are listed as erased, 1 have no payload, and the log tells of 1",
                ]
            ),
            (
                "UPDATE log SET payload = NULL, salt = NULL WHERE seq = 2",
                [
                    "the payload of entry 2 is missing, and the log tells of no erasure",
                    "1 drills are listed as erased, 2 have no payload, and the log tells of 1",
                ]
            ),
            ("DROP TABLE drill", ["the file has no table of the drills that the log tells of"]),
        ])
    func told(sql: String, messages: [String]) throws {
        let (file, ledger) = try erasedOne()
        try file.stranger().writeWithoutTransaction {
            try $0.disarm()
            try $0.execute(sql: sql)
        }
        #expect(ledger.verified().integrity.map(\.message) == messages)
    }

    @Test(
        "The tables themselves refuse",
        arguments: [
            ("UPDATE drill SET points = 10", "the result of a drill never changes"),
            ("UPDATE drill SET person = 'x' WHERE id = 'kept'", "its name goes only by an erasure"),
            (
                "UPDATE drill SET person = NULL, payload = NULL, erased = 1 WHERE id = 'kept'",
                "its name goes only by an erasure"
            ),
            ("UPDATE drill SET person = 'x', payload = '{}' WHERE id = 'erased'", "its name goes only by an erasure"),
            ("DELETE FROM drill", "the result of a drill is never deleted"),
            ("REPLACE INTO drill SELECT * FROM drill WHERE id = 'kept'", "the result of a drill is never replaced"),
            (
                """
                INSERT INTO drill SELECT 1, 'x', at, person, scenario, scenario_hash, role, mode, language, duration_ms,
                pass_mark, points, out_of, passed, payload, erased FROM drill WHERE id = 'kept'
                """, "the result of a drill stands on an entry of the log"
            ),
            ("DELETE FROM drill_erasure", "an erasure is never deleted"),
            ("UPDATE drill_erasure SET entry = 1", "an erasure is never changed"),
            ("REPLACE INTO drill_erasure VALUES (3, 1)", "an erasure is never replaced"),
            ("UPDATE log SET salt = NULL, payload = NULL WHERE seq = 2", "removed only by an erasure"),
        ])
    func refused(sql: String, message: String) throws {
        let (file, ledger) = try erasedOne()
        let text = refusal { try file.stranger().write { try $0.execute(sql: sql) } }
        #expect(text.contains(message), "\(text)")
        #expect(ledger.verified().integrity == [])
    }

    @Test("The second verifier says the same") func python() throws {
        let (file, ledger) = try erasedOne()
        let report = ledger.verified()
        let verdict = try PythonVerifier.verdict(["--ledger", file.path])
        #expect(verdict.holds && verdict.erased == 1 && verdict.entries == 4)
        #expect(verdict.root == report.root.hexadecimal)
        try file.stranger().writeWithoutTransaction {
            try $0.disarm()
            try $0.execute(sql: "UPDATE log SET payload = NULL, salt = NULL WHERE seq = 2")
        }
        #expect(
            try PythonVerifier.verdict(["--ledger", file.path]).integrity.findings
                == ["the payload of entry 2 is missing, and no erasure lists it"])
    }
}

@Suite("Erasing drills") struct DrillErasureTests {
    let file: LedgerFile
    let ledger: Ledger

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
    }

    private func bytes() throws -> Data {
        try ["", "-wal"].reduce(into: Data()) { bytes, ending in
            if FileManager.default.fileExists(atPath: file.path + ending) {
                bytes += try Data(contentsOf: URL(fileURLWithPath: file.path + ending))
            }
        }
    }

    @Test("Nothing of the person is left in the bytes of the file; the proof is") func gone() throws {
        try ledger.add([.sample("a"), .sample("b", person: "Bruno", timeline: []), .sample("c")])
        let leaf = try ledger.drill("a")?.leaf
        let salts = try ledger.read { try Data.fetchAll($0, sql: "SELECT salt FROM log WHERE seq IN (2, 4)") }
        let personal = ["Yvonne Kermarrec", "srv-yvonne"].map { Data($0.utf8) } + salts
        let before = try bytes()
        #expect(salts.count == 2 && personal.allSatisfy { before.range(of: $0) != nil })

        // However the name is typed.
        #expect(try ledger.eraseDrills(of: " Yvonne Kermarrec", reason: "asked", by: "ops", at: SampleLog.now) == 2)
        let after = try bytes()
        #expect(personal.filter { after.range(of: $0) != nil } == [])
        let proven = try #require(try ledger.drill("a"))
        #expect(proven.leaf == leaf && proven.holds)
        #expect(
            proven.drill
                == RecordedDrill(
                    entry: 2, id: "a", at: SampleLog.now, scenario: "friday-night", result: nil, erasedAt: SampleLog.now
                ))
        #expect(try ledger.drilledPeople() == ["Bruno"])
        let counts = try ledger.moment().drillCounts()
        #expect(counts == (kept: 1, passed: 1, erased: 2))
        #expect(ledger.verified().integrity == [])
        #expect(
            refusal {
                _ = try ledger.eraseDrills(of: "Yvonne Kermarrec", reason: "again", by: "ops", at: SampleLog.now)
            }
                == "there is no drill of \"Yvonne Kermarrec\": name one of \"Bruno\"")
        #expect(
            refusal { _ = try ledger.eraseDrills(of: "Bruno", reason: "", by: "ops", at: SampleLog.now) }
                == "an erasure has no reason or nobody who asks for it: say who, and why")
    }

    @Test("Retention takes what is older than its period, however much, and nothing else") func retention() throws {
        let day = Duration.days(1)
        let old = (0..<1100).map { DrillResult.sample("old-\($0)", at: SampleLog.now) }
        try ledger.add(old)
        try ledger.add(.sample("young", at: SampleLog.now.advanced(by: day)))
        let now = SampleLog.now.advanced(by: .days(1095) + .milliseconds(1))
        let summary = try ledger.retain(.standard, messages: nil, at: now) { _ in true }
        #expect(summary.drills == 1100 && summary.erasure == ErasureSummary() && !summary.isEmpty)
        #expect(try ledger.drills(limit: 10_000).filter { $0.result != nil }.map(\.id) == ["young"])
        let kinds = try ledger.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM log WHERE kind = 'drills-erased'")
        }
        #expect(kinds == 3)
        #expect(try ledger.retain(.standard, messages: nil, at: now) { _ in true }.isEmpty)
        let shorter = Retention(drills: .days(30))
        #expect(try ledger.retain(shorter, messages: nil, at: now) { _ in true }.drills == 1)
        #expect(ledger.verified().integrity == [])
    }
}
