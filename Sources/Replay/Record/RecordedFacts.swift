import CallLedger
import Desk
import Ledger

/// The facts of a call's record as a store: what was answered then is answered again, and nothing else.
final class RecordedFacts: FactStore {
    /// Stands for the passcode of every contact who has one; the real hashes are on no record.
    static let passcode = PasscodeHash(bytes: [1])
    private static let otherPasscode = PasscodeHash(bytes: [0])

    private let facts: ConsultedFacts
    /// Whether the passcode that is keyed next is the contact's.
    private let passcodeMatches: Bool
    /// What was asked and is not on record.
    private(set) var missing: ReplayObstacle.Fact?

    init(_ facts: ConsultedFacts, passcodeMatches: Bool) {
        self.facts = facts
        self.passcodeMatches = passcodeMatches
    }

    private func miss<Value>(_ fact: ReplayObstacle.Fact) -> StoreAnswer<Value> {
        missing = missing ?? fact
        return .unavailable
    }

    func client(_ number: ClientNumber) -> StoreAnswer<Client?> {
        guard let client = facts.client, client.number == number else { return miss(.client) }
        return client.answer
    }

    func contacts(of number: ClientNumber) -> StoreAnswer<[Contact]> { facts.contacts ?? miss(.contacts) }

    func tickets(of number: ClientNumber) -> StoreAnswer<[Ticket]> { facts.tickets ?? miss(.tickets) }

    func calls(of number: ClientNumber, since: Instant) -> StoreAnswer<[EarlierCall]> {
        self.since(since, facts.calls, .calls) { $0.at }
    }

    func passcodeFailures(of number: ClientNumber, since: Instant) -> StoreAnswer<[Instant]> {
        self.since(since, facts.passcodeFailures, .passcodeFailures) { $0 }
    }

    /// What lies before the time that was asked for then is not known.
    private func since<Fact>(
        _ since: Instant, _ recorded: ConsultedFacts.AsOf<Fact>?, _ kind: ReplayObstacle.Fact,
        _ time: (Fact) -> Instant
    ) -> StoreAnswer<[Fact]> {
        guard let recorded, recorded.instant <= since else { return miss(kind) }
        guard case .answered(let all) = recorded.answer else { return .unavailable }
        return .answered(all.filter { time($0) >= since })
    }

    func bulletins(activeAt now: Instant) -> StoreAnswer<[Bulletin]> {
        guard let bulletins = facts.bulletins, bulletins.instant == now else { return miss(.bulletins) }
        return bulletins.answer
    }

    /// The rota is no store of the rules: who was found is on record.
    var rotaIsAvailable: Bool { true }

    func hash(passcodeKeys: String, client: ClientNumber, contact: String) -> StoreAnswer<PasscodeHash> {
        .answered(passcodeMatches ? Self.passcode : Self.otherPasscode)
    }
}

/// The facts of a call as they become known, check by check.
struct FactsSoFar {
    /// Everything that is known by now.
    private(set) var facts = ConsultedFacts(askedAt: .distantPast)
    /// How many settled tickets are not on record.
    private(set) var olderTickets = 0

    /// Whether a finding might be another one with the settled tickets that are not on record.
    func isInDoubt(_ finding: Finding) -> Bool {
        guard olderTickets > 0, case .ticket(.none) = finding else { return false }
        return true
    }

    /// Takes what a check's event adds.
    mutating func take(_ check: RecordedCheck, seq: Int) throws(ReplayObstacle) {
        guard let json = check.facts else { return }
        let news: FactReading.Reading
        do throws(FactReadingError) {
            news = try FactReading(of: facts.client?.number, passcode: RecordedFacts.passcode)
                .facts(json, askedAt: check.askedAt ?? .distantPast)
        } catch {
            throw .unreadable(seq: seq, error.description)
        }
        guard news.omitted == 0 else { throw .factsIncomplete }
        facts.take(news.facts)
        olderTickets = news.olderTickets ?? olderTickets
    }
}
