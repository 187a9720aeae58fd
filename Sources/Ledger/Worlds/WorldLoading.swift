import Desk
import GRDB

/// What came of loading a world.
public enum LoadOutcome: Hashable, Sendable {
    /// All of its facts are in the database now.
    case loaded
    /// The same world was loaded before; nothing was changed.
    case alreadyLoaded
}

extension Ledger {
    /// Loads the facts of a world into a database that has none: all of them, or nothing.
    ///
    /// The world's time and its list of stores that do not answer are no facts; they are not loaded.
    /// - Parameters:
    ///   - named: the world's name, for example its file.
    ///   - hash: the hash of the world's text, by which it is known again.
    public func load(_ world: World, named name: String, hash: String) throws(LedgerError) -> LoadOutcome {
        try write { database in
            let loaded = try MetaRecord.fetchOne(database, key: "world-hash")?.value
            if loaded == hash { return .alreadyLoaded }
            let sql = "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM bulletin)"
            guard try Int.fetchOne(database, sql: sql) == 0 else {
                let owner = try MetaRecord.fetchOne(database, key: "world-name").map { "the world \"\($0.value)\"" }
                throw LedgerError(
                    .notEmpty, "\(path) already holds \(owner ?? "clients or bulletins"), so \"\(name)\" is not loaded",
                    mend: "name a new file with --database, or import clients and tickets instead")
            }
            try WorldWriter(database: database).write(world)
            try MetaRecord(key: "world-name", value: name).save(database)
            try MetaRecord(key: "world-hash", value: hash).save(database)
            return .loaded
        }
    }
}

/// Writes the facts of a world, within one transaction.
struct WorldWriter {
    let database: Database

    func write(_ world: World) throws {
        for client in world.clients {
            guard try !ClientRecord.exists(database, key: client.number.description) else {
                throw LedgerError(
                    .constraint, "the world has two clients \(client.number)", mend: "remove one of them from the world"
                )
            }
            try ClientWriter(database: database).insert(client)
        }
        for ticket in world.tickets {
            guard try ClientRecord.exists(database, key: ticket.client.description) else {
                throw LedgerError.unknownClient(ticket.client)
            }
            try TicketRecord(ticket).insert(database)
        }
        for call in world.calls { try EarlierCallRecord(call).insert(database) }
        for failure in world.passcodeFailures {
            try PasscodeFailureRecord(client: failure.client.description, at: failure.at.milliseconds).insert(database)
        }
        for bulletin in world.bulletins { try BulletinDesk(database: database).insert(bulletin) }
    }
}
