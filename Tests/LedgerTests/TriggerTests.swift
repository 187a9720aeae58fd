import Desk
import GRDB
import Testing

@testable import Ledger

@Suite("What the tables themselves refuse") struct TriggerTests {
    let file: LedgerFile
    let ledger: Ledger
    let stranger: DatabaseQueue

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        stranger = try file.stranger()
        let charged = try ledger.begin(.sample("charged"))
        let event = CallEvent(at: .distantPast, kind: "answered")
        try ledger.append(call: charged, events: [event, event])
        try ledger.finish(call: charged, .sample(charged: true))
        let drill = try ledger.begin(.sample("drill", isDrill: true))
        try ledger.append(call: drill, events: [], decision: CallOutcome.sample(charged: false).decision)
        _ = try ledger.begin(.sample("nobody"))
    }

    @Test(
        "Whoever writes, with whatever statement",
        arguments: [
            ("UPDATE call_event SET payload = '{}' WHERE seq = 1", "an event is never changed"),
            ("UPDATE call_event SET at = at + 1", "an event is never changed"),
            ("DELETE FROM call_event", "an event is never deleted"),
            ("REPLACE INTO call_event VALUES (1, 1, 3, 0, 'x', '{}')", "an event is never replaced"),
            (
                "REPLACE INTO call_event VALUES (NULL, 1, 1, 0, 'x', '{}')",
                "the events of a call are numbered without a gap"
            ),
            (
                "INSERT OR IGNORE INTO call_event VALUES (NULL, 1, 4, 0, 'x', '{}')",
                "the events of a call are numbered without a gap"
            ),
            ("INSERT INTO call_event VALUES (NULL, 9, 1, 0, 'x', '{}')", "FOREIGN KEY constraint failed"),
            (
                "INSERT INTO call_event VALUES (NULL, 1, 3, 0, 'x', 'no')",
                "CHECK constraint failed: json_valid(payload)"
            ),
            (
                "INSERT INTO call_event VALUES (NULL, 1, 3, '0x', 'x', '{}')",
                "cannot store TEXT value in INTEGER column"
            ),
            ("DELETE FROM call", "a call is never deleted"),
            ("UPDATE call SET drill = 0 WHERE id = 'drill'", "what a call is never changes"),
            ("UPDATE call SET started = 0", "what a call is never changes"),
            ("UPDATE call SET state = 'finished' WHERE id = 'nobody'", "CHECK constraint failed"),
            ("DELETE FROM charge", "a charge is never deleted"),
            ("UPDATE charge SET amount = 1", "a charge is never edited"),
            ("UPDATE charge SET status = 'forgotten'", "CHECK constraint failed"),
            ("INSERT INTO charge VALUES (NULL, 1, 'proposed', 1, 'EUR', 0, '[\"x\"]', 0)", "a call is charged once"),
            ("REPLACE INTO charge VALUES (1, 1, 'proposed', 1, 'EUR', 0, '[\"x\"]', 0)", "a call is charged once"),
            ("INSERT INTO charge VALUES (NULL, 2, 'proposed', 1, 'EUR', 0, '[\"x\"]', 0)", "a drill is never billed"),
            ("INSERT INTO charge VALUES (NULL, 3, 'proposed', 1, 'EUR', 0, '[\"x\"]', 0)", "there is nobody to bill"),
        ])
    func refused(sql: String, message: String) throws {
        let before = try rows()
        let text = refusal { try stranger.write { try $0.execute(sql: sql) } }
        #expect(text.contains(message), "\(text)")
        #expect(try rows() == before)
    }

    @Test("The status of a charge may move on") func status() throws {
        try stranger.write { try $0.execute(sql: "UPDATE charge SET status = 'waived'") }
        #expect(try ledger.charges().map(\.status) == [.waived])
    }

    private func rows() throws -> [Row] {
        try stranger.read { database in
            try ["call", "call_event", "charge"].flatMap { try Row.fetchAll(database, sql: "SELECT * FROM \($0)") }
        }
    }
}
