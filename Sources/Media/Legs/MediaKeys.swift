/// The keys with which a leg's packets are protected (SRTP with SDES, RFC 4568).
///
/// What describes it says nothing of the keys, so that none gets into a log.
public struct MediaKeys: Hashable, Sendable {
    /// How packets are encrypted and proved (RFC 4568 §6.2).
    public enum Suite: Hashable, Sendable, CaseIterable {
        /// AES-CM with 128 bits; tags of ten bytes.
        case aes128SHA1Tag80
        /// The same with tags of four bytes for sound.
        case aes128SHA1Tag32
    }

    /// A key and its salt have this many bytes, not ``MediaKeys/length``.
    public struct WrongLength: Error, Hashable, Sendable {
        /// How many there were.
        public let count: Int
    }

    /// Bytes of a master key and its salt.
    public static let length = 30

    /// How packets are protected.
    public let suite: Suite
    /// Key and salt of what is sent.
    public let local: [UInt8]
    /// Key and salt of what is received.
    public let remote: [UInt8]

    /// Takes both keys.
    ///
    /// It throws where it could have been nothing, as no keys would mean a leg without protection.
    public init(suite: Suite, local: [UInt8], remote: [UInt8]) throws(WrongLength) {
        for key in [local, remote] where key.count != Self.length { throw WrongLength(count: key.count) }
        (self.suite, self.local, self.remote) = (suite, local, remote)
    }
}

extension MediaKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The same for all keys.
    public var description: String { "MediaKeys(…)" }
    /// The same for all keys.
    public var debugDescription: String { description }
    /// No children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
