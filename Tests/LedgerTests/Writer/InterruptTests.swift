import Desk
import Testing

@testable import Ledger

@Suite("Calls that a server left behind") struct InterruptTests {
    let file: LedgerFile
    let ledger: Ledger

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
    }

    @Test("Each gets an end of its own, after what it had; others are left alone") func interrupted() throws {
        var commit = GroupCommit(ledger: ledger)
        let lines = try commit.commit([
            (1, .begin(.sample("empty"))), (2, .begin(.sample("going"))), (2, .events("one", "two")),
            (3, .begin(.sample("done"))), (3, .events("one")), (3, .finish(.sample(charged: false))),
        ])
        #expect(lines == ["1/0: 1", "2/1: 2", "2/2: 2", "3/3: 3", "3/4: 3", "3/5: 3"])
        let restart = try time("2026-03-10T21:00:00+01:00")
        #expect(try ledger.interruptCalls(at: restart) == 2)
        #expect(try ledger.kinds(of: "empty") == ["interrupted"])
        #expect(try ledger.kinds(of: "going") == ["one", "two", "interrupted"])
        #expect(try ledger.kinds(of: "done") == ["one"])
        let end = try #require(try ledger.call("going")?.events.last)
        #expect(end.at == restart)
        #expect(end.seq == 3)
        #expect(end.payload == "{}")
        #expect(
            try ledger.calls().map { "\($0.header.id) \($0.state)" }.sorted()
                == ["done finished", "empty interrupted", "going interrupted"])
        #expect(try ledger.interruptCalls(at: restart) == 0)
        #expect(try ledger.kinds(of: "going")?.count == 3)
    }

    @Test("Nothing is written any more into a call that was interrupted, but its message") func late() throws {
        var commit = GroupCommit(ledger: ledger)
        #expect(try commit.commit([(1, .begin(.sample("a")))]) == ["1/0: 1"])
        try ledger.interruptCalls(at: time("2026-03-10T21:00:00+01:00"))
        let message = Voicemail(
            file: "a.wav", length: .seconds(3), sha256: Array(repeating: 7, count: 32),
            at: try time("2026-03-10T20:31:00+01:00"))
        let lines = try commit.commit([(1, .events("late")), (1, .voicemail(message))])
        #expect(lines == ["1/0: call-is-over", "1/1: 1"])
    }
}
