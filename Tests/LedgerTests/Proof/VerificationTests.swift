import Desk
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import Ledger

@Suite("Checking a ledger") struct VerificationTests {
    let log: SampleLog

    init() throws { log = try SampleLog(LedgerFile()) }

    @Test("A ledger in which everything happened holds, and is complete by a checkpoint from outside") func holds()
        throws
    {
        let report = log.ledger.verified(outside: [log.checkpoint], trusted: log.firstKey.verifier)
        #expect(report.integrity == [])
        // The first key handed over to the second one, but was revoked: it signs nothing, and its heir does.
        #expect(report.disagreements == [])
        let size = try #require(Checkpoint(log.checkpoint.text)).size
        #expect(report.completeness == .shown(upTo: size))
        #expect(report.entries == size)
        #expect(report.erased == 10)
        #expect(report.ownCheckpoints == 3)
        #expect(report.keys.keys.map(\.isInUse) == [false, true])
        #expect(log.ledger.verified().completeness == .notShown)
    }

    @Test("It holds while calls go on, and after the file was closed and opened") func later() throws {
        #expect(try log.ledger.interruptCalls(at: SampleLog.now) == 3)
        try log.ledger.close()
        let ledger = try log.file.open()
        let call = try ledger.begin(.sample("later"))
        try ledger.finish(call: call, .sample(charged: true))
        let report = ledger.verified(outside: [log.checkpoint], trusted: log.key.verifier)
        #expect(report.integrity == [] && report.disagreements == [])
        #expect(report.completeness == .shown(upTo: Checkpoint(log.checkpoint.text)?.size ?? 0))
    }

    @Test("What no invoice, charge or dispute has is credited and disputed after the erasure of its call, and it holds")
    func afterErasure() throws {
        let ledger = log.ledger
        try ledger.confirm(charge: 1, by: "alice", fourEyes: false, at: SampleLog.now)
        try ledger.issue("F-2", for: 1, .invoiced)
        #expect(try ledger.interruptCalls(at: SampleLog.now) == 3)
        try ledger.waive(charge: 4, by: "alice", reason: "let it be", at: SampleLog.now)
        let summary = try ledger.erase(client("12345"), withFacts: false, reason: "asked", by: "ops", at: SampleLog.now)
        #expect(summary.calls == 6)
        #expect(ledger.verified().integrity == [])
        try ledger.openDispute(charge: 1, by: "client", reason: "too dear", at: SampleLog.now)
        #expect(ledger.verified().integrity == [])
        try ledger.closeDispute(charge: 1, .granted, by: "bob", reason: "yes", at: SampleLog.now)
        try ledger.issue("A-2", for: 1, .credited)
        #expect(ledger.verified().integrity == [])
    }

    @Test("Trust is handed over by a signature only, and not to a key that is merely new") func heirs() throws {
        try log.ledger.revoke(log.key.verifier, reason: "stolen", by: "thief", at: SampleLog.now)
        let thief = try SampleLog.key()
        let note = try log.ledger.checkpoint(by: thief, at: SampleLog.now)
        #expect(log.ledger.verified(outside: [note]).disagreements == [])
        for trusted in [log.firstKey.verifier, log.key.verifier] {
            let report = log.ledger.verified(outside: [note], trusted: trusted)
            #expect(report.disagreements.map(\.kind) == [.signature])
            #expect(report.completeness == .broken)
        }
        #expect(log.ledger.verified(outside: [log.checkpoint]).disagreements.map(\.kind) == [.signature])
    }

    @Test("A file without a log, and none at all, are findings") func unreadable() throws {
        let other = try LedgerFile()
        #expect(LedgerVerifier().verify(path: other.path).integrity.map(\.kind) == [.unreadable])
        try other.stranger().inDatabase { try $0.execute(sql: "CREATE TABLE log (x)") }
        #expect(LedgerVerifier().verify(path: other.path).integrity.map(\.message) == ["the file has no log"])
    }

    @Test("The verifier that auditors run finds the same")
    func python() throws {
        let notes = log.file.directory.appendingPathComponent("checkpoints.txt")
        try (log.checkpoint.description + "\n" + log.checkpoint.description).write(
            to: notes, atomically: false, encoding: .utf8)
        let key = log.file.directory.appendingPathComponent("key.txt")
        try "\(log.firstKey.verifier)\n".write(to: key, atomically: false, encoding: .utf8)
        let arguments = ["--ledger", log.ledger.path, "--checkpoint", notes.path, "--key", key.path]
        let verdict = try PythonVerifier.verdict(arguments)
        let report = log.ledger.verified(outside: [log.checkpoint], trusted: log.firstKey.verifier)
        #expect(verdict.holds && verdict.integrity.findings == [] && verdict.completeness.verdict == "shown")
        #expect(verdict.root == report.root.hexadecimal)
        #expect(verdict.entries == report.entries && verdict.erased == report.erased)
        #expect(try PythonVerifier.verdict(["--ledger", log.ledger.path]).completeness.verdict == "not-shown")
        #expect(try PythonVerifier.run(["--ledger", notes.path]).code == 2)
        #expect(try PythonVerifier.run(["--ledger", log.ledger.path, "--key", "nonsense"]).code == 2)
        #expect(try PythonVerifier.run([]).code == 2)
    }

    @Test(
        "Both find what a hostile hand does to the log",
        arguments: [
            "UPDATE log SET at = at + 1 WHERE seq = 9", "UPDATE log SET payload = '{}' WHERE seq = 12",
            "UPDATE log SET salt = NULL, payload = NULL WHERE seq = 12",
            "DELETE FROM log WHERE seq = 20; UPDATE log SET seq = seq - 1 WHERE seq > 20",
            "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
            "UPDATE log SET body = body || ',\"call\":1', call = NULL WHERE kind = 'erased'",
            "UPDATE log SET payload = payload || char(0) || 'x' WHERE seq = 12",
            "UPDATE log SET payload = payload || char(0) WHERE seq = 13",
            "UPDATE log SET body = ' ' || body WHERE kind = 'erased'",
        ])
    func altered(sql: String) throws {
        try log.ledger.close()
        let stranger = try log.file.stranger()
        try stranger.writeWithoutTransaction {
            try $0.disarm(); try $0.execute(sql: sql)
        }
        try stranger.close()
        let notes = log.file.directory.appendingPathComponent("checkpoints.txt")
        try log.checkpoint.description.write(to: notes, atomically: false, encoding: .utf8)
        let report = LedgerVerifier(outside: [log.checkpoint]).verify(path: log.file.path)
        let verdict = try PythonVerifier.verdict(["--ledger", log.file.path, "--checkpoint", notes.path])
        #expect(!report.holds, "\(sql)")
        #expect(!verdict.holds, "\(sql)")
        // Another spelling of a body has no leaf that both would hash.
        if !sql.contains("body") { #expect(report.root.hexadecimal == verdict.root) }
    }
}

extension Database {
    /// What whoever holds the file does first: takes away what the tables themselves refuse.
    func disarm() throws {
        for name in try String.fetchAll(self, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
            try execute(sql: "DROP TRIGGER \(name)")
        }
        try execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    }
}
