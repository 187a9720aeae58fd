import Crypto

/// The hash of a digest (RFC 7616 §3.3, RFC 8760 §2.1).
///
/// SHA-512/256 is left out: no trunk offers it without offering SHA-256 too. The session variants hash the credentials
/// once more with the nonces of both sides.
public enum DigestAlgorithm: String, CaseIterable, Hashable, Sendable {
    case sha256 = "SHA-256"
    case sha256Session = "SHA-256-sess"
    case md5 = "MD5"
    case md5Session = "MD5-sess"

    /// Reads the name in any case; nothing for an algorithm that we do not have.
    public init?(name: some StringProtocol) {
        let folded = name.lowercased()
        guard let known = Self.allCases.first(where: { $0.rawValue.lowercased() == folded }) else { return nil }
        self = known
    }

    /// Whether HA1 takes in the nonces of both sides.
    public var isSession: Bool { self == .sha256Session || self == .md5Session }

    /// The algorithm without the session part: the one that a stored HA1 was made with.
    public var base: DigestAlgorithm {
        switch self {
        case .sha256, .sha256Session: .sha256
        case .md5, .md5Session: .md5
        }
    }

    /// How many hexadecimal digits a hash has.
    public var hexLength: Int { base == .sha256 ? 64 : 32 }

    /// Hashes the UTF-8 bytes of the parts joined by colons.
    ///
    /// - Returns: lower-case hexadecimal digits (RFC 7616 §3.1.3).
    func hash(_ parts: String...) -> String {
        let bytes = Array(parts.joined(separator: ":").utf8)
        return switch base {
        case .sha256, .sha256Session: Hexadecimal.text(SHA256.hash(data: bytes))
        case .md5, .md5Session: Hexadecimal.text(Insecure.MD5.hash(data: bytes))
        }
    }
}

/// Bytes as lower-case hexadecimal digits, as digests are written.
enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether the text is that many hexadecimal digits.
    static func isText(_ text: some StringProtocol, digits: Int) -> Bool {
        text.utf8.count == digits && text.utf8.allSatisfy { Ascii.hexValue($0) != nil }
    }

    /// Whether two texts are the same, in a time that depends on their lengths only.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(left, right) { difference |= one ^ other }
        return difference == 0
    }
}
