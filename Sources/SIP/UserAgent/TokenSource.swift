/// Makes the texts that name things towards peers: unique, and hard to guess (RFC 3261 §19.3).
public struct TokenSource: Sendable {
    private var generator: any RandomNumberGenerator & Sendable

    /// Takes the source of chance; a test gives one that repeats itself.
    public init(_ generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
        self.generator = generator
    }

    /// Random text of letters and digits, worth 128 bits.
    mutating func text() -> String { String(word(), radix: 36) + String(word(), radix: 36) }

    /// A random word.
    mutating func word() -> UInt64 { generator.next() }

    /// The names of a leg.
    mutating func names(tag: String? = nil, host: String = "") -> LegNames {
        let chance = word()
        return LegNames(
            tag: tag ?? text(), callID: host.isEmpty ? "" : "\(text())@\(host)", sessionID: word(),
            firstRSeq: UInt32(truncatingIfNeeded: chance) & 0x3FFF_FFFF | 1,
            glare: UInt8(truncatingIfNeeded: chance >> 56))
    }
}
