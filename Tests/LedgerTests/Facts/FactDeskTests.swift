import Desk
import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Ledger

/// A hasher that computes nothing until it is let go: a store that does not come back.
private final class StuckHasher: PasscodeHasher {
    private let reached = DispatchSemaphore(value: 0)
    private let gate = DispatchSemaphore(value: 0)

    func hash(keys: String, client: ClientNumber, contact: String) -> PasscodeHash {
        reached.signal()
        gate.wait()
        gate.signal()
        return PlainHasher().hash(keys: keys, client: client, contact: contact)
    }

    func waitUntilReached() { reached.wait() }
    func letGo() { gate.signal() }
}

/// Collects answers; one can wait for the next of them.
private final class Answers: Sendable {
    private let list = Mutex<[String]>([])
    private let arrived = DispatchSemaphore(value: 0)
    var lines: [String] { list.withLock { $0 } }

    func note(_ answers: [FactDesk.Answer]) {
        list.withLock { $0 += answers.map { "\($0.call)/\($0.tag): \($0.finding.topic) \($0.finding.outcome)" } }
        for _ in answers { arrived.signal() }
    }

    func waitForOne() { arrived.wait() }
}

@Suite("Facts off the asking thread") struct FactDeskTests {
    let file: LedgerFile
    let ledger: Ledger
    private let answers = Answers()

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
    }

    private func desk(
        hasher: any PasscodeHasher = PlainHasher(), readers: Int = 2, limit: Int = 100, time: Duration = .seconds(60)
    ) throws -> FactDesk {
        try FactDesk(
            ledger, hasher: hasher, readers: readers, limit: limit, time: time, report: { _, _ in },
            answers: answers.note)
    }

    private func question(
        _ topic: Topic, tag: Int = 0, keys: String? = nil, findings: [Finding] = []
    ) throws -> FactDesk.Question {
        let now = try time("2026-03-10T20:30:00+01:00")
        var file = CaseFile(number: .emergency, from: try phone("+33612345678"), startedAt: now)
        for finding in findings { file.add(finding, at: now) }
        return FactDesk.Question(
            call: 4, tag: tag, topic: topic, keys: keys, file: file, now: now, policy: try .sample())
    }

    /// A question about a passcode, which goes through the hasher.
    private func passcode(tag: Int) throws -> FactDesk.Question {
        let world = try World.sample()
        let known = try #require(world.clients.first)
        let contact = try #require(known.contacts.first)
        return try question(
            .passcode, tag: tag, keys: "592", findings: [.client(.known(known)), .contact(.technical(contact))])
    }

    @Test("What the rulebook finds is told") func found() throws {
        let desk = try desk(readers: 1)
        #expect(desk.ask(try question(.client, tag: 1, keys: "12345")) == nil)
        #expect(desk.ask(try question(.client, tag: 2, keys: "77777")) == nil)
        #expect(desk.ask(try question(.caller, tag: 3)) == nil)
        let known = try #require(try World.sample().clients.first)
        #expect(desk.ask(try question(.caller, tag: 4, findings: [.client(.known(known))])) == nil)
        #expect(desk.ask(try question(.ticket, tag: 5, findings: [.client(.known(known))])) == nil)
        #expect(desk.ask(try passcode(tag: 6)) == nil)
        desk.close()
        #expect(
            answers.lines == [
                "4/1: client known", "4/2: client unknown", "4/3: caller unavailable", "4/4: caller technical",
                "4/5: ticket unanswered", "4/6: passcode verified",
            ])
        #expect(desk.openCount == 0)
    }

    @Test("An answer that is late is unavailable, and is not given again") func late() throws {
        let hasher = StuckHasher()
        let desk = try desk(hasher: hasher, readers: 1, time: .milliseconds(20))
        #expect(desk.ask(try passcode(tag: 1)) == nil)
        hasher.waitUntilReached()
        // It waits behind a reader that does not come back.
        #expect(desk.ask(try question(.client, tag: 2, keys: "12345")) == nil)
        answers.waitForOne()
        answers.waitForOne()
        #expect(answers.lines == ["4/1: passcode unavailable", "4/2: client unavailable"])
        hasher.letGo()
        desk.close()
        #expect(answers.lines.count == 2)
        #expect(LedgerLimits.questionTime == .milliseconds(500))
    }

    @Test("One question too many is unavailable at once") func full() throws {
        let hasher = StuckHasher()
        let desk = try desk(hasher: hasher, readers: 1, limit: 2)
        #expect(desk.ask(try passcode(tag: 1)) == nil)
        hasher.waitUntilReached()
        #expect(desk.ask(try question(.client, tag: 2, keys: "12345")) == nil)
        let refused = desk.ask(try question(.client, tag: 3, keys: "12345"))
        #expect(refused == FactDesk.Answer(call: 4, tag: 3, finding: .unavailable(.client)))
        #expect(desk.openCount == 2)
        hasher.letGo()
        desk.close()
        #expect(answers.lines == ["4/1: passcode verified", "4/2: client known"])
        #expect(LedgerLimits.openQuestions == 1024)
    }

    @Test("Late questions do not pile up before a reader that does not come back") func pile() throws {
        let hasher = StuckHasher()
        let desk = try desk(hasher: hasher, readers: 1, limit: 2, time: .milliseconds(20))
        #expect(desk.ask(try passcode(tag: 1)) == nil)
        hasher.waitUntilReached()
        for tag in 2...3 {
            #expect(desk.ask(try question(.client, tag: tag, keys: "12345")) == nil)
            answers.waitForOne()
        }
        answers.waitForOne()
        #expect(desk.openCount == 0)
        #expect(desk.ask(try question(.client, tag: 4, keys: "12345"))?.finding == .unavailable(.client))
        #expect(desk.openCount == 0)
        hasher.letGo()
        desk.close()
        #expect(answers.lines.count == 3)
    }

    @Test("A closed desk answers what it took, and finds nothing afterwards") func closed() throws {
        let desk = try desk()
        for tag in 1...50 { #expect(desk.ask(try question(.client, tag: tag, keys: "12345")) == nil) }
        desk.close()
        #expect(answers.lines.count == 50)
        #expect(desk.ask(try question(.hours, tag: 51))?.finding == .unavailable(.hours))
        #expect(desk.openCount == 0)
        desk.close()
    }

    @Test("A ledger that is gone makes no desk") func gone() throws {
        let other = try LedgerFile()
        let ledger = try other.open()
        try ledger.close()
        for suffix in ["", "-wal", "-shm"] { unlink(other.path + suffix) }
        #expect(
            refusal {
                _ = try FactDesk(ledger, hasher: PlainHasher(), report: { _, _ in }, answers: { _ in })
            }.hasPrefix("the database cannot be written"))
    }
}

extension Policy {
    /// The least policy that the rules can be asked by.
    static func sample() throws -> Policy {
        let (opens, closes) = (TimeOfDay(hour: 8, minute: 0), TimeOfDay(hour: 19, minute: 0))
        let day = (opens: try #require(opens), closes: try #require(closes))
        let hours = try #require(SupportHours(opens: day.opens, closes: day.closes))
        return Policy(
            provider: "DRI", zone: .utc,
            numbers: [Number(role: .emergency, phone: try phone("+33290920555"), flow: "emergency")],
            hours: hours,
            channels: [Channel(name: .portal)], defaultContract: Contract(name: "standard"),
            tariffs: [
                Tariff(
                    number: .emergency, amount: Money(cents: 350_00), from: try time("2016-01-01T00:00:00Z"))
            ])
    }
}
