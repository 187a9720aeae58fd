import Desk
import Foundation
import GRDB
import Glibc
import Testing
import TransparencyLog

@testable import Ledger

/// A short life of a ledger, which tells a file of its own what was acknowledged.
private struct Session {
    let ledger: Ledger
    let acknowledgements: FileHandle

    /// - Parameter path: of a ledger that ``prepare(_:)`` has made.
    init(path: String) throws {
        let list = path + ".told"
        _ = FileManager.default.createFile(atPath: list, contents: nil)
        acknowledgements = try #require(FileHandle(forWritingAtPath: list))
        ledger = try Ledger(path: path)
    }

    /// A ledger with a call that can be erased, and one with a charge to decide.
    static func prepare(_ path: String) throws {
        let ledger = try Ledger(path: path)
        for (id, charged) in [("old", false), ("billed", true)] {
            let call = try ledger.begin(.sample(id))
            var outcome = try CallOutcome.sample(charged: charged, client: charged ? "12345" : "54321")
            outcome.decision.contact = id
            try ledger.finish(call: call, outcome)
        }
        try ledger.close()
    }

    private func tell(_ what: String) throws { try acknowledgements.write(contentsOf: Data("\(what)\n".utf8)) }

    /// Every step tells once it is done; with `goesOn` one that fails is passed over.
    func run(key: NoteSigner, goesOn: Bool = false) throws {
        var writer = GroupCommit(ledger: ledger)
        writer.retryTime = .zero
        let event = CallEvent(at: SampleLog.now, kind: "answered", payload: ["keys": "1"])
        let charged = try CallOutcome.sample(charged: true)
        let changes: [[(Int, CallChange)]] = [
            [(1, .begin(try .sample("a"))), (2, .begin(try .sample("b")))],
            [(1, .append([event, event], charged.decision)), (2, .append([event]))], [(1, .finish(charged))],
        ]
        for (name, group) in zip(["begun", "told", "ended"], changes) {
            let completed = writer.commit(group.map { QueuedEntry(call: $0.0, tag: 0, change: $0.1) })
            for entry in completed {
                if case .success = entry.result { try tell("\(name) \(entry.call)") }
            }
        }
        let deeds: [(String, () throws -> Void)] = [
            ("checkpoint", { _ = try ledger.checkpoint(by: key, at: SampleLog.now) }),
            ("waived", { try ledger.waive(charge: 1, by: "bob", reason: "once", at: SampleLog.now) }),
            (
                "erased",
                {
                    let limit = try time("2026-03-12T00:00:00Z")
                    _ = try ledger.eraseCalls(
                        before: limit, invoiced: false, reason: "old", by: "ops", at: SampleLog.now, isThorough: false)
                }
            ),
        ]
        for (name, deed) in deeds {
            do {
                try deed()
                try tell(name)
            } catch  where goesOn {}
        }
    }

    /// Looks at a ledger after such a life: what was told is there, no charge is there twice, and the log holds.
    static func check(path: String, _ at: Comment) throws {
        let told = try String(contentsOfFile: path + ".told", encoding: .utf8).split(separator: "\n")
        let ledger = try Ledger(path: path)
        #expect(LedgerVerifier().verify(path: path).integrity == [], at)
        let calls = try ledger.calls()
        let kinds = try ledger.read { try String.fetchAll($0, sql: "SELECT kind FROM log ORDER BY seq") }
        if told.contains("checkpoint") { #expect(try ledger.latestCheckpoint() != nil, at) }
        if told.contains("waived") { #expect(try ledger.charge(1).status == .waived, at) }
        if told.contains("erased") { #expect(calls.contains { $0.header.id == "old" && $0.erasedAt != nil }, at) }
        // What was told of a call's changes, in order: begun, told of, ended.
        let a = try ledger.call("a")
        if told.contains("begun 1") { #expect(a != nil, at) }
        if told.contains("told 1") { #expect(a?.events.count == 2 && a?.call.decision != nil, at) }
        if told.contains("ended 1") { #expect(a?.call.state == .finished && a?.charge != nil, at) }
        if told.contains("begun 2") { #expect(calls.contains { $0.header.id == "b" }, at) }
        if told.contains("told 2") { #expect(try ledger.kinds(of: "b") == ["answered"], at) }
        #expect(try ledger.charges().count <= 2, at)
        #expect(try ledger.charges().count == kinds.filter { $0 == "charge-proposed" }.count, at)
        // It goes on.
        let call = try ledger.begin(.sample("next"))
        try ledger.finish(call: call, .sample(charged: true))
        #expect(LedgerVerifier().verify(path: path).integrity == [], at)
        try ledger.close()
    }
}

@Suite("A ledger that is hit at every write") struct KillTests {
    let file: LedgerFile

    private static let most = 1000
    private static let calls = "pwrite64,fdatasync,fsync,ftruncate,unlink"

    init() throws { file = try LedgerFile() }

    /// A copy of the prepared ledger.
    private static func copy(_ path: String, to name: String) throws -> String {
        try FileManager.default.copyItem(atPath: path, toPath: path + name)
        return path + name
    }

    @Test("Killed there, it loses nothing that was acknowledged, and the log holds", .enabled(if: Strace.isThere))
    func killed() async throws {
        try Session.prepare(file.path)
        var place = 1
        while place < Self.most {
            let path = try Self.copy(file.path, to: ".kill-\(place)")
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, place = place as Int] in
                let session = try Session(path: path)
                let key = try SampleLog.key()
                try Strace.injecting("\(Self.calls):signal=KILL:when=\(place)") {
                    try session.run(key: key)
                    try Data().write(to: URL(fileURLWithPath: path + ".untouched"))
                    kill(getpid(), SIGKILL)
                }
            }
            try Session.check(path: path, "killed at write \(place)")
            if FileManager.default.fileExists(atPath: path + ".untouched") { break }
            place += 1
        }
        #expect(place > 40 && place < Self.most)
    }

    @Test(
        "With a full disk or a failed sync there, nothing is acknowledged that is not there, and it goes on",
        .enabled(if: Strace.isThere), arguments: ["pwrite64:error=ENOSPC", "fdatasync,fsync:error=EIO"])
    func failing(fault: String) async throws {
        try Session.prepare(file.path)
        await #expect(processExitsWith: .success) { [prepared = file.path as String, fault = fault as String] in
            var place = 1
            // A write that fails while the log is tidied up harms nobody, so that one session without harm is not the end.
            var unharmed = 0
            while unharmed < 12, place < Self.most {
                let path = try Self.copy(prepared, to: ".\(place)")
                let session = try Session(path: path)
                let key = try SampleLog.key()
                try Strace.injecting("\(fault):when=\(place)") { try session.run(key: key, goesOn: true) }
                let told = try String(contentsOfFile: path + ".told", encoding: .utf8)
                unharmed = told.split(separator: "\n").count == 8 ? unharmed + 1 : 0
                // The same ledger goes on, and so does one that is opened anew.
                let call = try session.ledger.begin(.sample("after"))
                try session.ledger.finish(call: call, .sample(charged: false))
                try session.ledger.close()
                try Session.check(path: path, "\(fault) at \(place)")
                place += 1
            }
            #expect(unharmed == 12 && place > 16)
        }
    }
}
