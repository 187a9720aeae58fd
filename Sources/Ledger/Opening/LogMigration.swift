import Desk
import GRDB

/// Begins the log, and moves the events of calls from the table of "v1" into it: what was on record stays on record.
///
/// Calls of before have no entry of their beginning and end; the first entry tells how many those are. Their charges are
/// still to be decided, so each is proposed in the log too.
struct LogMigration {
    let database: Database

    func begin(at now: Instant) throws {
        let log = try LogAppender(database, tail: LogTail())
        let calls = try Int.fetchOne(database, sql: "SELECT coalesce(max(key), 0) FROM call") ?? 0
        try log.append(LogKind.began, at: now, open: ["calls_before": .integer(calls), "version": 1])
        let rows = try Row.fetchCursor(
            database, sql: "SELECT call, at, kind, payload FROM call_event ORDER BY id")
        while let row = try rows.next() {
            try log.append(
                row.decode(atIndex: 2), at: Instant(milliseconds: row.decode(atIndex: 1)),
                call: row.decode(atIndex: 0), sealed: row.decode(atIndex: 3))
        }
        try database.execute(sql: "DROP TABLE call_event")
        for charge in try ChargeReading(database: database).charges(where: "true ORDER BY charge.id", []) {
            try log.append(
                LogKind.chargeProposed, at: charge.proposedAt, call: charge.call, sealed: charge.proposed.text)
        }
    }
}
