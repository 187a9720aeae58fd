import Desk
import Dispatch
import Foundation
import GRDB
import Glibc
import Synchronization
import Testing

@testable import Ledger

// A fault of the disk or of the process hits the whole process, so each of these tests runs in one of its own.

/// Writes by a writer and waits for what comes of it.
private final class Scribe: Sendable {
    let ledger: Ledger
    private let writer: LedgerWriter
    private let told: Told

    /// What the writer has told and nobody has taken yet.
    private final class Told: Sendable {
        private let list = Mutex<[String]>([])
        private let arrived = DispatchSemaphore(value: 0)

        func add(_ lines: [String]) {
            list.withLock { $0 += lines }
            for _ in lines { arrived.signal() }
        }

        func take(_ count: Int) -> [String] {
            for _ in 0..<count { arrived.wait() }
            return list.withLock { list in
                defer { list.removeFirst(count) }
                return Array(list.prefix(count))
            }
        }
    }

    init(_ ledger: Ledger) {
        self.ledger = ledger
        let told = Told()
        writer = LedgerWriter(ledger) { told.add($0.map(\.line)) }
        self.told = told
    }

    func write(_ changes: (call: Int, change: CallChange)...) throws -> [String] {
        for (tag, change) in changes.enumerated() { try writer.enqueue(change.change, call: change.call, tag: tag) }
        return told.take(changes.count)
    }

    func close() { writer.close() }
}

@Suite("The writer and a failing disk") struct WriterFaultTests {
    let file: LedgerFile

    init() throws { file = try LedgerFile() }

    private var path: String { file.path }

    @Test("While no sync succeeds nothing is acknowledged; afterwards the writer goes on", .enabled(if: Strace.isThere))
    func failingSync() async throws {
        await #expect(processExitsWith: .success) { [path = path as String] in
            let scribe = Scribe(try Ledger(path: path))
            #expect(try scribe.write((1, .begin(.sample("a"))), (1, .events("before"))) == ["1/0: 1", "1/1: 1"])
            try Strace.injecting("fdatasync,fsync:error=EIO") {
                let lines = try scribe.write((1, .events("lost")), (2, .begin(.sample("b"))), (2, .events("of nobody")))
                #expect(lines == ["1/0: storage", "2/1: storage", "2/2: unknown-call"])
            }
            #expect(try scribe.write((1, .events("after")), (2, .begin(.sample("c")))) == ["1/0: 1", "2/1: 2"])
            scribe.close()
        }
        let ledger = try file.open()
        #expect(try ledger.kinds(of: "a") == ["before", "after"])
        #expect(try ledger.calls().map(\.header.id).sorted() == ["a", "c"])
    }

    @Test("While the disk is full nothing is acknowledged; afterwards the writer goes on", .enabled(if: Strace.isThere))
    func fullDisk() async throws {
        await #expect(processExitsWith: .success) { [path = path as String] in
            let scribe = Scribe(try Ledger(path: path))
            #expect(try scribe.write((1, .begin(.sample("a")))) == ["1/0: 1"])
            try Strace.injecting("pwrite64:error=ENOSPC") {
                let lines = try scribe.write((1, .events("lost")), (1, .events("too")))
                #expect(lines == ["1/0: disk-full", "1/1: disk-full"])
            }
            #expect(try scribe.write((1, .events("after"))) == ["1/0: 1"])
            scribe.close()
        }
        #expect(try file.open().kinds(of: "a") == ["after"])
    }

    @Test("A file that may not grow takes what still fits") func fileLimit() async throws {
        await #expect(processExitsWith: .success) { [path = path as String] in
            let scribe = Scribe(try Ledger(path: path))
            #expect(try scribe.write((1, .begin(.sample("a")))) == ["1/0: 1"])
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let before = limit.rlim_cur
            let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? UInt ?? 0
            limit.rlim_cur = rlim_t(log + 45_000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let lines = try scribe.write(
                (1, .events("small")), (1, .bulky("bulky", bytes: 60_000)), (1, .events("last")))
            #expect(lines == ["1/0: 1", "1/1: storage", "1/2: 1"])
            limit.rlim_cur = before
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #expect(try scribe.write((1, .bulky("bulky", bytes: 60_000))) == ["1/0: 1"])
            scribe.close()
        }
        #expect(try file.open().kinds(of: "a") == ["small", "last", "bulky"])
    }

    @Test("A server that is killed loses nothing that was acknowledged") func killed() async throws {
        var acknowledgedEver = 0
        for (round, delay) in [0, 3, 9, 17, 31].enumerated() {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, round = round as Int, delay = delay as Int] in
                try Victim(path: path, round: round).writeUntilKilled(after: .milliseconds(delay))
            }
            let acknowledged = try String(contentsOfFile: path + ".\(round)", encoding: .utf8)
                .split(separator: "\n").map(String.init)
            acknowledgedEver += acknowledged.count
            let ledger = try file.open()
            #expect(Set(acknowledged).subtracting(try ledger.events()).isEmpty)
            // What is there of a call has no gap, whether it was acknowledged or not.
            for call in try ledger.calls(limit: 1000) where call.header.id.hasPrefix("\(round)-") {
                let kinds = try #require(try ledger.kinds(of: call.header.id))
                #expect(kinds == (0..<kinds.count).map { "event \($0)" })
            }
            let going = try ledger.calls(limit: 10_000).filter { $0.state == .inProgress }.count
            #expect(try ledger.interruptCalls(at: time("2026-03-11T08:00:00Z")) == going)
            try ledger.close()
        }
        #expect(acknowledgedEver > 0)
    }
}

/// A server that writes as fast as it can and notes what was acknowledged, until it is killed.
private struct Victim {
    let ledger: Ledger
    let round: Int
    let acknowledgements: FileHandle
    private let hasRoom = DispatchSemaphore(value: 0)
    private let isDying = Flag()

    private final class Flag: Sendable {
        private let isSet = Atomic(false)
        /// Sets the flag.
        /// - Returns: whether it was set for the first time.
        func raise() -> Bool { !isSet.exchange(true, ordering: .relaxed) }
    }

    init(path: String, round: Int) throws {
        let list = path + ".\(round)"
        try Data().write(to: URL(fileURLWithPath: list))
        acknowledgements = try #require(FileHandle(forWritingAtPath: list))
        ledger = try Ledger(path: path)
        self.round = round
    }

    func writeUntilKilled(after delay: DispatchTimeInterval) throws -> Never {
        let writer = LedgerWriter(ledger) { [acknowledgements, round, isDying, hasRoom] group in
            defer { hasRoom.signal() }
            let lines = group.filter { $0.tag >= 0 && (try? $0.result.get()) != nil }
                .map { "\(round)-\($0.call) event \($0.tag)\n" }
            try? acknowledgements.write(contentsOf: Data(lines.joined().utf8))
            // The time runs from when there is something to lose.
            guard !lines.isEmpty, isDying.raise() else { return }
            DispatchQueue.global().asyncAfter(deadline: .now() + delay) { kill(getpid(), SIGKILL) }
        }
        var call = 0
        while true {
            for place in 0..<20 {
                let number = call + place
                try insist(writer, .begin(.sample("\(round)-\(number)")), number, -1)
                for tag in 0..<10 { try insist(writer, .events("event \(tag)"), number, tag) }
                if number % 2 == 0 { try insist(writer, .finish(.sample(charged: true)), number, -1) }
            }
            call += 20
        }
    }

    /// Queues a change, even if it has to wait for a place.
    private func insist(_ writer: LedgerWriter, _ change: CallChange, _ call: Int, _ tag: Int) throws {
        while true {
            do { return try writer.enqueue(change, call: call, tag: tag) } catch {
                guard error.kind == .queueFull else { throw error }
                // What is written has left the queue.
                hasRoom.wait()
            }
        }
    }
}

extension Ledger {
    /// Every event as `call kind`.
    fileprivate func events() throws -> Set<String> {
        try pool.read { database in
            let sql = "SELECT call.id || ' ' || kind FROM log JOIN call ON call.key = log.call"
            return try String.fetchSet(database, sql: sql)
        }
    }
}
