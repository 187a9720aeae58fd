import Desk
import Foundation
import GRDB
import TransparencyLog

extension Ledger {
    /// The keys of the log.
    public func keys() throws(LedgerError) -> LogKeys {
        try read { try LogReading(database: $0).keys() }
    }

    /// Makes a key known to the log, where none is in use; does nothing where it is the one in use.
    ///
    /// - Throws: `wrongKey` where another one is in use.
    public func adopt(_ key: NoteVerifier, at now: Instant) throws(LedgerError) {
        guard try read({ try LogReading(database: $0).isInUse(key) }) == false else { return }
        try append { log in
            // Another process may have made one known since.
            guard try LogReading(database: log.database).isInUse(key) == false else { return }
            try log.append(LogKind.keyCreated, at: now, open: ["key": .string(key.description)])
        }
    }

    /// Hands over from the key in use to a new one; the old key signs that.
    public func rotate(from old: NoteSigner, to new: NoteVerifier, by actor: String, at now: Instant)
        throws(LedgerError)
    {
        guard new.name == old.verifier.name, new != old.verifier else {
            throw LedgerError(
                .wrongKey, "the new key is named \"\(new.name)\", the old one \"\(old.verifier.name)\"",
                mend: "make a new key with the same name")
        }
        let handover = try signed { try SignedNote(LogKeys.handover(to: new), by: [old]) }
        try append { log in
            guard let current = try LogReading(database: log.database).keys().current,
                current.verifier == old.verifier
            else {
                throw LedgerError(
                    .wrongKey, "the key \(old.verifier.hash) is not the one in use",
                    mend: "name the file of the key in use")
            }
            try log.append(
                LogKind.keyRotated, at: now,
                open: [
                    "actor": .string(actor), "handover": .string(handover.description),
                    "key": .string(new.description),
                ])
        }
    }

    /// Revokes a key: no checkpoint of it counts any more.
    public func revoke(_ key: NoteVerifier, reason: String, by actor: String, at now: Instant) throws(LedgerError) {
        guard !reason.isEmpty else {
            throw LedgerError(.incomplete, "a revocation has no reason", mend: "say why, in a sentence")
        }
        try append { log in
            let keys = try LogReading(database: log.database).keys()
            guard keys.keys.contains(where: { $0.verifier == key && $0.revoked == nil }) else {
                throw LedgerError(
                    .unknownKey, "the log does not know the key \(key.hash), or it is revoked",
                    mend: "list the keys with 'voicedesk ledger key list'")
            }
            try log.append(
                LogKind.keyRevoked, at: now,
                open: ["actor": .string(actor), "key": .string(key.description), "reason": .string(reason)])
        }
    }

    /// Signs how the log stands, and keeps the checkpoint beside it.
    ///
    /// What it proves, it proves to whoever has it from outside: it is to be written elsewhere.
    public func checkpoint(by signer: NoteSigner, at now: Instant) throws(LedgerError) -> SignedNote {
        try adopt(signer.verifier, at: now)
        // In one look: a rotation in between would leave a checkpoint by a key that is no longer in use.
        let frontier = try read { database in
            let reading = LogReading(database: database)
            _ = try reading.isInUse(signer.verifier)
            return try reading.frontier(of: reading.size())
        }
        let checkpoint = Checkpoint(origin: signer.verifier.name, size: frontier.size, root: frontier.root)
        let note = try signed { try checkpoint.signed(by: signer) }
        try write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO checkpoint (size, at, note) VALUES (?, ?, ?)",
                arguments: [frontier.size, now.milliseconds, note.description])
        }
        return note
    }

    /// The latest checkpoint that was made, with its time.
    public func latestCheckpoint() throws(LedgerError) -> (at: Instant, note: SignedNote)? {
        try read { database in
            let sql = "SELECT at, note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1"
            guard let row = try Row.fetchOne(database, sql: sql) else { return nil }
            let text: String = try row.decode(atIndex: 1)
            guard let note = SignedNote(text) else { throw Stored.unreadable(text, in: "checkpoint") }
            return (Instant(milliseconds: try row.decode(atIndex: 0)), note)
        }
    }

    private func signed(_ sign: () throws -> SignedNote) throws(LedgerError) -> SignedNote {
        do { return try sign() } catch {
            throw LedgerError(.wrongKey, "the key cannot sign (\(error))", mend: "make another key, and rotate to it")
        }
    }
}

extension LogReading {
    /// The keys of the log.
    func keys() throws -> LogKeys {
        var keys = LogKeys()
        for entry in try entries(ofKinds: LogKeys.kinds) { try keys.receive(entry) }
        return keys
    }

    /// Whether a key is in use; not if none is.
    ///
    /// - Throws: `wrongKey` where another one is.
    func isInUse(_ key: NoteVerifier) throws -> Bool {
        guard let current = try keys().current else { return false }
        guard current.verifier == key else {
            throw LedgerError(
                .wrongKey, "the log is signed by the key \(current.verifier.hash), not by \(key.hash)",
                mend: "name that key's file with --signing-key, or change keys with 'voicedesk ledger key rotate'")
        }
        return true
    }
}
