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
        try write { database in
            try database.execute(
                sql: "UPDATE voicemail SET removed = ? WHERE file = ? AND removed IS NULL",
                arguments: [now.milliseconds, file])
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
