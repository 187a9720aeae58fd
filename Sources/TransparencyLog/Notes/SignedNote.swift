import Foundation

/// A text with signatures (C2SP signed-note): the text, an empty line, a line for each signature.
public struct SignedNote: Hashable, Sendable {
    /// One signature.
    public struct Signature: Hashable, Sendable {
        /// The signer's name.
        public let name: String
        /// Which of the signer's keys it is.
        public let id: UInt32
        /// The signature's bytes.
        public let bytes: [UInt8]
    }

    /// The signed text; it ends with a line end.
    public let text: String
    /// The signatures, in order.
    public let signatures: [Signature]

    /// How many bytes a note may have.
    public static let longest = 1 << 20
    /// How many signatures a note may have.
    public static let mostSignatures = 100

    /// Signs a text that ends with a line end.
    public init(_ text: String, by signers: [NoteSigner]) throws {
        self.text = text
        signatures = try signers.map {
            Signature(name: $0.verifier.name, id: $0.verifier.id, bytes: try $0.signature(for: Array(text.utf8)))
        }
    }

    /// Reads a note; nothing if it is none.
    public init?(_ note: String) {
        // By scalars: characters would see one in a line end with a carriage return.
        let scalars = note.unicodeScalars
        guard note.utf8.count <= Self.longest, note.hasSuffix("\n"),
            scalars.allSatisfy({ $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
        else { return nil }
        let lines = note.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        guard let empty = lines.lastIndex(of: ""), empty > 0, empty < lines.count - 1 else { return nil }
        var signatures: [Signature] = []
        for line in lines[(empty + 1)...] {
            guard let signature = Signature(line), signatures.count < Self.mostSignatures else { return nil }
            signatures.append(signature)
        }
        text = lines[..<empty].joined(separator: "\n") + "\n"
        self.signatures = signatures
    }

    /// Whether the key has signed the text; a signature of that key that is wrong makes the whole note wrong.
    public func isSigned(by verifier: NoteVerifier) -> Bool {
        let own = signatures.filter { $0.name == verifier.name && $0.id == verifier.id }
        return !own.isEmpty && own.allSatisfy { verifier.isValid($0.bytes, for: Array(text.utf8)) }
    }

    /// The note as it is written.
    public var description: String { text + "\n" + signatures.map { $0.line + "\n" }.joined() }
}

extension SignedNote.Signature {
    fileprivate init?(_ line: Substring) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", NoteVerifier.isName(String(parts[1])),
            let data = Data(canonicalBase64: parts[2]), data.count > 4
        else { return nil }
        name = String(parts[1])
        id = data.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(data.dropFirst(4))
    }

    fileprivate var line: String {
        let key = (0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * $0)) }
        return "\u{2014} \(name) \(Data(key + bytes).base64EncodedString())"
    }
}

extension Data {
    /// The bytes of base64 in its one spelling; Foundation alone passes over bits that lie behind the last byte.
    init?(canonicalBase64 text: Substring) {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text else { return nil }
        self = data
    }
}
