import Desk
import GRDB
import Synchronization

/// The desk's database: clients, tickets, bulletins, and every call with its events and its charge.
///
/// One SQLite file in WAL mode; every commit is on the disk before it returns (`synchronous=FULL`). One writer, several
/// readers; the rules read over a connection of their own, so that no report keeps a call waiting.
public final class Ledger: Sendable {
    /// The file's path as it was given.
    public let path: String
    /// How long a write waits for another program's lock.
    public static let defaultBusyTimeout: Duration = .seconds(1)
    /// How long a question of the rules waits for a lock.
    static let factTimeout: Duration = .milliseconds(250)

    let pool: DatabasePool
    /// The rules' own connection, for reading only.
    let factReader: DatabaseQueue
    /// What the last transaction left of the log.
    let tail = Mutex(LogTail())

    /// Opens a ledger, or makes a new one where there is no file.
    ///
    /// - Parameter readsWhole: whether the whole file is read once to find damage (`quick_check`); a report that reads it
    ///   all anyway need not.
    /// - Throws: an error with its mend for a file that is no ledger, damaged, newer, locked, or cannot be written.
    public init(path: String, busyTimeout: Duration = Ledger.defaultBusyTimeout, readsWhole: Bool = true)
        throws(LedgerError)
    {
        self.path = path
        let inspection = FileInspection(path: path)
        try inspection.check(busyTimeout: busyTimeout, readsWhole: readsWhole)
        do {
            pool = try Ledger.open(path: path, busyTimeout: busyTimeout)
            factReader = try Ledger.openFactReader(path: path)
        } catch {
            throw inspection.named(LedgerError(error))
        }
    }

    /// Closes every connection; whatever is asked afterwards fails, and the rules find `unavailable`.
    public func close() throws(LedgerError) {
        do {
            try factReader.close()
            // The pool closes its readers last, and they may not tidy up. What stays in the log is safe all the same.
            try? pool.writeWithoutTransaction { database in
                if database.sqliteConnection != nil { _ = try database.checkpoint(.truncate) }
            }
            try pool.close()
        } catch {
            throw LedgerError(error)
        }
    }

    private static func open(path: String, busyTimeout: Duration) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout.inSeconds)
        configuration.foreignKeysEnabled = true
        configuration.label = "ledger"
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            // The pool has set NORMAL while it opened; a commit that a power cut can take back proves nothing.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // What is erased leaves no trace in the free space of the file.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            // Before the first table, so that an interrupted creation is still known as ours.
            if try Int32.fetchOne(database, sql: "PRAGMA application_id") != FileInspection.applicationID {
                try database.execute(sql: "PRAGMA application_id = \(FileInspection.applicationID)")
            }
        }
        let migrator = Migrations.migrator
        if try pool.read(migrator.hasBeenSuperseded) {
            throw LedgerError(
                .newerVersion, "\(path) was written by a newer version",
                mend: "install that version, or name another file with --database")
        }
        try migrator.migrate(pool)
        try pool.writeWithoutTransaction(requireDurability)
        return pool
    }

    static func openFactReader(path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(factTimeout.inSeconds)
        configuration.label = "ledger.facts"
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func requireDurability(_ database: Database) throws {
        let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        let foreignKeys = try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
        guard journal == "wal", synchronous == 2, foreignKeys == 1 else {
            throw LedgerError(
                .notDurable,
                "the file system does not let the database commit safely (journal \(journal ?? "none"), "
                    + "synchronous \(synchronous ?? -1), foreign keys \(foreignKeys ?? -1))",
                mend: "put the database on a local disk")
        }
    }

    /// Runs one writing transaction: all of it is committed, or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        do {
            return try pool.writeWithoutTransaction { try $0.transaction(.immediate, body) }
        } catch {
            throw LedgerError(error)
        }
    }

    /// Reads from one state of the database.
    func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        do { return try pool.read(body) } catch { throw LedgerError(error) }
    }
}
