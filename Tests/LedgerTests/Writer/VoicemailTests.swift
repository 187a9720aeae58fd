import Desk
import GRDB
import Testing

@testable import Ledger

@Suite("Voicemails in the ledger") struct VoicemailTests {
    let file: LedgerFile
    let ledger: Ledger
    var commit: GroupCommit

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        commit = GroupCommit(ledger: ledger)
        #expect(commit.commit([(1, .begin(try .sample("a")))]) == ["1/0: 1"])
    }

    private func message(_ file: String, sha256: [UInt8] = Array(0..<32)) throws -> CallChange {
        .voicemail(
            Voicemail(
                file: file, length: .milliseconds(4500), sha256: sha256, at: try time("2026-03-10T20:31:00+01:00")))
    }

    @Test("Messages are listed with their call, in order") mutating func listed() throws {
        #expect(
            try commit.commit([(1, message("a.wav")), (1, .finish(.sample(charged: false))), (1, message("b/c.wav"))])
                == ["1/0: 1", "1/1: 1", "1/2: 1"])
        let call = try #require(try ledger.call("a")).call
        #expect(call.voicemails.map(\.file) == ["a.wav", "b/c.wav"])
        #expect(call.voicemails.first?.length == .milliseconds(4500))
        #expect(call.voicemails.first?.sha256 == Array(0..<32))
        #expect(call.voicemails.first?.at == (try time("2026-03-10T20:31:00+01:00")))
        #expect(try ledger.calls().map(\.voicemails) == [call.voicemails])
    }

    @Test(
        "A name that leads out of the folder of recordings is refused",
        arguments: [
            ("", "too-large"), (String(repeating: "a", count: 201), "too-large"), ("/etc/passwd", "bad-file-name"),
            ("../a.wav", "bad-file-name"), ("a/../../b.wav", "bad-file-name"), ("./a.wav", "bad-file-name"),
            ("a//b.wav", "bad-file-name"), ("a/", "bad-file-name"), ("..", "bad-file-name"),
            ("a\u{0}.wav", "bad-file-name"),
        ])
    mutating func names(name: String, refusal: String) throws {
        #expect(commit.commit([(1, try message(name))]) == ["1/0: \(refusal)"])
        #expect(try ledger.call("a")?.call.voicemails == [])
    }

    @Test("A hash of another length, a file that is named already and a call that is not known are refused")
    mutating func refused() throws {
        let lines = try commit.commit([
            (1, message("a.wav", sha256: [1])), (1, message("a.wav")), (1, message("a.wav")), (2, message("b.wav")),
        ])
        #expect(lines == ["1/0: constraint", "1/1: 1", "1/2: constraint", "2/3: unknown-call"])
    }

    @Test("A call has so many messages and no more") mutating func limit() throws {
        let most = LedgerLimits.voicemailsPerCall
        let lines = try commit.commit((0...most).map { (1, try message("\($0).wav")) })
        #expect(lines.dropLast() == (0..<most).map { "1/\($0): 1" }[...])
        #expect(lines.last == "1/\(most): too-large")
        #expect(most == 20)
    }

    @Test("Nobody changes, deletes or replaces a message") mutating func evidence() throws {
        #expect(commit.commit([(1, try message("a.wav"))]) == ["1/0: 1"])
        let stranger = try file.stranger()
        for (sql, complaint) in [
            ("UPDATE voicemail SET length_ms = 1", "never changed"),
            ("DELETE FROM voicemail", "deleted only by an erasure"),
            ("INSERT OR REPLACE INTO voicemail SELECT * FROM voicemail", "never replaced"),
        ] {
            #expect(refusal { try stranger.inDatabase { try $0.execute(sql: sql) } }.contains(complaint))
        }
    }

    @Test("A ledger of version 1 gets the table, and keeps its calls") func migration() throws {
        let old = try LedgerFile()
        let stranger = try old.stranger()
        try Migrations.migrator.migrate(stranger, upTo: "v1")
        try stranger.inDatabase { database in
            try database.execute(sql: "PRAGMA application_id = \(FileInspection.applicationID)")
            try database.execute(sql: OldCall.insertion)
        }
        try stranger.close()
        let ledger = try old.open()
        #expect(try ledger.calls().map(\.header.id) == ["old"])
        #expect(try ledger.calls().map(\.voicemails) == [[]])
        #expect(try ledger.kinds(of: "old") == ["started", "step"])
        #expect(try ledger.call("old")?.events.last?.payload == #"{"name":"welcome"}"#)
    }
}
