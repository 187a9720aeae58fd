import Desk
import TransparencyLog

/// One entry of the log, as it stands in the ledger.
///
/// What the tree is made of is ``leaf``: the entry's place, time, kind and call, and either its body or the commitment to
/// its payload. The payload itself is no part of it; it can be removed and the proof still holds.
public struct LogEntry: Hashable, Sendable {
    /// What an entry says.
    public enum Content: Hashable, Sendable {
        /// Nothing personal: canonical JSON that is part of the proof.
        case open(body: String)
        /// Something that may have to be erased; the proof holds its commitment only.
        case sealed(commitment: TreeHash, Seal?)
    }

    /// A payload with the salt that keeps its commitment from being guessed.
    public struct Seal: Hashable, Sendable {
        /// 16 random bytes.
        public let salt: [UInt8]
        /// Canonical JSON.
        public let payload: String

        /// Makes a seal.
        public init(salt: [UInt8], payload: String) {
            self.salt = salt
            self.payload = payload
        }

        /// How many bytes a salt has.
        public static let saltLength = 16

        /// SHA-256 of 0x02, the salt and the payload's UTF-8.
        public var commitment: TreeHash {
            var bytes: [UInt8] = [2]
            bytes.reserveCapacity(1 + salt.count + payload.utf8.count)
            bytes.append(contentsOf: salt)
            bytes.append(contentsOf: payload.utf8)
            return TreeHash(hashing: bytes)
        }
    }

    /// Its place, from 1; leaf `seq − 1` of the tree.
    public let seq: Int
    /// When it happened.
    public let at: Instant
    /// What kind of thing.
    public let kind: String
    /// The key of the call that it belongs to.
    public let call: Int64?
    /// What it says.
    public let content: Content

    /// Makes an entry.
    public init(seq: Int, at: Instant, kind: String, call: Int64?, content: Content) {
        self.seq = seq
        self.at = at
        self.kind = kind
        self.call = call
        self.content = content
    }

    /// The bytes that the tree is made of: canonical JSON (RFC 8785), its members in the order of their names.
    public var leaf: [UInt8] {
        var text: [UInt8] = []
        write(to: &text)
        return text
    }

    private func write(to text: inout [UInt8]) {
        switch content {
        case .open(let body):
            text.reserveCapacity(128 + body.utf8.count)
            LeafText.write(
                seq: seq, at: at.milliseconds, kind: kind.utf8, call: call, body: body.utf8,
                commitment: nil, to: &text)
        case .sealed(let commitment, _):
            text.reserveCapacity(192)
            LeafText.write(
                seq: seq, at: at.milliseconds, kind: kind.utf8, call: call, body: nil as [UInt8]?,
                commitment: commitment, to: &text)
        }
    }

    /// The leaf's hash.
    public var hash: TreeHash {
        var text: [UInt8] = []
        text.reserveCapacity(256)
        text.append(0)
        write(to: &text)
        return TreeHash(hashing: text)
    }
}
