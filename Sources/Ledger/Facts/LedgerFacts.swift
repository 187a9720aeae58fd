import Desk
import GRDB
import Synchronization

/// The facts of a ledger, for the rules.
///
/// Whatever goes wrong with the database is an answer too: `unavailable`. It is counted and reported, never thrown.
public struct LedgerFacts: FactStore, Sendable {
    /// Is told of every question that could not be answered, and why.
    public typealias Report = @Sendable (Store, LedgerError) -> Void

    private let reader: DatabaseQueue
    private let hasher: any PasscodeHasher
    private let silent: Set<Store>
    private let failures = FailureCount()
    private let report: Report

    /// Makes the facts of a ledger.
    ///
    /// - Parameters:
    ///   - unavailable: stores that are to answer nothing, for exercises.
    ///   - report: is told of every question that the database could not answer.
    public init(
        _ ledger: Ledger, hasher: any PasscodeHasher, unavailable: Set<Store> = [], report: @escaping Report
    ) {
        self.init(reader: ledger.factReader, hasher: hasher, unavailable: unavailable, report: report)
    }

    /// The facts over a connection of their own, for a thread that looks up beside others.
    init(
        connectingTo ledger: Ledger, hasher: any PasscodeHasher, unavailable: Set<Store> = [], report: @escaping Report
    ) throws(LedgerError) {
        let reader: DatabaseQueue
        do { reader = try Ledger.openFactReader(path: ledger.path) } catch { throw LedgerError(error) }
        self.init(reader: reader, hasher: hasher, unavailable: unavailable, report: report)
    }

    /// Closes the connection; it only reads, so nothing can be lost by it.
    func disconnect() { try? reader.close() }

    init(reader: DatabaseQueue, hasher: any PasscodeHasher, unavailable: Set<Store> = [], report: @escaping Report) {
        self.reader = reader
        self.hasher = hasher
        silent = unavailable
        self.report = report
    }

    /// Whether the rota can be read; it is no part of the database.
    public var rotaIsAvailable: Bool { !silent.contains(.rota) }

    /// How many questions the database could not answer so far.
    public var failureCount: Int { failures.value.load(ordering: .relaxed) }

    /// The client of that number.
    public func client(_ number: ClientNumber) -> StoreAnswer<Client?> {
        ask(.clients) { try $0.client(number) }
    }

    /// The people listed for a client.
    public func contacts(of number: ClientNumber) -> StoreAnswer<[Contact]> {
        ask(.contacts) { try $0.contacts(of: number) }
    }

    /// All tickets of a client.
    public func tickets(of number: ClientNumber) -> StoreAnswer<[Ticket]> {
        ask(.tickets) { try $0.tickets(of: number) }
    }

    /// The calls of a client since an instant, drills excluded.
    public func calls(of number: ClientNumber, since: Instant) -> StoreAnswer<[EarlierCall]> {
        ask(.calls) { try $0.calls(of: number, since: since) }
    }

    /// When passcodes of a client were keyed wrongly, since an instant.
    public func passcodeFailures(of number: ClientNumber, since: Instant) -> StoreAnswer<[Instant]> {
        ask(.calls) { try $0.passcodeFailures(of: number, since: since) }
    }

    /// The bulletins that are active at an instant.
    public func bulletins(activeAt now: Instant) -> StoreAnswer<[Bulletin]> {
        ask(.bulletins) { try $0.bulletins(activeAt: now) }
    }

    /// The keyed hash of a passcode as it was keyed.
    public func hash(passcodeKeys: String, client: ClientNumber, contact: String) -> StoreAnswer<PasscodeHash> {
        .answered(hasher.hash(keys: passcodeKeys, client: client, contact: contact))
    }

    private func ask<Value>(_ store: Store, _ question: (FactReading) throws -> Value) -> StoreAnswer<Value> {
        if silent.contains(store) { return .unavailable }
        do {
            return .answered(
                try reader.unsafeRead { database in
                    try database.transaction(.deferred) { try question(FactReading(database: $0)) }
                })
        } catch {
            failures.value.add(1, ordering: .relaxed)
            report(store, LedgerError(error))
            return .unavailable
        }
    }
}

/// A counter that the copies of a struct share.
private final class FailureCount: Sendable {
    let value = Atomic<Int>(0)
}
