import Crypto
import Foundation

/// The public key of a signer of notes, in the text form of C2SP signed-note: `NAME+HASH+BASE64`.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
    /// The signer's name: no spaces, no `+`.
    public let name: String
    /// Four bytes that tell the keys of a name apart: the beginning of SHA-256 of name, line end, algorithm and key.
    public let id: UInt32
    /// The 32 bytes of the Ed25519 key (RFC 8032).
    public let publicKey: [UInt8]

    /// The byte by which signed-note names Ed25519.
    static let algorithm: UInt8 = 1
    /// How many bytes of UTF-8 a name may have.
    public static let longestName = 200

    /// Makes a verifier; nothing for a name that a note cannot carry or a key that is no point of the curve.
    public init?(name: String, publicKey: [UInt8]) {
        guard Self.isName(name), (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil else {
            return nil
        }
        self.name = name
        self.publicKey = publicKey
        id = Self.id(of: name, publicKey)
    }

    /// Reads `NAME+HASH+BASE64`; nothing if any part is wrong.
    public init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let key = Data(canonicalBase64: parts[2]), key.first == Self.algorithm,
            let verifier = NoteVerifier(name: String(parts[0]), publicKey: Array(key.dropFirst())),
            verifier.hash == parts[1]
        else { return nil }
        self = verifier
    }

    /// The key's hash as eight hexadecimal digits.
    public var hash: String { Hexadecimal.text((0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * $0)) }) }

    /// `NAME+HASH+BASE64`.
    public var description: String {
        "\(name)+\(hash)+\(Data([Self.algorithm] + publicKey).base64EncodedString())"
    }

    /// Whether the signature over the bytes is this key's.
    public func isValid(_ signature: [UInt8], for bytes: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= longestName
            && name.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "+" && !$0.properties.isWhitespace }
    }

    private static func id(of name: String, _ key: [UInt8]) -> UInt32 {
        let digest = SHA256.hash(data: Array(name.utf8) + [0x0A, algorithm] + key)
        return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// Signs notes with an Ed25519 key.
public struct NoteSigner: Sendable {
    /// The signer's public side.
    public let verifier: NoteVerifier
    private let key: Curve25519.Signing.PrivateKey

    private static let heading = "PRIVATE+KEY+"

    /// Makes a new key; nothing for a name that a note cannot carry.
    public init?(name: String) { self.init(name: name, key: Curve25519.Signing.PrivateKey()) }

    private init?(name: String, key: Curve25519.Signing.PrivateKey) {
        guard let verifier = NoteVerifier(name: name, publicKey: Array(key.publicKey.rawRepresentation)) else {
            return nil
        }
        self.key = key
        self.verifier = verifier
    }

    /// Reads `PRIVATE+KEY+NAME+HASH+BASE64`; nothing if any part is wrong.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.heading) else { return nil }
        let parts = text.dropFirst(Self.heading.count).split(
            separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Data(canonicalBase64: parts[2]),
            bytes.first == NoteVerifier.algorithm,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst()),
            let signer = NoteSigner(name: String(parts[0]), key: key), signer.verifier.hash == parts[1]
        else { return nil }
        self = signer
    }

    /// The key as it is kept in a file: `PRIVATE+KEY+NAME+HASH+BASE64`.
    ///
    /// A secret.
    public var secretText: String {
        let bytes = Data([NoteVerifier.algorithm]) + key.rawRepresentation
        return "\(Self.heading)\(verifier.name)+\(verifier.hash)+\(bytes.base64EncodedString())"
    }

    /// The 64 bytes of a signature.
    /// - Throws: what the cryptography library throws.
    public func signature(for bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }
}
