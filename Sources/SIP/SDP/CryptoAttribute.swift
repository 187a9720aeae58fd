/// A key for SRTP in a session description (RFC 4568).
///
/// Only what can be used is kept: one inline key without a master key identifier, AES in counter mode with HMAC-SHA1,
/// no session parameter that changes how packets are protected.
public struct CryptoAttribute: Hashable, Sendable {
    /// The number by which an answer names the attribute of the offer that it takes.
    public let tag: UInt32
    /// The cipher and the length of the authentication tag.
    public let suite: SRTPSuite
    /// The key of the side that wrote the attribute, for what it sends.
    public let key: SRTPMasterKey

    init(tag: UInt32, suite: SRTPSuite, key: SRTPMasterKey) {
        (self.tag, self.suite, self.key) = (tag, suite, key)
    }

    private static let inlineKey = SDPField.key("inline")

    /// Reads `1 AES_CM_128_HMAC_SHA1_80 inline:…|2^20`.
    init?(_ field: SDPField) {
        var field = field
        guard let tagField = field.takeWord(), tagField.count <= 9, let tag = tagField.number(as: UInt32.self),
            let suiteField = field.takeWord(), let suite = SRTPSuite(suiteField),
            var parameter = field.takeWord(), parameter.take(upTo: Ascii.colon).lowercasedKey == Self.inlineKey
        else { return nil }
        let keyField = parameter.take(upTo: UInt8(ascii: "|"))
        guard let key = SRTPMasterKey(base64: keyField.bytes), Self.isLifetime(parameter) else { return nil }
        while let session = field.takeWord() {
            // The hint for the size of the replay window binds nobody; anything else changes the packets (§6.3).
            guard session.bytes.starts(with: "WSH=".utf8) || session.first == UInt8(ascii: "-") else {
                return nil
            }
        }
        self.init(tag: tag, suite: suite, key: key)
    }

    /// Whether what follows the key is nothing or a lifetime (`2^20`, `1048576`) that outlives every call.
    ///
    /// A master key identifier (`1:4`) or a further key (`;inline:…`) makes it something else.
    private static func isLifetime(_ field: SDPField) -> Bool {
        if field.isEmpty { return true }
        var field = field
        let base = field.take(upTo: UInt8(ascii: "^"))
        // 2^16 packets of 10 ms are eleven minutes; keys that last shorter than 2^20 packets are not worth a call.
        if field.isEmpty { return base.number(as: UInt64.self).map { $0 >= 1 << 20 } ?? false }
        return base.number(as: UInt8.self) == 2 && (20...48).contains(field.number(as: UInt8.self) ?? 0)
    }
}

/// The crypto-suites that are spoken (RFC 4568 §6.2).
public enum SRTPSuite: String, CaseIterable, Hashable, Sendable {
    /// AES-128 in counter mode, authentication tags of 80 bits.
    case aes128SHA1Tag80 = "AES_CM_128_HMAC_SHA1_80"
    /// AES-128 in counter mode, authentication tags of 32 bits.
    case aes128SHA1Tag32 = "AES_CM_128_HMAC_SHA1_32"

    init?(_ field: SDPField) {
        self.init(rawValue: field.text)
    }
}

/// A master key of 16 octets and its salt of 14, in this order (RFC 4568 §6.1).
///
/// Descriptions of it say nothing of what it holds, so that no key gets into a log.
public struct SRTPMasterKey: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// How many octets there are.
    public static let length = 30
    /// The key, then the salt.
    public let bytes: [UInt8]

    /// Takes the 30 octets of a key and its salt; nothing for any other number.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// The same for every key.
    public var description: String { "SRTPMasterKey(…)" }
    /// The same for every key.
    public var debugDescription: String { description }
    /// No children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
