/// A small snapshot of facts: what simulations, tests and drills run on.
public struct World: Hashable, Sendable {
    /// The time at which the world stands, if it says.
    public var at: Instant?
    /// The clients with their services and contacts.
    public var clients: [Client]
    /// The tickets.
    public var tickets: [Ticket]
    /// Earlier calls.
    public var calls: [EarlierCall]
    /// Wrong passcode entries of earlier calls.
    public var passcodeFailures: [PasscodeFailure]
    /// The bulletins.
    public var bulletins: [Bulletin]
    /// The stores that do not answer.
    public var unavailable: Set<Store>

    /// One wrong passcode entry.
    public struct PasscodeFailure: Hashable, Sendable {
        /// The client whose passcode was tried.
        public let client: ClientNumber
        /// When.
        public let at: Instant

        /// Makes a record of a wrong entry.
        public init(client: ClientNumber, at: Instant) {
            self.client = client
            self.at = at
        }
    }

    /// Makes a world.
    public init(
        at: Instant? = nil, clients: [Client] = [], tickets: [Ticket] = [], calls: [EarlierCall] = [],
        passcodeFailures: [PasscodeFailure] = [], bulletins: [Bulletin] = [], unavailable: Set<Store> = []
    ) {
        self.at = at
        self.clients = clients
        self.tickets = tickets
        self.calls = calls
        self.passcodeFailures = passcodeFailures
        self.bulletins = bulletins
        self.unavailable = unavailable
    }
}

/// Hashes keyed passcodes with a secret key, at an edge that has the key.
public protocol PasscodeHasher: Sendable {
    /// The keyed hash of a passcode's keys for one contact of one client.
    func hash(keys: String, client: ClientNumber, contact: String) -> PasscodeHash
}

/// The facts of a world, indexed by client.
public struct WorldFacts: FactStore, Sendable {
    /// The world that was indexed.
    public let world: World
    private let hasher: any PasscodeHasher
    private let clients: [ClientNumber: Client]
    private let tickets: [ClientNumber: [Ticket]]
    private let calls: [ClientNumber: [EarlierCall]]

    /// Indexes a world.
    public init(_ world: World, hasher: any PasscodeHasher) {
        self.world = world
        self.hasher = hasher
        clients = Dictionary(world.clients.map { ($0.number, $0) }) { first, _ in first }
        tickets = Dictionary(grouping: world.tickets, by: \.client)
        calls = Dictionary(grouping: world.calls, by: \.client)
    }

    private func answer<Value>(_ store: Store, _ value: @autoclosure () -> Value) -> StoreAnswer<Value> {
        world.unavailable.contains(store) ? .unavailable : .answered(value())
    }

    /// The client of that number.
    public func client(_ number: ClientNumber) -> StoreAnswer<Client?> { answer(.clients, clients[number]) }

    /// The people listed for a client.
    public func contacts(of number: ClientNumber) -> StoreAnswer<[Contact]> {
        answer(.contacts, clients[number]?.contacts ?? [])
    }

    /// All tickets of a client.
    public func tickets(of number: ClientNumber) -> StoreAnswer<[Ticket]> { answer(.tickets, tickets[number] ?? []) }

    /// The calls of a client since an instant.
    public func calls(of number: ClientNumber, since: Instant) -> StoreAnswer<[EarlierCall]> {
        answer(.calls, (calls[number] ?? []).filter { $0.at >= since })
    }

    /// When passcodes of a client were keyed wrongly, since an instant.
    public func passcodeFailures(of number: ClientNumber, since: Instant) -> StoreAnswer<[Instant]> {
        answer(.calls, world.passcodeFailures.filter { $0.client == number && $0.at >= since }.map(\.at))
    }

    /// The bulletins that are active at an instant.
    public func bulletins(activeAt now: Instant) -> StoreAnswer<[Bulletin]> {
        answer(.bulletins, world.bulletins.filter { $0.isActive(at: now) })
    }

    /// Whether the rota can be read.
    public var rotaIsAvailable: Bool { !world.unavailable.contains(.rota) }

    /// The keyed hash of a passcode as it was keyed.
    public func hash(passcodeKeys: String, client: ClientNumber, contact: String) -> StoreAnswer<PasscodeHash> {
        .answered(hasher.hash(keys: passcodeKeys, client: client, contact: contact))
    }
}
