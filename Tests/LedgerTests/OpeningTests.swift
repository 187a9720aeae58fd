import Desk
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite("Opening a ledger") struct OpeningTests {
    let file: LedgerFile

    init() throws { file = try LedgerFile() }

    @Test("A new ledger has its tables, its mark, and commits to the disk")
    func new() throws {
        let ledger = try file.open()
        try ledger.pool.writeWithoutTransaction { database in
            #expect(try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal")
            #expect(try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2)
            #expect(try Int.fetchOne(database, sql: "PRAGMA foreign_keys") == 1)
            #expect(try Int.fetchOne(database, sql: "PRAGMA busy_timeout") == 100)
            #expect(try Int32.fetchOne(database, sql: "PRAGMA application_id") == FileInspection.applicationID)
            #expect(try Int.fetchOne(database, sql: "PRAGMA user_version") == FileInspection.schemaVersion)
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict ORDER BY name")
            #expect(
                tables == [
                    "billing_address", "bulletin", "bulletin_scope", "call", "charge", "checkpoint", "client",
                    "contact",
                    "contact_phone", "desk_text", "dispute", "drill", "drill_erasure", "earlier_call", "erasure",
                    "invoice", "log", "meta",
                    "passcode_failure", "service", "ticket", "tree_node", "voicemail",
                ])
        }
        #expect(Migrations.migrator.migrations == ["v1", "v2", "v3", "v4"])
    }

    @Test("It is FULL again after the file was closed and opened") func reopened() throws {
        try file.open().close()
        let ledger = try file.open()
        let synchronous = try ledger.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(synchronous == 2)
        #expect(try ledger.pool.read(Migrations.migrator.appliedMigrations) == ["v1", "v2", "v3", "v4"])
    }

    @Test("Only its owner may read the file, and what SQLite puts beside it") func permissions() throws {
        let ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] {
            let path = file.directory.appendingPathComponent(name).path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("An empty file and an interrupted creation are taken for new ones") func empty() throws {
        try Data().write(to: URL(fileURLWithPath: file.path))
        try file.open().close()
        let other = try LedgerFile()
        try other.stranger().inDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try other.open().close()
        let third = try LedgerFile()
        try third.stranger().inDatabase { database in
            try database.execute(sql: "PRAGMA application_id = \(FileInspection.applicationID)")
            try database.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        }
        try third.open().close()
    }

    @Test("A file that is no database is refused and left alone") func text() throws {
        for content in ["x", "Dear diary, this is no database at all."] {
            try Data(content.utf8).write(to: URL(fileURLWithPath: file.path))
            #expect(
                refusal { _ = try file.open() }
                    == "\(file.path) is not an SQLite database: move it away or name another file with --database")
            #expect(try String(contentsOfFile: file.path, encoding: .utf8) == content)
        }
    }

    @Test("A database of another application is refused and left alone") func foreign() throws {
        let stranger = try file.stranger()
        try stranger.inDatabase { try $0.execute(sql: "CREATE TABLE diary (day TEXT); PRAGMA user_version = 7") }
        try stranger.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: file.path))
        let expected =
            "\(file.path) is a database of another application: move it away or name another file with --database"
        #expect(refusal { _ = try file.open() } == expected)
        #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == before)

        let marked = try LedgerFile()
        try marked.stranger().inDatabase { try $0.execute(sql: "PRAGMA application_id = 1196444487") }
        #expect(refusal { _ = try marked.open() }.contains("is a database of another application"))
    }

    @Test("A database of a newer version is refused") func newer() throws {
        try file.open().close()
        try file.stranger().inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }
        #expect(
            refusal { _ = try file.open() }
                == "\(file.path) was written by a newer version (its tables are version 99, known are up to 4): "
                + "install that version, or name another file with --database")
        let migrated = try LedgerFile()
        try migrated.open().close()
        try migrated.stranger().inDatabase { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v9')") }
        #expect(refusal { _ = try migrated.open() }.contains("was written by a newer version"))
    }

    @Test("A file with a damaged page is refused", arguments: [1, 2, 5, 9]) func damaged(page: Int) throws {
        let ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        try ledger.close()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file.path))
        try handle.seek(toOffset: UInt64(page == 1 ? 100 : (page - 1) * 4096))
        try handle.write(contentsOf: Data(repeating: 0xA5, count: 3000))
        try handle.close()
        let text = refusal { _ = try file.open() }
        #expect(text.hasPrefix("\(file.path) is damaged"))
        #expect(text.hasSuffix(": restore the last good copy, or name another file with --database"))
    }

    @Test("A truncated file is refused") func truncated() throws {
        try file.open().close()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file.path))
        try handle.truncate(atOffset: 4096 * 3)
        try handle.close()
        #expect(refusal { _ = try file.open() }.hasPrefix("\(file.path) is damaged"))
    }

    @Test("A directory that is not there or cannot be written is refused") func directories() throws {
        let missing = file.directory.appendingPathComponent("nowhere").path
        #expect(
            refusal { _ = try Ledger(path: missing + "/a.sqlite") }
                == "the directory \(missing) does not exist: create it, or name another file with --database")
        #expect(
            refusal { _ = try Ledger(path: file.directory.path) }
                == "\(file.directory.path) is a directory: name a file with --database")
        #expect(
            refusal { _ = try Ledger(path: "/proc/ledger.sqlite") }
                == "/proc/ledger.sqlite cannot be created: give this user the right to write in /proc, "
                + "or name another file with --database")
    }

    @Test("A file that another program holds exclusively is refused") func exclusive() throws {
        try file.open().close()
        let stranger = try file.stranger()
        try stranger.inDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE") }
        #expect(
            refusal { _ = try file.open() }
                == "\(file.path) is locked by another program: end the other program, or try again")
        try stranger.inDatabase { try $0.execute(sql: "ROLLBACK") }
    }

    @Test("The tables accept every word of the procedure") func words() throws {
        let ledger = try file.open()
        let schema = try ledger.pool.read {
            try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").joined()
        }
        let words =
            ServiceKind.allCases.map(\.rawValue) + Language.allCases.map(\.rawValue)
            + ChannelName.allCases.map(\.rawValue)
            + TicketPriority.allCases.map(\.rawValue) + TicketQualification.allCases.map(\.rawValue)
            + NumberRole.allCases.map(\.rawValue) + VerdictKind.allCases.map(\.rawValue)
            + Period.allCases.map(\.rawValue)
            + CallHeader.Source.allCases.map(\.rawValue) + RecordedCall.State.allCases.map(\.rawValue)
            + RecordedCharge.Status.allCases.map(\.rawValue)
        for word in words { #expect(schema.contains("'\(word)'"), "\(word)") }
    }
}
