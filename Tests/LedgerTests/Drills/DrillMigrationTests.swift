import Desk
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite("A ledger of before the drills") struct DrillMigrationTests {
    /// A file as version 3 left it: a call that was erased, its message, a charge of another one.
    private func oldFile() throws -> LedgerFile {
        let file = try LogMigrationTests.oldFile()
        let queue = try file.stranger()
        try Migrations.migrator.migrate(queue, upTo: "v3")
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 3)
        #expect(try queue.read { try !$0.tableExists("drill") })
        try queue.close()
        return file
    }

    @Test("What is on record stays, and results can be added and erased") func migrated() throws {
        let file = try oldFile()
        let queue = try file.stranger()
        let log = "SELECT seq, at, kind, call, body, hex(commitment), hex(salt), payload FROM log ORDER BY seq"
        let before = try queue.read { try Row.fetchAll($0, sql: log) }
        #expect(before.count == 5)
        try queue.close()

        let ledger = try file.open()
        #expect(try ledger.read { try Row.fetchAll($0, sql: log) } == before)
        #expect(try ledger.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 4)
        #expect(ledger.verified().integrity == [])
        try ledger.add(.sample())
        #expect(try ledger.eraseDrills(of: "Yvonne Kermarrec", reason: "asked", by: "ops", at: SampleLog.now) == 1)
        try ledger.waive(charge: 1, by: "bob", reason: "first call ever", at: SampleLog.now)
        // The erasing of calls goes by the same trigger as before.
        let summary = try ledger.erase(client("12345"), withFacts: false, reason: "asked", by: "ops", at: SampleLog.now)
        #expect(summary.calls == 1)
        #expect(ledger.verified().integrity == [])
    }

    @Test("A file of version 3 that is only read is verified as it is") func readOnly() throws {
        let file = try oldFile()
        #expect(LedgerVerifier().verify(path: file.path).integrity == [])
        let queue = try file.stranger()
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 3)
    }
}
