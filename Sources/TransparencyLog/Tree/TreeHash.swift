import Crypto

/// A hash of a Merkle tree over a log: 32 bytes of SHA-256 (RFC 6962, section 2.1).
///
/// Leaves and inner nodes are hashed with different first bytes, so that no leaf can pass for a node.
public struct TreeHash: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// How many bytes a hash has.
    public static let length = 32

    /// A hash from its bytes; nothing unless there are 32.
    public init?(_ bytes: some Collection<UInt8>) { self.init(Array(bytes)[...]) }

    /// A hash from its bytes; nothing unless there are 32.
    public init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        words = bytes.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }

    /// A hash from 64 hexadecimal digits.
    public init?(hexadecimal text: String) {
        guard let bytes = Hexadecimal.bytes(text) else { return nil }
        self.init(bytes)
    }

    init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }

    /// The root of a tree without leaves: the hash of nothing.
    public static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    /// SHA-256 of bytes that begin with what tells leaves, nodes and commitments apart.
    public init(hashing bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    /// The hash of one entry of the log: SHA-256 of 0x00 and its bytes.
    public static func leaf(_ entry: [UInt8]) -> TreeHash {
        var bytes = [UInt8]()
        bytes.reserveCapacity(entry.count + 1)
        bytes.append(0)
        bytes.append(contentsOf: entry)
        return TreeHash(SHA256.hash(data: bytes))
    }

    /// The hash of two neighbours: SHA-256 of 0x01, the left and the right one.
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * length, alignment: 1) { buffer in
            buffer[0] = 1
            left.write(to: buffer, at: 1)
            right.write(to: buffer, at: 1 + length)
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return TreeHash(hasher.finalize())
        }
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.length) { buffer, count in
            write(to: UnsafeMutableRawBufferPointer(buffer), at: 0)
            count = Self.length
        }
    }

    private func write(to buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
        buffer.storeBytes(of: words.0.bigEndian, toByteOffset: offset, as: UInt64.self)
        buffer.storeBytes(of: words.1.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
        buffer.storeBytes(of: words.2.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
        buffer.storeBytes(of: words.3.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
    }

    /// Adds 64 hexadecimal digits in lower case, without allocating.
    public func appendHexadecimal(to text: inout [UInt8]) {
        append(words.0, to: &text)
        append(words.1, to: &text)
        append(words.2, to: &text)
        append(words.3, to: &text)
    }

    private func append(_ word: UInt64, to text: inout [UInt8]) {
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
            text.append(digit < 10 ? digit + UInt8(ascii: "0") : digit - 10 + UInt8(ascii: "a"))
        }
    }

    /// 64 hexadecimal digits in lower case.
    public var hexadecimal: String { Hexadecimal.text(bytes) }

    /// Whether all 32 bytes are the same.
    public static func == (left: TreeHash, right: TreeHash) -> Bool { left.words == right.words }

    /// Hashes the bytes for a table.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
