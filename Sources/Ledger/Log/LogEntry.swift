import Crypto
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
            return TreeHash(Array(SHA256.hash(data: bytes))) ?? .empty
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
        switch content {
        case .open(let body):
            text.reserveCapacity(96 + body.utf8.count)
            Self.head(at: at, body: body, call: call, to: &text)
        case .sealed(let commitment, _):
            text.reserveCapacity(192)
            Self.head(at: at, body: nil, call: call, to: &text)
            text.append(contentsOf: #","commitment":""#.utf8)
            Hexadecimal.append(commitment.bytes, to: &text)
            text.append(UInt8(ascii: "\""))
        }
        text.append(contentsOf: #","kind":"#.utf8)
        text.append(contentsOf: CanonicalJSON.string(kind).text.utf8)
        text.append(contentsOf: #","seq":"#.utf8)
        Self.append(Int64(seq), to: &text)
        text.append(UInt8(ascii: "}"))
        return text
    }

    private static func head(at: Instant, body: String?, call: Int64?, to text: inout [UInt8]) {
        text.append(contentsOf: #"{"at":"#.utf8)
        append(at.milliseconds, to: &text)
        if let body {
            text.append(contentsOf: #","body":"#.utf8)
            text.append(contentsOf: body.utf8)
        }
        if let call {
            text.append(contentsOf: #","call":"#.utf8)
            append(call, to: &text)
        }
    }

    private static func append(_ number: Int64, to text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        let start = text.count
        var rest = number.magnitude
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    /// The leaf's hash.
    public var hash: TreeHash { .leaf(leaf) }
}
