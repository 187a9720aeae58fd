import Desk
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Ledger

/// Collects what the facts report.
private final class Reports: Sendable {
    private let list = Mutex<[String]>([])
    var all: [String] { list.withLock { $0 } }
    func add(_ store: Store, _ error: LedgerError) { list.withLock { $0.append("\(store) \(error.kind.rawValue)") } }
}

@Suite("Facts of a ledger") struct FactsTests {
    let file: LedgerFile
    private let reports = Reports()

    init() throws { file = try LedgerFile() }

    private func facts(_ ledger: Ledger, unavailable: Set<Store> = []) -> LedgerFacts {
        LedgerFacts(ledger, hasher: PlainHasher(), unavailable: unavailable, report: reports.add)
    }

    /// Asks every question that the protocol has, at every moment that matters.
    private func answers(_ facts: some FactStore) throws -> [String] {
        var lines: [String] = []
        let moments = try [
            "1960-01-01T00:00:00Z", "2026-03-10T19:00:00+01:00", "2026-03-10T19:00:00.001+01:00",
            "2026-03-10T20:00:00+01:00", "2026-03-10T20:05:00+01:00", "2026-03-10T20:05:00.001+01:00",
        ].map(time)
        for number in try ["12345", "54321", "00000"].map(client) {
            lines.append("\(facts.client(number))")
            lines.append("\(facts.contacts(of: number))")
            lines.append("\(facts.tickets(of: number))")
            for moment in moments {
                lines.append("\(facts.calls(of: number, since: moment))")
                lines.append("\(facts.passcodeFailures(of: number, since: moment))")
            }
            lines.append("\(facts.hash(passcodeKeys: "592", client: number, contact: "03"))")
        }
        for moment in moments { lines.append("\(facts.bulletins(activeAt: moment))") }
        return lines
    }

    @Test("Every question has the answer of the same world in memory") func sameAsWorld() throws {
        let world = try World.sample()
        let ledger = try file.open()
        _ = try ledger.load(world, named: "sample", hash: "1")
        let mine = try answers(facts(ledger))
        #expect(mine == (try answers(WorldFacts(world, hasher: PlainHasher()))))
        #expect(mine.count == 54)
        #expect(reports.all.isEmpty)
    }

    @Test("Stores that are to be silent are, without a report", arguments: Store.allCases) func silent(_ store: Store)
        throws
    {
        var world = try World.sample()
        let ledger = try file.open()
        _ = try ledger.load(world, named: "sample", hash: "1")
        world.unavailable = [store]
        let mine = facts(ledger, unavailable: [store])
        #expect(try answers(mine) == answers(WorldFacts(world, hasher: PlainHasher())))
        #expect(mine.failureCount == 0)
    }

    @Test("A closed ledger answers nothing, and says so") func closed() throws {
        let ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        let facts = facts(ledger)
        try ledger.close()
        let number = try client("12345")
        #expect(facts.client(number).value == nil)
        #expect(facts.contacts(of: number).value == nil)
        #expect(facts.tickets(of: number).value == nil)
        #expect(facts.calls(of: number, since: .distantPast).value == nil)
        #expect(facts.passcodeFailures(of: number, since: .distantPast).value == nil)
        #expect(facts.bulletins(activeAt: .distantPast).value == nil)
        #expect(facts.failureCount == 6)
        #expect(
            reports.all == [
                "clients closed", "contacts closed", "tickets closed", "calls closed", "calls closed",
                "bulletins closed",
            ])
    }

    @Test("While another program writes, the rules still read and our writing gives up in time") func writeLock() throws
    {
        let ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        let stranger = try file.stranger()
        try stranger.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        #expect(facts(ledger).client(try client("12345")).value??.name == "Atelier Numérique")
        let clock = ContinuousClock()
        let start = clock.now
        #expect(
            refusal { _ = try ledger.begin(.sample()) }
                == "the database is locked by another program: end the other program, or try again")
        #expect(start.duration(to: clock.now) < .seconds(1))
        try stranger.inDatabase { try $0.execute(sql: "ROLLBACK") }
        _ = try ledger.begin(.sample())
        #expect(reports.all.isEmpty)
    }

    @Test("A database that is locked for reading answers nothing, in time") func readLock() throws {
        let ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        let copy = file.directory.appendingPathComponent("copy.sqlite").path
        // A copy without WAL: there an exclusive lock keeps readers out too.
        try ledger.pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(Ledger.factTimeout.inSeconds)
        let reader = try DatabaseQueue(path: copy, configuration: configuration)
        let facts = LedgerFacts(reader: reader, hasher: PlainHasher(), report: reports.add)
        var open = Configuration()
        open.allowsUnsafeTransactions = true
        let stranger = try DatabaseQueue(path: copy, configuration: open)
        try stranger.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let clock = ContinuousClock()
        let start = clock.now
        #expect(facts.tickets(of: try client("12345")).value == nil)
        #expect(start.duration(to: clock.now) < .seconds(2))
        #expect(reports.all == ["tickets busy"])
        try stranger.inDatabase { try $0.execute(sql: "ROLLBACK") }
        #expect(facts.tickets(of: try client("12345")).value?.count == 2)
        #expect(facts.failureCount == 1)
    }

    @Test("A missing table, a damaged page and an unknown word are all unavailable") func trouble() throws {
        let ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        let facts = facts(ledger)
        let number = try client("12345")
        let stranger = try file.stranger()
        try stranger.inDatabase { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON; UPDATE ticket SET channel = 'fax'")
            try database.execute(sql: "DROP TABLE bulletin_scope; PRAGMA wal_checkpoint(TRUNCATE)")
        }
        #expect(facts.tickets(of: number).value == nil)
        #expect(facts.bulletins(activeAt: try time("2026-03-10T19:30:00+01:00")).value == nil)
        #expect(facts.client(number).value??.name == "Atelier Numérique")
        #expect(reports.all == ["tickets unreadable", "bulletins storage"])
    }

    @Test("Recorded calls count for the order of the procedure; drills and calls that go on do not") func recorded()
        throws
    {
        let ledger = try file.open()
        let facts = facts(ledger)
        let number = try client("12345")
        func ids() -> [String?] { facts.calls(of: number, since: .distantPast).value?.map(\.connectedTo) ?? [] }
        let drill = try ledger.begin(.sample("drill", isDrill: true))
        try ledger.finish(call: drill, .sample(charged: false))
        let going = try ledger.begin(.sample("going"))
        try ledger.append(call: going, events: [], decision: CallOutcome.sample(charged: false).decision)
        #expect(ids() == [])
        let done = try ledger.begin(.sample("done"))
        try ledger.finish(call: done, .sample(charged: false))
        #expect(ids() == ["alice"])
        try ledger.interruptCalls(at: time("2026-03-11T08:00:00Z"))
        #expect(ids() == [nil, "alice"])
        let call = try #require(facts.calls(of: number, since: .distantPast).value?.last)
        #expect(
            call
                == EarlierCall(
                    number: .emergency, client: number, ticket: "T-8812", at: try time("2026-03-10T20:30:00+01:00"),
                    connectedTo: "alice"))
        #expect(facts.calls(of: number, since: try time("2026-03-10T20:30:00.001+01:00")).value == [])
        try ledger.recordPasscodeFailure(number, at: try time("2026-03-10T20:30:00+01:00"))
        #expect(
            facts.passcodeFailures(of: number, since: .distantPast).value == [try time("2026-03-10T20:30:00+01:00")])
    }
}
