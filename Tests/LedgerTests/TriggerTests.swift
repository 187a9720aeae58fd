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
        for (id, verdict) in [("nobody", "abusive"), ("admitted", "admitted"), ("unavailable", "abusive")] {
            _ = try ledger.begin(.sample(id))
            try stranger.write {
                let sql = "UPDATE call SET client = '12345', verdict = ?, reasons = '[]', statuses = ? WHERE id = ?"
                try $0.execute(sql: sql, arguments: [verdict, id == "unavailable" ? "ssu" : "ssv", id])
            }
        }
        try ledger.openDispute(charge: 1, by: "client", reason: "not us", at: time("2026-03-11T08:00:00Z"))
        try stranger.write {
            try $0.execute(sql: "INSERT INTO erasure (call, entry) SELECT key, 1 FROM call WHERE id = 'admitted'")
        }
    }

    private static func charge(
        _ id: String, of call: Int, client: String = "12345", verb: String = "INSERT"
    ) -> String {
        """
        \(verb) INTO charge (id, call, client, status, amount, currency, tariff_from, reasons, proposed, proposed_by)
        VALUES (\(id), \(call), '\(client)', 'proposed', 1, 'EUR', 0, '["x"]', 0, 'me')
        """
    }

    @Test(
        "Whoever writes, with whatever statement",
        arguments: [
            ("UPDATE log SET payload = '{}' WHERE seq = 2", "a payload is never changed"),
            (
                "UPDATE log SET payload = NULL, salt = NULL",
                "a payload is never changed, and removed only by an erasure"
            ),
            ("UPDATE log SET commitment = zeroblob(32) WHERE seq = 2", "an entry of the log is never changed"),
            ("UPDATE log SET at = at + 1", "an entry of the log is never changed"),
            ("DELETE FROM log", "an entry of the log is never deleted"),
            (
                "REPLACE INTO log VALUES (1, 0, 'x', NULL, '{}', NULL, NULL, NULL)",
                "the entries of the log are numbered without a gap"
            ),
            (
                "INSERT OR IGNORE INTO log VALUES (99, 0, 'x', NULL, '{}', NULL, NULL, NULL)",
                "the entries of the log are numbered without a gap"
            ),
            (
                "INSERT INTO log SELECT max(seq) + 1, 0, 'x', 99, '{}', NULL, NULL, NULL FROM log",
                "FOREIGN KEY constraint failed"
            ),
            (
                "INSERT INTO log SELECT max(seq) + 1, 0, 'x', NULL, 'no', NULL, NULL, NULL FROM log",
                "CHECK constraint failed: body IS NULL OR json_valid(body)"
            ),
            (
                "INSERT INTO log SELECT max(seq) + 1, 0, 'x', NULL, NULL, NULL, NULL, NULL FROM log",
                "CHECK constraint failed"
            ),
            (
                "INSERT INTO log SELECT max(seq) + 1, '0x', 'x', NULL, '{}', NULL, NULL, NULL FROM log",
                "cannot store TEXT value in INTEGER column"
            ),
            ("DELETE FROM call", "a call is never deleted"),
            ("UPDATE call SET drill = 0 WHERE id = 'drill'", "what a call is never changes"),
            ("UPDATE call SET started = 0", "what a call is never changes"),
            ("UPDATE call SET state = 'finished' WHERE id = 'nobody'", "CHECK constraint failed"),
            ("DELETE FROM charge", "a charge is never deleted"),
            ("UPDATE charge SET amount = 1", "a charge is never edited"),
            ("UPDATE charge SET status = 'forgotten'", "a charge never goes back"),
            ("UPDATE charge SET status = 'invoiced', invoice = 'F-1', invoiced = 1", "a charge never goes back"),
            (charge("NULL", of: 1), "a call is charged once"),
            (charge("1", of: 1, verb: "REPLACE"), "a call is charged once"),
            (charge("NULL", of: 2), "a drill is never billed"),
            (charge("NULL", of: 3, client: "99999"), "there is nobody to bill"),
            (charge("NULL", of: 4), "only an abusive call is billed"),
            (charge("NULL", of: 5), "a call of which the desk could not know all is never billed"),
            ("DELETE FROM dispute", "a dispute is never deleted"),
            ("DELETE FROM erasure", "an erasure is never deleted"),
        ])
    func refused(sql: String, message: String) throws {
        let before = try rows()
        let text = refusal { try stranger.write { try $0.execute(sql: sql) } }
        #expect(text.contains(message), "\(text)")
        #expect(try rows() == before)
    }

    @Test("The status of a charge may move on") func status() throws {
        try stranger.write {
            try $0.execute(sql: "UPDATE charge SET status = 'waived', decided = 1, decided_by = 'me'")
        }
        #expect(try ledger.charges().map(\.status) == [.waived])
    }

    private func rows() throws -> [Row] {
        try stranger.read { database in
            try ["call", "log", "charge", "dispute", "erasure"].flatMap {
                try Row.fetchAll(database, sql: "SELECT * FROM \($0)")
            }
        }
    }
}
