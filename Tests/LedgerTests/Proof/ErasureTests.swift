import Desk
import Foundation
import GRDB
import TestSupport
import Testing
import TransparencyLog

@testable import Ledger

@Suite("Erasing what is personal") struct ErasureTests {
    let file: LedgerFile

    init() throws { file = try LedgerFile() }

    /// All bytes of the file and of what SQLite puts beside it.
    private func bytes(_ file: LedgerFile) throws -> Data {
        try ["", "-wal"].reduce(into: Data()) { bytes, ending in
            if FileManager.default.fileExists(atPath: file.path + ending) {
                bytes += try Data(contentsOf: URL(fileURLWithPath: file.path + ending))
            }
        }
    }

    @Test("Nothing of it is left in the bytes of the file, and the log holds") func gone() throws {
        let ledger = try file.open()
        var header = try CallHeader.sample("erased")
        header.from = try phone("+33699887766")
        let call = try ledger.begin(header)
        var outcome = try CallOutcome.sample(charged: true, client: "98989")
        (outcome.decision.contact, outcome.decision.ticket) = ("Yvonne Kermarrec", "T-7777")
        outcome.keys = "98989 8## 9"
        outcome.assessment = [["evidence": "srv-yvonne"]]
        let event = CallEvent(at: header.startedAt, kind: "keys", payload: ["name": "Yvonne Kermarrec"])
        try ledger.append(call: call, events: [event], decision: outcome.decision)
        try ledger.finish(call: call, outcome)
        try ledger.recordPasscodeFailure(client("98989"), at: header.startedAt)
        try ledger.leaveMessage("mail-yvonne.wav", call: call)
        try ledger.openDispute(charge: 1, by: "Yvonne Kermarrec", reason: "urgent", at: outcome.endedAt)
        try ledger.closeDispute(charge: 1, .granted, by: "bob", reason: "for Yvonne Kermarrec", at: outcome.endedAt)
        let sealed = try ledger.read { database in
            try Row.fetchAll(database, sql: "SELECT salt, CAST(payload AS BLOB) FROM log WHERE salt IS NOT NULL")
                .flatMap { [try $0.decode(Data.self, atIndex: 0), try $0.decode(Data.self, atIndex: 1)] }
        }
        let personal = [
            "98989", "+33699887766", "Yvonne Kermarrec", "T-7777", "98989 8## 9", "srv-yvonne", "mail-yvonne",
        ]
        let before = try bytes(file)
        #expect(personal.allSatisfy { before.range(of: Data($0.utf8)) != nil })
        #expect(sealed.count == 18 && sealed.allSatisfy { before.range(of: $0) != nil })

        let summary = try ledger.erase(client("98989"), withFacts: true, reason: "asked", by: "ops", at: SampleLog.now)
        #expect(summary.calls == 1 && summary.entries == 9 && summary.files == ["mail-yvonne.wav"])
        #expect(summary.facts == 1)
        let after = try bytes(file)
        for text in personal { #expect(after.range(of: Data(text.utf8)) == nil, "\(text)") }
        for bytes in sealed { #expect(after.range(of: bytes) == nil) }
        #expect(ledger.verified().integrity == [])
        #expect(try ledger.call("erased")?.call.erasedAt == SampleLog.now)
        #expect(try ledger.call("erased")?.events.map(\.payload) == ["null"])

        let again = try ledger.erase(client("98989"), withFacts: true, reason: "asked", by: "ops", at: SampleLog.now)
        #expect(again == ErasureSummary())
        #expect(ledger.verified().integrity == [])
    }

    @Test("Nor where the pages of the file were split and merged many times") func manyPages() throws {
        let ledger = try file.open()
        var random = SplitMix64(seed: 11)
        let numbers = (0..<150).map { String(98_000 + $0) }.shuffled(using: &random)
        var writer = GroupCommit(ledger: ledger)
        for round in 0..<4 {
            for (place, number) in numbers.enumerated() {
                var header = try CallHeader.sample("call-\(round)-\(place)")
                header.from = try phone("+336\(number)000")
                var outcome = try CallOutcome.sample(charged: false, client: number)
                outcome.decision.contact = "Contact~\(number)"
                outcome.decision.ticket = "Ticket~\(number)" + String(repeating: "é", count: place % 40)
                let event = CallEvent(
                    at: header.startedAt, kind: "keys",
                    payload: ["name": .string("Name~\(number)" + String(repeating: "x", count: place * round))])
                let call = round * 1000 + place
                let lines = writer.commit([
                    (call, .begin(header)), (call, .append([event], outcome.decision)), (call, .finish(outcome)),
                ])
                #expect(lines.allSatisfy { !$0.contains("-") })
            }
        }
        let erased = numbers.shuffled(using: &random).prefix(50)
        for number in erased {
            #expect(
                try ledger.erase(client(number), withFacts: true, reason: "asked", by: "ops", at: SampleLog.now).calls
                    == 4)
        }
        let left = String(decoding: try bytes(file).map { $0 < 0x80 ? $0 : 0x2E }, as: UTF8.self)
        // Five digits may stand in a hash by chance, but no hash begins with them after a byte that is no digit of one.
        let words = Set(left.split { !$0.isHexDigit }.map { String($0.prefix(5)) })
        #expect(erased.filter { words.contains($0) || left.contains("~\($0)") || left.contains("+336\($0)") } == [])
        #expect(numbers.filter { left.contains("Contact~\($0)") }.count == 100)
        #expect(ledger.verified().integrity == [])
    }

    @Test("What is open refuses: a call, a charge, a dispute") func open() throws {
        let ledger = try file.open()
        let call = try ledger.begin(.sample("a"))
        let outcome = try CallOutcome.sample(charged: true)
        try ledger.append(call: call, events: [], decision: outcome.decision)
        func attempt() -> String {
            refusal {
                _ = try ledger.erase(client("12345"), withFacts: false, reason: "asked", by: "ops", at: SampleLog.now)
            }
        }
        func message(_ calls: Int, _ charges: Int, _ disputes: Int) -> String {
            "the client 12345 has \(calls) calls that go on, \(charges) charges that are not settled and \(disputes) "
                + "open disputes: settle them first: 'voicedesk billing review --client 12345'"
        }
        #expect(attempt() == message(1, 0, 0))
        try ledger.finish(call: call, outcome)
        #expect(attempt() == message(0, 1, 0))
        try ledger.confirm(charge: 1, by: "alice", fourEyes: true, at: outcome.endedAt)
        #expect(attempt() == message(0, 1, 0))
        try ledger.issue("F-1", for: 1, .invoiced)
        try ledger.openDispute(charge: 1, by: "client", reason: "no", at: SampleLog.now)
        #expect(attempt() == message(0, 0, 1))
        try ledger.closeDispute(charge: 1, .rejected, by: "bob", reason: "yes", at: SampleLog.now)
        #expect(attempt() == "nothing was refused")
        // The invoice stays, and its charge with it.
        #expect(try ledger.charge(1).client == client("12345"))
        #expect(ledger.verified().integrity == [])
        #expect(
            refusal { _ = try ledger.erase(client("12345"), withFacts: false, reason: "", by: "o", at: SampleLog.now) }
                == "an erasure has no reason or nobody who asks for it: say who, and why")
    }

    @Test("By age, only what ended before and of which nothing is open") func retention() throws {
        let ledger = try file.open()
        for (id, charged) in [("old", false), ("charged", true), ("young", false)] {
            var header = try CallHeader.sample(id)
            if id == "young" { header.startedAt = SampleLog.now }
            let call = try ledger.begin(header)
            try ledger.finish(call: call, .sample(charged: charged))
        }
        _ = try ledger.begin(.sample("going"))
        let limit = try time("2026-03-10T23:00:00+01:00")
        let summary = try ledger.eraseCalls(
            before: limit, invoiced: false, reason: "three years", by: "ops", at: SampleLog.now)
        #expect(summary.calls == 1)
        #expect(try ledger.call("old")?.call.erasedAt == SampleLog.now)
        #expect(try ledger.calls().filter { $0.erasedAt != nil }.map(\.header.id) == ["old"])
        let again = try ledger.eraseCalls(
            before: limit, invoiced: false, reason: "again", by: "ops", at: SampleLog.now)
        #expect(again == ErasureSummary())
        #expect(ledger.verified().integrity == [])
    }

    @Test("What comes too late for an erased call is refused") func late() throws {
        let ledger = try file.open()
        var writer = GroupCommit(ledger: ledger)
        #expect(
            try writer.commit([(1, .begin(.sample("a"))), (1, .finish(.sample(charged: false)))]) == [
                "1/0: 1", "1/1: 1",
            ])
        _ = try ledger.erase(client("12345"), withFacts: false, reason: "asked", by: "ops", at: SampleLog.now)
        let message = Voicemail(
            file: "a.wav", length: .seconds(1), sha256: Array(repeating: 1, count: 32), at: SampleLog.now)
        let lines = writer.commit([
            (1, .voicemail(message)), (1, .addendum([CallEvent(at: SampleLog.now, kind: "sound")])),
        ])
        #expect(lines == ["1/0: call-is-over", "1/1: call-is-over"])
        #expect(ledger.verified().integrity == [])
    }
}
