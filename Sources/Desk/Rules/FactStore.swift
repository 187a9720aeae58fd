/// What a store answered: a value, or that it could not.
public enum StoreAnswer<Value: Sendable>: Sendable {
    /// The store answered.
    case answered(Value)
    /// The store did not answer; nothing may be concluded.
    case unavailable

    /// The value, if the store answered.
    @inlinable public var value: Value? {
        if case .answered(let value) = self { value } else { nil }
    }
}

extension StoreAnswer: Equatable where Value: Equatable {}
extension StoreAnswer: Hashable where Value: Hashable {}

/// The stores that the rules read.
public enum Store: String, CaseIterable, Hashable, Sendable {
    case clients, contacts, tickets, calls, bulletins, rota
}

/// Where the rules find the facts: a world in memory, or the ledger's database.
///
/// Every question may stay without an answer; a rule then says `unavailable` and concludes nothing.
public protocol FactStore {
    /// The client of that number, without regard to time.
    func client(_ number: ClientNumber) -> StoreAnswer<Client?>
    /// The people listed for a client.
    func contacts(of number: ClientNumber) -> StoreAnswer<[Contact]>
    /// All tickets of a client.
    func tickets(of number: ClientNumber) -> StoreAnswer<[Ticket]>
    /// The calls of a client since an instant.
    func calls(of number: ClientNumber, since: Instant) -> StoreAnswer<[EarlierCall]>
    /// When passcodes of a client were keyed wrongly, since an instant.
    func passcodeFailures(of number: ClientNumber, since: Instant) -> StoreAnswer<[Instant]>
    /// The bulletins that are active at an instant.
    func bulletins(activeAt now: Instant) -> StoreAnswer<[Bulletin]>
    /// Whether the rota can be read.
    var rotaIsAvailable: Bool { get }
    /// The keyed hash of a passcode as it was keyed, for comparison with a contact's.
    func hash(passcodeKeys: String, client: ClientNumber, contact: String) -> StoreAnswer<PasscodeHash>
}
