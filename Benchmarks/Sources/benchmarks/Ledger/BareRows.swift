import Foundation
import GRDB

/// The same rows as a ledger has them, in tables that look the same and are not guarded, by GRDB and cached statements alone.
///
/// Texts are those of a call that the ledger wrote, made beforehand; nothing is checked, hashed or put together.
final class BareRows {
    private let queue: DatabaseQueue
    private let entries: [(kind: String, payload: String)]
    private let begun: [DatabaseValue]
    private let ended: [DatabaseValue]
    private var seq = 0
    private var call = 0

    private static let begunColumns = [
        "number", "dialled", "caller", "started", "flow", "flow_hash", "policy_hash", "desk", "source", "drill",
        "language",
    ]
    private static let endedColumns = [
        "state", "client", "contact", "ticket", "verdict", "reasons", "ended", "period", "connected_to", "assessment",
        "heard",
        "keys", "duration", "statuses", "entries",
    ]

    /// - Parameter ledger: the file of a ledger whose first call is written like all others.
    init(path: String, like ledger: String) throws {
        let model = try DatabaseQueue(path: ledger)
        (entries, begun, ended) = try model.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT kind, payload FROM log WHERE call = 1 ORDER BY seq")
            guard let call = try Row.fetchOne(database, sql: "SELECT * FROM call WHERE key = 1") else {
                throw Unusable("no call was written")
            }
            return (
                rows.map { (kind: $0["kind"], payload: $0["payload"]) }, Self.begunColumns.map { call[$0] },
                Self.endedColumns.map { call[$0] }
            )
        }
        try model.close()
        queue = try DatabaseQueue(path: path)
        let columns = (Self.begunColumns + Self.endedColumns).joined(separator: ", ")
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                    CREATE TABLE log (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, call INTEGER, body TEXT,
                        commitment BLOB, salt BLOB, payload TEXT) STRICT;
                    CREATE INDEX log_call ON log (call) WHERE call IS NOT NULL;
                    CREATE INDEX log_desk ON log (kind) WHERE call IS NULL;
                    CREATE TABLE call (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, \(columns));
                    CREATE INDEX call_client ON call (client, started);
                    CREATE INDEX call_started ON call (started);
                    CREATE INDEX call_in_progress ON call (key) WHERE state = 'in-progress';
                    """)
        }
    }

    /// How many rows of the log a call has.
    var rowsPerCall: Int { entries.count }

    /// Writes calls in one commit.
    func write(calls: Int) throws {
        let (commitment, salt) = (Data(repeating: 1, count: 32), Data(repeating: 2, count: 16))
        try queue.write { database in
            let log = try database.cachedStatement(
                sql:
                    "INSERT INTO log (seq, at, kind, call, body, commitment, salt, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            )
            let begin = try database.cachedStatement(
                sql: """
                    INSERT INTO call (key, id, state, \(Self.begunColumns.joined(separator: ", ")))
                    VALUES (?, ?, 'in-progress', \(Self.begunColumns.map { _ in "?" }.joined(separator: ", ")))
                    """)
            let end = try database.cachedStatement(
                sql: "UPDATE call SET \(Self.endedColumns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE key = ?")
            for _ in 0..<calls {
                call += 1
                try begin.execute(arguments: [call, "call-\(call)@desk.example"] + StatementArguments(begun))
                for entry in entries {
                    seq += 1
                    try log.execute(arguments: [
                        seq, 1_773_200_000_000 + call, entry.kind, call, nil, commitment, salt, entry.payload,
                    ])
                }
                try end.execute(arguments: StatementArguments(ended) + [call])
            }
        }
    }
}
