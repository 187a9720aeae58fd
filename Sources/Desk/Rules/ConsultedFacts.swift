/// What the stores answered while the rules decided on one check, so that the check can be decided again later.
///
/// Of a passcode nothing is kept, neither keys nor hashes: only that failures were counted. Whether it matched is the
/// finding's outcome.
public struct ConsultedFacts: Hashable, Sendable {
    /// When the rules were asked; some of them go by it.
    public var askedAt: Instant
    /// The client of a number.
    public var client: OfClient?
    /// The people listed for the client.
    public var contacts: StoreAnswer<[Contact]>?
    /// All tickets of the client.
    public var tickets: StoreAnswer<[Ticket]>?
    /// Earlier calls of the client.
    public var calls: AsOf<EarlierCall>?
    /// When passcodes of the client were keyed wrongly.
    public var passcodeFailures: AsOf<Instant>?
    /// The bulletins that are active.
    public var bulletins: AsOf<Bulletin>?

    /// Who has a client number.
    public struct OfClient: Hashable, Sendable {
        /// The number that was asked for.
        public let number: ClientNumber
        /// The client; nobody where the number is unknown.
        public let answer: StoreAnswer<Client?>

        /// Makes an answer.
        public init(number: ClientNumber, answer: StoreAnswer<Client?>) {
            self.number = number
            self.answer = answer
        }
    }

    /// What was asked for an instant: since it, or at it.
    public struct AsOf<Fact: Hashable & Sendable>: Hashable, Sendable {
        /// The instant.
        public let instant: Instant
        /// What the store answered.
        public let answer: StoreAnswer<[Fact]>

        /// Makes an answer.
        public init(_ instant: Instant, answer: StoreAnswer<[Fact]>) {
            self.instant = instant
            self.answer = answer
        }
    }

    /// Nothing was consulted yet.
    public init(askedAt: Instant) { self.askedAt = askedAt }

    /// Whether no store was asked: the policy alone decided.
    public var isEmpty: Bool {
        client == nil && contacts == nil && tickets == nil && calls == nil && passcodeFailures == nil
            && bulletins == nil
    }

    /// Takes later answers in place of earlier ones of the same kind.
    public mutating func take(_ later: ConsultedFacts) {
        askedAt = later.askedAt
        client = later.client ?? client
        contacts = later.contacts ?? contacts
        tickets = later.tickets ?? tickets
        calls = later.calls ?? calls
        passcodeFailures = later.passcodeFailures ?? passcodeFailures
        bulletins = later.bulletins ?? bulletins
    }
}

/// A finding with the facts that it rests on.
public struct Consultation: Hashable, Sendable {
    /// What the rules found.
    public let finding: Finding
    /// What the stores answered to them.
    public let facts: ConsultedFacts

    /// Joins them.
    public init(finding: Finding, facts: ConsultedFacts) {
        self.finding = finding
        self.facts = facts
    }
}

extension Rulebook {
    /// Answers one check of a call as ``look(up:keys:file:now:)`` does, and notes what it rests on.
    public func consult(on topic: Topic, keys: String?, file: CaseFile, now: Instant) -> Consultation {
        let notes = FactNotes(facts, askedAt: now)
        let finding = Rulebook<FactNotes<Facts>>(policy: policy, facts: notes)
            .look(up: topic, keys: keys, file: file, now: now)
        return Consultation(finding: finding, facts: notes.consulted)
    }
}

/// Passes questions on to a store and notes its answers.
private final class FactNotes<Base: FactStore>: FactStore {
    private let base: Base
    private(set) var consulted: ConsultedFacts

    init(_ base: Base, askedAt: Instant) {
        self.base = base
        consulted = ConsultedFacts(askedAt: askedAt)
    }

    func client(_ number: ClientNumber) -> StoreAnswer<Client?> {
        let answer = base.client(number)
        consulted.client = .init(number: number, answer: answer)
        return answer
    }

    func contacts(of number: ClientNumber) -> StoreAnswer<[Contact]> {
        let answer = base.contacts(of: number)
        consulted.contacts = answer
        return answer
    }

    func tickets(of number: ClientNumber) -> StoreAnswer<[Ticket]> {
        let answer = base.tickets(of: number)
        consulted.tickets = answer
        return answer
    }

    func calls(of number: ClientNumber, since: Instant) -> StoreAnswer<[EarlierCall]> {
        let answer = base.calls(of: number, since: since)
        consulted.calls = .init(since, answer: answer)
        return answer
    }

    func passcodeFailures(of number: ClientNumber, since: Instant) -> StoreAnswer<[Instant]> {
        let answer = base.passcodeFailures(of: number, since: since)
        consulted.passcodeFailures = .init(since, answer: answer)
        return answer
    }

    func bulletins(activeAt now: Instant) -> StoreAnswer<[Bulletin]> {
        let answer = base.bulletins(activeAt: now)
        consulted.bulletins = .init(now, answer: answer)
        return answer
    }

    var rotaIsAvailable: Bool { base.rotaIsAvailable }

    /// Not noted: a passcode is recorded by its outcome only.
    func hash(passcodeKeys: String, client: ClientNumber, contact: String) -> StoreAnswer<PasscodeHash> {
        base.hash(passcodeKeys: passcodeKeys, client: client, contact: contact)
    }
}
