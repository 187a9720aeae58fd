import Desk
import Dispatch
import Synchronization
import Testing

@testable import Ledger

@Suite("The writer of a server") struct LedgerWriterTests {
    let file: LedgerFile
    let ledger: Ledger

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
    }

    @Test("A call is begun, written, ended, and a message added after its end") func life() throws {
        let told = Completions()
        let writer = LedgerWriter(ledger, completion: told.note)
        let message = Voicemail(
            file: "2026/a.wav", length: .milliseconds(4500), sha256: Array(0..<32),
            at: try time("2026-03-10T20:31:00+01:00"))
        try writer.enqueue(.begin(.sample("a")), call: 5, tag: 1)
        try writer.enqueue(.events("one", "two"), call: 5, tag: 2)
        try writer.enqueue(.finish(.sample(charged: false)), call: 5, tag: 3)
        try writer.enqueue(.voicemail(message), call: 5, tag: 4)
        writer.close()
        #expect(told.all.map(\.line) == ["5/1: 1", "5/2: 1", "5/3: 1", "5/4: 1"])
        #expect(try ledger.call("a")?.call.voicemails == [message])
        #expect(try ledger.kinds(of: "a") == ["one", "two"])
    }

    @Test("What comes while a commit runs makes the next group", arguments: [(256, [1, 10]), (4, [1, 4, 4, 2])])
    func groups(limit: Int, sizes: [Int]) throws {
        let told = Completions(holdingFirst: true)
        let writer = LedgerWriter(ledger, groupLimit: limit, completion: told.note)
        try writer.enqueue(.begin(.sample("a")), call: 1)
        told.waitForGroup()
        for tag in 1...10 { try writer.enqueue(.events("event \(tag)"), call: 1, tag: tag) }
        #expect(writer.statistics.queued == 10)
        told.release()
        writer.close()
        #expect(told.groups.map(\.count) == sizes)
        #expect(told.all.map(\.tag) == Array(0...10))
        #expect(try ledger.kinds(of: "a") == (1...10).map { "event \($0)" })
        let statistics = writer.statistics
        #expect(statistics.groups == sizes.count)
        #expect(statistics.written == 11)
        #expect(statistics.failures == 0)
        #expect(statistics.queued == 0)
        #expect(statistics.largestGroup == sizes.max())
        #expect(statistics.commitP50 > .zero)
        #expect(statistics.commitP50 <= statistics.commitP99)
    }

    @Test("What nobody waits for gathers; what somebody waits for is committed at once, with all before it")
    func gathers() throws {
        let told = Completions()
        let writer = LedgerWriter(ledger, gathering: .seconds(3600), completion: told.note)
        try writer.enqueue(.begin(.sample("a")), call: 1, tag: 1, isAwaited: false)
        try writer.enqueue(.events("one"), call: 1, tag: 2, isAwaited: false)
        try writer.enqueue(.events("two"), call: 1, tag: 3)
        told.waitForGroup()
        #expect(told.groups.map { $0.map(\.tag) } == [[1, 2, 3]])
        try writer.enqueue(.events("three"), call: 1, tag: 4, isAwaited: false)
        #expect(told.groups.count == 1)
        writer.close()
        #expect(try ledger.kinds(of: "a") == ["one", "two", "three"])
    }

    @Test("A full queue refuses at once: a new call first, then every change") func queueIsFull() throws {
        let told = Completions(holdingFirst: true)
        let writer = LedgerWriter(ledger, queueLimit: 8, completion: told.note)
        try writer.enqueue(.begin(.sample("a")), call: 1)
        told.waitForGroup()
        for call in 2...7 { try writer.enqueue(.begin(.sample("\(call)")), call: call) }
        #expect(
            refusal { try writer.enqueue(.begin(.sample("8")), call: 8) }
                == "6 changes wait for the disk already: "
                + "check the disk of the database; calls are connected and not billed meanwhile")
        for kind in ["one", "two"] { try writer.enqueue(.events(kind), call: 1) }
        #expect(
            refusal { try writer.enqueue(.events("three"), call: 1) }.hasPrefix("8 changes wait for the disk already:"))
        #expect(writer.statistics.refusals == 2)
        told.release()
        writer.close()
        #expect(told.all.count == 9)
        #expect(try ledger.kinds(of: "a") == ["one", "two"])
        #expect(LedgerLimits.queuedEntries == 8192)
    }

    @Test("A closed writer has written what it took, and takes no more") func closed() throws {
        let told = Completions()
        let writer = LedgerWriter(ledger, completion: told.note)
        try writer.enqueue(.begin(.sample("a")), call: 1)
        for tag in 1...500 { try writer.enqueue(.events("\(tag)"), call: 1, tag: tag) }
        writer.close()
        #expect(told.all.map(\.tag) == Array(0...500))
        #expect(try ledger.kinds(of: "a")?.count == 500)
        #expect(
            refusal { try writer.enqueue(.events("late"), call: 1) } == "the writer is closed: open the ledger again")
        writer.close()
    }

    @Test("Many threads queue at once: every change is answered once, every call's in order") func threads() throws {
        let told = Completions()
        let writer = LedgerWriter(ledger, completion: told.note)
        let refused = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for number in 0..<25 {
                let call = thread * 100 + number
                do {
                    try writer.enqueue(.begin(.sample("call \(call)")), call: call)
                    for tag in 1...5 { try writer.enqueue(.events("\(tag)"), call: call, tag: tag) }
                } catch {
                    refused.withLock { $0 += 1 }
                }
            }
        }
        writer.close()
        #expect(refused.withLock { $0 } == 0)
        #expect(Dictionary(grouping: told.all, by: \.call).values.allSatisfy { $0.map(\.tag) == Array(0...5) })
        #expect(told.all.count == 8 * 25 * 6)
        #expect(told.all.allSatisfy { if case .success = $0.result { true } else { false } })
        for thread in 0..<8 { #expect(try ledger.kinds(of: "call \(thread * 100 + 24)") == ["1", "2", "3", "4", "5"]) }
    }

    @Test("A writer that nobody holds any more still writes what it took") func released() throws {
        let told = Completions(holdingFirst: true)
        do {
            let writer = LedgerWriter(ledger, completion: told.note)
            try writer.enqueue(.begin(.sample("a")), call: 1)
            told.waitForGroup()
            try writer.enqueue(.events("one"), call: 1)
            told.release()
        }
        told.waitForGroup()
        #expect(try ledger.kinds(of: "a") == ["one"])
    }

    @Test("Percentiles are of the latest durations, by nearest rank") func percentiles() {
        var recent = RecentDurations()
        #expect(RecentDurations.percentile(99, of: recent.sorted) == .zero)
        for number in 1...100 { recent.add(.milliseconds(number)) }
        #expect(RecentDurations.percentile(50, of: recent.sorted) == .milliseconds(50))
        #expect(RecentDurations.percentile(99, of: recent.sorted) == .milliseconds(99))
        for _ in 0..<RecentDurations.capacity { recent.add(.seconds(1)) }
        #expect(RecentDurations.percentile(1, of: recent.sorted) == .seconds(1))
        #expect(recent.sorted.count == RecentDurations.capacity)
    }
}
