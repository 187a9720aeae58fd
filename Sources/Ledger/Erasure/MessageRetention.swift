import Desk
import GRDB

extension Ledger {
    /// The files of messages that were recorded before an instant and are still there.
    public func messages(recordedBefore limit: Instant) throws(LedgerError) -> [String] {
        try read { database in
            let sql = "SELECT file FROM voicemail WHERE at < ? AND removed IS NULL ORDER BY id"
            return try String.fetchAll(database, sql: sql, arguments: [limit.milliseconds])
        }
    }

    /// Takes note that a message's file was deleted; what is known of it stays on record.
    public func noteRemoval(of file: String, at now: Instant) throws(LedgerError) {
        try append { log in
            let sql = "SELECT call FROM voicemail WHERE file = ? AND removed IS NULL"
            guard let call = try Int64.fetchOne(log.database, sql: sql, arguments: [file]) else { return }
            try log.database.execute(
                sql: "UPDATE voicemail SET removed = ? WHERE file = ?", arguments: [now.milliseconds, file])
            let record: CanonicalJSON = ["file": .string(file)]
            try log.append(LogKind.voicemailRemoved, at: now, call: call, sealed: record.text)
        }
    }

    /// Forgets wrong passcodes that are older than the window in which they count.
    /// - Returns: how many there were.
    public func forgetPasscodeFailures(before limit: Instant) throws(LedgerError) -> Int {
        try write { database in
            try database.execute(sql: "DELETE FROM passcode_failure WHERE at < ?", arguments: [limit.milliseconds])
            return database.changesCount
        }
    }
}
