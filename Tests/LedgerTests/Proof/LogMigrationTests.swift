import Desk
import GRDB
import Testing

@testable import Ledger

@Suite("A ledger of before the log") struct LogMigrationTests {
    /// A file as version 2 left it: a charged call, one that goes on, a message.
    static func oldFile() throws -> LedgerFile {
        let file = try LedgerFile()
        let queue = try file.stranger()
        try Migrations.migrator.migrate(queue, upTo: "v2")
        try queue.write { database in
            try database.execute(sql: OldCall.insertion)
            try database.execute(
                sql: """
                    PRAGMA application_id = \(FileInspection.applicationID);
                    INSERT INTO call (id, number, dialled, started, flow, flow_hash, policy_hash, source, drill, language, state,
                        client, verdict, reasons, ended, duration, heard, keys, assessment)
                    VALUES ('billed', 'emergency', '+33290920555', 1000, 'emergency', 'f', 'p', 'sip', 0, 'fr', 'finished',
                        '12345', 'abusive', '["not-urgent"]', 5000, 4000, '[]', '1', '[]');
                    INSERT INTO call_event (call, seq, at, kind, payload) VALUES (2, 1, 1500, 'answered', '{"é":1}');
                    INSERT INTO charge (call, status, amount, currency, tariff_from, reasons, proposed)
                    VALUES (2, 'proposed', 35000, 'EUR', 0, '["not-urgent"]', 5000);
                    INSERT INTO voicemail (call, file, length_ms, sha256, at) VALUES (2, 'a.wav', 1, zeroblob(32), 2000);
                    """)
        }
        try queue.close()
        return file
    }

    @Test("Events, charges and messages stay, and the log holds") func migrated() throws {
        let file = try Self.oldFile()
        let ledger = try file.open()
        #expect(try ledger.kinds(of: "old") == ["started", "step"])
        #expect(try ledger.call("billed")?.events.map(\.payload) == ["{\"é\":1}"])
        #expect(try ledger.call("billed")?.call.voicemails.map(\.file) == ["a.wav"])
        let charge = try ledger.charge(1)
        #expect(charge.client == (try client("12345")) && charge.status == .proposed)
        #expect(charge.proposal.proposer == "desk" && charge.proposal.amount == Money(cents: 35_000))
        let kinds = try ledger.read { try String.fetchAll($0, sql: "SELECT kind FROM log ORDER BY seq") }
        #expect(kinds == ["log-began", "started", "step", "answered", "charge-proposed"])
        #expect(ledger.verified().integrity == [])
    }

    @Test("What becomes of them afterwards is told by the log too, and it holds") func goesOn() throws {
        let file = try Self.oldFile()
        let ledger = try file.open()
        #expect(try ledger.interruptCalls(at: SampleLog.now) == 1)
        try ledger.noteRemoval(of: "a.wav", at: SampleLog.now)
        try ledger.confirm(charge: 1, by: "alice", fourEyes: true, at: SampleLog.now)
        #expect(ledger.verified().integrity == [])
        try ledger.issue("F-1", for: 1, .invoiced)
        let summary = try ledger.erase(client("12345"), withFacts: false, reason: "asked", by: "ops", at: SampleLog.now)
        #expect(summary.calls == 1)
        #expect(ledger.verified().integrity == [])
    }

    @Test("A charge of before that was altered is found") func altered() throws {
        let file = try Self.oldFile()
        let ledger = try file.open()
        try file.stranger().writeWithoutTransaction {
            try $0.disarm()
            try $0.execute(sql: "UPDATE charge SET amount = 99")
        }
        #expect(ledger.verified().integrity.map(\.message) == ["the row of the charge 1 says otherwise than the log"])
    }
}
