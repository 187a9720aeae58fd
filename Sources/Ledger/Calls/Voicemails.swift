import Desk
import Foundation
import GRDB

extension CallWriter {
    /// Writes that the caller left a message: of a call that goes on, or of one that is over.
    func add(_ voicemail: Voicemail, to call: Int64) throws {
        try requireName(voicemail.file, "file of the voicemail")
        try requireInside(voicemail.file)
        try requireNotErased(call)
        let count = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count(*) FROM voicemail WHERE call = ?"), arguments: [call])
        guard (count ?? 0) < LedgerLimits.voicemailsPerCall else {
            throw LedgerError(
                .tooLarge, "the call \(call) has \(count ?? 0) voicemails",
                mend: "record at most \(LedgerLimits.voicemailsPerCall) a call")
        }
        try log.append(LogKind.voicemail, at: voicemail.at, call: call, sealed: voicemail.record.text)
        try execute(
            "INSERT INTO voicemail (call, file, length_ms, sha256, at) VALUES (?, ?, ?, ?, ?)",
            [
                call, voicemail.file, max(0, voicemail.length.milliseconds), Data(voicemail.sha256),
                voicemail.at.milliseconds,
            ])
    }

    /// Refuses what comes too late: nothing may be added to a call that was erased.
    func requireNotErased(_ call: Int64) throws {
        guard try !run("SELECT 1 FROM erasure WHERE call = ?", [call]) else {
            throw LedgerError(.callIsOver, "the call \(call) was erased", mend: "delete what was to be added to it")
        }
    }

    /// Refuses a name that leads out of the folder of recordings: whoever plays the message opens it by this name.
    private func requireInside(_ file: String) throws {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        let isOutside = parts.contains { $0.isEmpty || $0 == "." || $0 == ".." } || file.utf8.contains(0)
        guard isOutside else { return }
        throw LedgerError(
            .badFileName, "the voicemail's file \"\(file)\" is not a name inside of the folder of recordings",
            mend: "name it relative to that folder, without \"..\"")
    }
}

/// Reads the messages of calls, within one transaction.
struct VoicemailReading {
    let database: Database

    func voicemails(of call: Int64) throws -> [Voicemail] {
        let sql = "SELECT file, length_ms, sha256, at FROM voicemail WHERE call = ? ORDER BY id"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [call]).map(Self.voicemail)
    }

    static func voicemail(_ row: Row) throws -> Voicemail {
        let length: Int64 = try row.decode(forColumn: "length_ms")
        let sha256: Data = try row.decode(forColumn: "sha256")
        return Voicemail(
            file: try row.decode(forColumn: "file"), length: .milliseconds(length), sha256: Array(sha256),
            at: Instant(milliseconds: try row.decode(forColumn: "at")))
    }
}
