import Desk
import Foundation
import GRDB

/// Looks at a database file before anything is written to it: a file of somebody else is left as it is.
struct FileInspection {
    /// `VDsk` in ASCII, at offset 68 of the file.
    static let applicationID: Int32 = 0x5644_736B
    /// The version of the tables that this program writes.
    static let schemaVersion = 4

    let path: String

    private static let magic = Array("SQLite format 3\u{0}".utf8)
    private static let nameAnother = "move it away or name another file with --database"

    /// Refuses a file that is not a ledger this program can write.
    ///
    /// A file that does not exist is created, for its owner only: it will hold personal data.
    func check(busyTimeout: Duration, readsWhole: Bool = true) throws(LedgerError) {
        guard try isThere() else { return try create() }
        let head = try firstBytes()
        if head.isEmpty { return }
        guard head == Self.magic else {
            throw LedgerError(.notADatabase, "\(path) is not an SQLite database", mend: Self.nameAnother)
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout.inSeconds)
        configuration.label = "ledger.inspection"
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { database in
                try inspect(database)
                if readsWhole { try searchForDamage(database) }
            }
            try queue.close()
        } catch {
            throw named(LedgerError(error))
        }
    }

    /// Puts the file's name into an error of the database.
    func named(_ error: LedgerError) -> LedgerError {
        switch error.kind {
        case .busy:
            LedgerError(.busy, "\(path) is locked by another program", mend: "end the other program, or try again")
        case .cannotOpen:
            LedgerError(
                .cannotOpen, "\(path) cannot be opened for writing",
                mend: "give this user the right to write the file and its directory, "
                    + "or name another file with --database")
        case .damaged where !error.message.contains(path):
            LedgerError(.damaged, "\(path) is damaged", mend: Self.restoreOrNameAnother)
        default: error
        }
    }

    private static let restoreOrNameAnother = "restore the last good copy, or name another file with --database"

    private func inspect(_ database: Database) throws {
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        let isOurs = application == Self.applicationID
        guard isOurs || (application == 0 && tables == 0) else {
            throw LedgerError(.foreignDatabase, "\(path) is a database of another application", mend: Self.nameAnother)
        }
        guard version <= Self.schemaVersion else {
            throw LedgerError(
                .newerVersion,
                "\(path) was written by a newer version (its tables are version \(version), "
                    + "known are up to \(Self.schemaVersion))",
                mend: "install that version, or name another file with --database")
        }
    }

    private func searchForDamage(_ database: Database) throws {
        let finding = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
        guard finding == "ok" else {
            let first = finding?.split(separator: "\n").last.map(String.init) ?? "no finding"
            throw LedgerError(.damaged, "\(path) is damaged (\(first))", mend: Self.restoreOrNameAnother)
        }
    }

    private func isThere() throws(LedgerError) -> Bool {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return false }
        if isDirectory.boolValue {
            throw LedgerError(.cannotOpen, "\(path) is a directory", mend: "name a file with --database")
        }
        return true
    }

    private func create() throws(LedgerError) {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: directory) else {
            throw LedgerError(
                .cannotOpen, "the directory \(directory) does not exist",
                mend: "create it, or name another file with --database")
        }
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: attributes) else {
            throw LedgerError(
                .cannotOpen, "\(path) cannot be created",
                mend: "give this user the right to write in \(directory), or name another file with --database")
        }
    }

    private func firstBytes() throws(LedgerError) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            return Array(try file.read(upToCount: Self.magic.count) ?? Data())
        } catch {
            throw LedgerError(
                .cannotOpen, "\(path) cannot be read", mend: "give this user the right to read and write the file")
        }
    }
}
