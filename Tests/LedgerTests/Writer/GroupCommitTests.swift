import Desk
import GRDB
import Synchronization
import Testing

@testable import Ledger

/// Counts the commits of a connection.
private final class CommitCount: TransactionObserver {
    private let commits = Mutex(0)
    var count: Int { commits.withLock { $0 } }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ database: Database) { commits.withLock { $0 += 1 } }
    func databaseDidRollback(_ database: Database) {}
}

@Suite("A group of changes") struct GroupCommitTests {
    let file: LedgerFile
    let ledger: Ledger
    var commit: GroupCommit

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        commit = GroupCommit(ledger: ledger)
    }

    @Test("What is known only after a call's end is added to it; of a call that is not known nothing is")
    mutating func addendum() throws {
        let outcome = try CallOutcome.sample(charged: false)
        let sound = CallEvent(at: try time("2026-03-10T20:40:00+01:00"), kind: "sound", payload: ["lost": 2])
        let lines = try commit.commit([
            (7, .begin(.sample("a"))), (7, .events("one")), (7, .finish(outcome)), (7, .addendum([sound])),
            (8, .addendum([sound])),
        ])
        #expect(lines == ["7/0: 1", "7/1: 1", "7/2: 1", "7/3: 1", "8/4: unknown-call"])
        #expect(try ledger.call("a")?.events.last?.payload == sound.payload.text)
        #expect(try ledger.kinds(of: "a") == ["one", "sound"])
        #expect(try ledger.call("a")?.call.state == .finished)
    }

    @Test("Changes of several calls make one commit, each call's in their order") mutating func several() throws {
        let outcome = try CallOutcome.sample(charged: true)
        let commits = CommitCount()
        ledger.pool.add(transactionObserver: commits)
        let lines = try commit.commit([
            (7, .begin(.sample("a"))), (9, .begin(.sample("b"))), (7, .events("one")), (9, .events("first")),
            (7, .append([], outcome.decision)), (7, .events("two", "three")), (7, .finish(outcome)),
        ])
        #expect(lines == ["7/0: 1", "9/1: 2", "7/2: 1", "9/3: 2", "7/4: 1", "7/5: 1", "7/6: 1"])
        #expect(commits.count == 1)
        #expect(try ledger.kinds(of: "a") == ["one", "two", "three"])
        #expect(try ledger.call("a")?.call.state == .finished)
        #expect(try ledger.call("a")?.charge?.proposal == outcome.charge)
        #expect(try ledger.call("b")?.call.state == .inProgress)
        #expect(commit.commit([(9, try .events("second"))]) == ["9/0: 2"])
        #expect(try ledger.kinds(of: "b") == ["first", "second"])
    }

    @Test("What is wrong with a change undoes that change alone") mutating func oneIsBad() throws {
        let lines = try commit.commit([
            (1, .begin(.sample("a"))), (1, .events("one")), (1, .bulky("huge", bytes: LedgerLimits.payloadBytes)),
            (1, .events("lost", "")), (2, .events("of nobody")), (3, .begin(.sample("a"))), (3, .events("of nobody")),
            (1, .begin(.sample("again"))), (1, .events("two")), (1, .finish(.sample(charged: false))),
            (1, .events("late")), (4, .begin(.sample("b"))),
        ])
        #expect(
            lines == [
                "1/0: 1", "1/1: 1", "1/2: too-large", "1/3: constraint", "2/4: unknown-call", "3/5: duplicate-call",
                "3/6: unknown-call", "1/7: duplicate-call", "1/8: 1", "1/9: 1", "1/10: call-is-over", "4/11: 2",
            ])
        #expect(try ledger.kinds(of: "a") == ["one", "two"])
        #expect(try ledger.calls().map(\.header.id) == ["b", "a"])
    }

    @Test("A charge that nobody can pay leaves the call as it was") mutating func unbillable() throws {
        let lines = try commit.commit([
            (1, .begin(.sample("drill", isDrill: true))), (1, .finish(.sample(charged: true))),
            (2, .begin(.sample("b"))), (2, .finish(.sample(charged: true, client: nil))),
        ])
        #expect(lines == ["1/0: 1", "1/1: drill-is-never-billed", "2/2: 2", "2/3: nobody-to-bill"])
        #expect(try ledger.calls().map(\.state) == [.inProgress, .inProgress])
        #expect(try ledger.calls().map(\.decision) == [nil, nil])
    }

    @Test("A call's number may be used again after its end, and not before") mutating func reuse() throws {
        #expect(
            try commit.commit([(1, .begin(.sample("a"))), (1, .finish(.sample(charged: false)))])
                == ["1/0: 1", "1/1: 1"])
        #expect(try commit.commit([(1, .begin(.sample("b")))]) == ["1/0: 2"])
        #expect(
            try commit.commit([(1, .begin(.sample("c"))), (1, .events("of b"))]) == ["1/0: duplicate-call", "1/1: 2"])
        #expect(try ledger.kinds(of: "b") == ["of b"])
    }

    @Test("A wrong passcode is written with its events; a drill locks nobody out") mutating func passcodes() throws {
        let failure = PasscodeFailure(client: try client("12345"), at: try time("2026-03-10T20:30:00+01:00"))
        let wrong = CallChange.append([CallEvent(at: failure.at, kind: "checked")], passcodeFailure: failure)
        let lines = try commit.commit([
            (1, .begin(.sample("drill", isDrill: true))), (1, wrong), (2, .begin(.sample("real"))), (2, wrong),
        ])
        #expect(lines == ["1/0: 1", "1/1: 1", "2/2: 2", "2/3: 2"])
        let facts = LedgerFacts(ledger, hasher: PlainHasher()) { _, _ in }
        #expect(facts.passcodeFailures(of: failure.client, since: .distantPast).value == [failure.at])
    }

    @Test("A closed ledger fails every change of the group") mutating func closed() throws {
        try ledger.close()
        #expect(
            try commit.commit([(1, .begin(.sample("a"))), (1, .events("one"))]) == ["1/0: closed", "1/1: closed"])
    }

    @Test("While another program holds the lock the group waits once, not once a change") mutating func locked() throws
    {
        #expect(try commit.commit([(1, .begin(.sample("a")))]) == ["1/0: 1"])
        let stranger = try file.stranger()
        try stranger.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let clock = ContinuousClock()
        let start = clock.now
        let lines = try commit.commit(Array(repeating: (1, CallChange.events("one")), count: 40))
        #expect(lines == (0..<40).map { "1/\($0): busy" })
        #expect(start.duration(to: clock.now) < .seconds(2))
        try stranger.inDatabase { try $0.execute(sql: "ROLLBACK") }
        #expect(try commit.commit([(1, .events("two"))]) == ["1/0: 1"])
        #expect(try ledger.kinds(of: "a") == ["two"])
    }

    /// Lets the database grow by so many pages, and no more.
    private func leave(pages: Int) throws {
        try ledger.pool.writeWithoutTransaction { database in
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(count + pages)")
        }
    }

    @Test("On a full disk what still fits is written, and the writer goes on once there is room") mutating func full()
        throws
    {
        #expect(try commit.commit([(1, .begin(.sample("a")))]) == ["1/0: 1"])
        try leave(pages: 4)
        let changes: [(Int, CallChange)] = try [
            (1, .events("small")), (1, .bulky("bulky", bytes: 60_000)), (2, .begin(.sample("b"))), (2, .events("one")),
            (2, .bulky("bulky", bytes: 60_000)), (1, .events("last")),
        ]
        #expect(commit.commit(changes) == ["1/0: 1", "1/1: disk-full", "2/2: 2", "2/3: 2", "2/4: disk-full", "1/5: 1"])
        #expect(try ledger.kinds(of: "a") == ["small", "last"])
        #expect(try ledger.kinds(of: "b") == ["one"])
        try leave(pages: 1000)
        #expect(commit.commit([changes[1], changes[4]]) == ["1/0: 1", "2/1: 2"])
        #expect(try ledger.kinds(of: "b") == ["one", "bulky"])
    }

    @Test("A group is not tried one by one for longer than its time") mutating func retryTime() throws {
        #expect(try commit.commit([(1, .begin(.sample("a")))]) == ["1/0: 1"])
        try leave(pages: 4)
        commit.retryTime = .zero
        let lines = try commit.commit([(1, .events("small")), (1, .bulky("bulky", bytes: 60_000))])
        #expect(lines == ["1/0: disk-full", "1/1: disk-full"])
        #expect(try ledger.kinds(of: "a") == [])
    }

    @Test("Ended calls are remembered for a while, going ones for ever") func rows() {
        var rows = CallRows(remembered: 2)
        for call in 1...5 { rows.begin(call, row: GoingCall(key: Int64(call * 10), isDrill: false)) }
        for call in 1...4 { rows.finish(call) }
        rows.finish(4)
        rows.finish(77)
        #expect((1...5).map { rows[$0]?.key } == [nil, nil, 30, 40, 50])
        #expect((1...5).map { rows.isGoingOn($0) } == [false, false, false, false, true])
        #expect(rows.count == 3)
    }
}
