/// SipHash-2-4 with 64 bits of output (Aumasson and Bernstein, 2012).
///
/// The layer turns texts that come from outside into keys of fixed size, and derives branches and tags that nobody can
/// guess, from one secret of the process. The standard library's `Hasher` would change with every run and with it the
/// tests.
struct KeyedHash: Sendable {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    /// The bytes that do not fill a word yet, the first in the lowest byte.
    private var tail: UInt64 = 0
    private var count: UInt64 = 0

    init(_ secret: TransactionSecret) {
        v0 = secret.first ^ 0x736f_6d65_7073_6575
        v1 = secret.second ^ 0x646f_7261_6e64_6f6d
        v2 = secret.first ^ 0x6c79_6765_6e65_7261
        v3 = secret.second ^ 0x7465_6462_7974_6573
    }

    /// Adds one byte.
    mutating func add(_ byte: UInt8) {
        tail |= UInt64(byte) << ((count & 7) * 8)
        count &+= 1
        guard count & 7 == 0 else { return }
        compress(tail)
        tail = 0
    }

    /// Adds a number as its eight bytes, the lowest first.
    mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    /// Adds a part of some bytes.
    mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        for index in range { add(bytes[index]) }
    }

    /// A byte that is in no text, so that "ab" and "c" differ from "a" and "bc".
    static let endOfText: UInt8 = 0xff

    /// Adds a text and its end.
    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(Self.endOfText)
    }

    /// The hash of what was added.
    func finalized() -> UInt64 {
        var copy = self
        copy.compress(tail | (count << 56))
        copy.v2 ^= 0xff
        for _ in 0..<4 { copy.round() }
        return copy.v0 ^ copy.v1 ^ copy.v2 ^ copy.v3
    }

    private mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always)
    private mutating func round() {
        v0 &+= v1
        v1 = v1 << 13 | v1 >> 51
        v1 ^= v0
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v3
        v3 = v3 << 16 | v3 >> 48
        v3 ^= v2
        v0 &+= v3
        v3 = v3 << 21 | v3 >> 43
        v3 ^= v0
        v2 &+= v1
        v1 = v1 << 17 | v1 >> 47
        v1 ^= v2
        v2 = v2 << 32 | v2 >> 32
    }
}

/// What keeps the branches, tags and keys of a layer from being guessed: 128 random bits, drawn once by the process.
public struct TransactionSecret: Sendable {
    let first: UInt64
    let second: UInt64

    /// Takes the random bits.
    public init(_ first: UInt64, _ second: UInt64) {
        self.first = first
        self.second = second
    }
}
