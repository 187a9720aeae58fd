import Desk
import Foundation
import TransparencyLog

/// A key that signs, or signed, checkpoints of a log.
public struct LogKey: Hashable, Sendable {
    /// The public key.
    public let verifier: NoteVerifier
    /// The entry by which it came into use.
    public let since: Int
    /// The entry by which the next one took its place.
    public internal(set) var replacedAt: Int?
    /// The entry by which it was revoked, and why.
    public internal(set) var revoked: (at: Int, reason: String)?

    /// Whether it signs checkpoints now.
    public var isInUse: Bool { replacedAt == nil && revoked == nil }

    /// Whether two keys are the same and have the same history.
    public static func == (left: LogKey, right: LogKey) -> Bool {
        left.verifier == right.verifier && left.since == right.since && left.replacedAt == right.replacedAt
            && left.revoked?.at == right.revoked?.at && left.revoked?.reason == right.revoked?.reason
    }

    /// Hashes the key and its place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(verifier)
        hasher.combine(since)
    }
}

/// The keys of a log, from its own entries: each is made known by the log, and the next one by a signature of the last.
public struct LogKeys: Hashable, Sendable {
    /// All keys, in the order in which they came.
    public private(set) var keys: [LogKey] = []

    /// What is wrong with an entry about keys.
    public struct Flaw: Error, Hashable, Sendable {
        /// The entry.
        public let entry: Int
        /// What is wrong.
        public let message: String
    }

    /// No key yet.
    public init() {}

    /// The kinds of entries that this reads.
    public static let kinds = [LogKind.keyCreated, LogKind.keyRotated, LogKind.keyRevoked]

    /// The key that signs now.
    public var current: LogKey? { keys.last { $0.isInUse } }

    /// The text that the old key signs to hand over to the new one.
    public static func handover(to new: NoteVerifier) -> String { "voicedesk key rotation\n\(new)\n" }

    /// Takes note of an entry.
    public mutating func receive(_ entry: LogEntry) throws(Flaw) {
        guard Self.kinds.contains(entry.kind) else { return }
        guard case .open(let body) = entry.content, case .object(let members) = CanonicalJSON(parsing: body) else {
            throw flaw(entry, "is not readable")
        }
        switch entry.kind {
        case LogKind.keyCreated:
            let key = try key(members, "key", entry)
            guard current == nil else { throw flaw(entry, "makes a key although one is in use") }
            keys.append(LogKey(verifier: key, since: entry.seq))
        case LogKind.keyRotated:
            let new = try key(members, "key", entry)
            guard case .string(let handover) = members["handover"], let note = SignedNote(handover),
                note.text == Self.handover(to: new), let index = keys.lastIndex(where: { $0.isInUse }),
                note.isSigned(by: keys[index].verifier)
            else { throw flaw(entry, "hands over to a key without the signature of the one before") }
            keys[index].replacedAt = entry.seq
            keys.append(LogKey(verifier: new, since: entry.seq))
        default:
            let key = try key(members, "key", entry)
            guard let index = keys.lastIndex(where: { $0.verifier == key && $0.revoked == nil }) else {
                throw flaw(entry, "revokes a key that the log does not know")
            }
            guard case .string(let reason) = members["reason"] else { throw flaw(entry, "gives no reason") }
            keys[index].revoked = (entry.seq, reason)
        }
    }

    private func key(_ members: CanonicalJSON.Members, _ name: String, _ entry: LogEntry) throws(Flaw) -> NoteVerifier {
        guard case .string(let text) = members[name], let verifier = NoteVerifier(text) else {
            throw flaw(entry, "names no key")
        }
        return verifier
    }

    private func flaw(_ entry: LogEntry, _ message: String) -> Flaw {
        Flaw(entry: entry.seq, message: "the entry \(entry.seq) (\(entry.kind)) \(message)")
    }

    /// The key that may have signed a checkpoint of the first `size` entries: in use by then, and not revoked later.
    ///
    /// A revoked key signs nothing any more, whatever the size: whoever has it can sign any.
    public func signer(of note: SignedNote, size: Int) -> LogKey? {
        keys.first { key in
            key.since <= size && key.revoked == nil && (key.replacedAt.map { size < $0 } ?? true)
                && note.isSigned(by: key.verifier)
        }
    }

    /// Whether a key signed that was revoked.
    func isSignedByRevokedKey(_ note: SignedNote) -> Bool {
        keys.contains { $0.revoked != nil && note.isSigned(by: $0.verifier) }
    }

    /// Whether a checkpoint of the first `size` entries is signed by a key that is trusted, or by one to which it handed
    /// over; a key that merely came into use after a revocation inherits no trust.
    ///
    /// A trusted key that the log does not know may sign: then the log is another one, and the roots tell.
    public func isSigned(_ note: SignedNote, size: Int, trusted: NoteVerifier) -> Bool {
        guard !isSignedByRevokedKey(note) else { return false }
        guard let signer = signer(of: note, size: size) else {
            return !keys.contains { note.isSigned(by: $0.verifier) } && note.isSigned(by: trusted)
        }
        var replacedAt: Int?
        for key in keys where key.verifier == trusted || key.since == replacedAt {
            if key == signer { return true }
            replacedAt = key.replacedAt
        }
        return false
    }
}
