import Desk

/// The facts as they stood at each moment of a month: tickets come and are answered, calls and wrong passcodes add up.
package struct LivingWorld: FactStore {
    /// The moment: what comes later is not known yet.
    package var now: Instant
    /// The stores that do not answer at that moment.
    package var unavailable: Set<Store> = []
    private let hasher: any PasscodeHasher
    private let clients: [ClientNumber: Client]
    private let tickets: [ClientNumber: [Ticket]]
    private let bulletins: [Bulletin]
    private var calls: [ClientNumber: [(endedAt: Instant, call: EarlierCall)]] = [:]
    private var failures: [ClientNumber: [Instant]] = [:]

    package init(clients: [Client], tickets: [Ticket], bulletins: [Bulletin], hasher: any PasscodeHasher, now: Instant)
    {
        self.clients = Dictionary(clients.map { ($0.number, $0) }) { first, _ in first }
        self.tickets = Dictionary(grouping: tickets, by: \.client)
        self.bulletins = bulletins
        self.hasher = hasher
        self.now = now
    }

    /// A call is over.
    package mutating func add(_ call: EarlierCall, endedAt: Instant) {
        calls[call.client, default: []].append((endedAt, call))
    }

    /// A passcode was keyed wrongly.
    package mutating func addFailure(of client: ClientNumber, at: Instant) { failures[client, default: []].append(at) }

    private func answer<Value>(_ store: Store, _ value: @autoclosure () -> Value) -> StoreAnswer<Value> {
        unavailable.contains(store) ? .unavailable : .answered(value())
    }

    package func client(_ number: ClientNumber) -> StoreAnswer<Client?> { answer(.clients, clients[number]) }

    package func contacts(of number: ClientNumber) -> StoreAnswer<[Contact]> {
        answer(.contacts, clients[number]?.contacts ?? [])
    }

    package func tickets(of number: ClientNumber) -> StoreAnswer<[Ticket]> {
        answer(.tickets, (tickets[number] ?? []).filter { $0.opened <= now }.map(asKnown))
    }

    /// A ticket without what happens to it later.
    private func asKnown(_ ticket: Ticket) -> Ticket {
        let isAnswered = ticket.responded.map { $0 <= now } ?? true
        let isClosed = ticket.closed.map { $0 <= now } ?? true
        if isAnswered, isClosed { return ticket }
        return Ticket(
            id: ticket.id, client: ticket.client, channel: ticket.channel, service: ticket.service,
            priority: ticket.priority, qualification: ticket.qualification, opened: ticket.opened,
            responded: isAnswered ? ticket.responded : nil, closed: isClosed ? ticket.closed : nil)
    }

    package func calls(of number: ClientNumber, since: Instant) -> StoreAnswer<[EarlierCall]> {
        answer(
            .calls, (calls[number] ?? []).filter { $0.endedAt <= now && $0.call.at >= since }.map(\.call))
    }

    package func passcodeFailures(of number: ClientNumber, since: Instant) -> StoreAnswer<[Instant]> {
        answer(.calls, (failures[number] ?? []).filter { $0 >= since && $0 <= now })
    }

    package func bulletins(activeAt now: Instant) -> StoreAnswer<[Bulletin]> {
        answer(.bulletins, bulletins.filter { $0.isActive(at: now) })
    }

    package var rotaIsAvailable: Bool { !unavailable.contains(.rota) }

    package func hash(passcodeKeys: String, client: ClientNumber, contact: String) -> StoreAnswer<PasscodeHash> {
        .answered(hasher.hash(keys: passcodeKeys, client: client, contact: contact))
    }
}
