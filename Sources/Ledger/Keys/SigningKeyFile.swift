import Foundation
import TransparencyLog

/// The file that holds the key of a log's checkpoints: one line, for its owner only.
public struct SigningKeyFile: Sendable {
    /// Its path.
    public let path: String

    /// Names a file.
    public init(path: String) { self.path = path }

    /// Whether it is there.
    public var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Reads the key.
    public func load() throws(LedgerError) -> NoteSigner {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LedgerError(
                .cannotOpen, "the signing key \(path) cannot be read",
                mend: "make one with 'voicedesk ledger key create', or name it with --signing-key")
        }
        let line = String(decoding: data.prefix(4096), as: UTF8.self).split(whereSeparator: \.isNewline).first
        guard let line, let signer = NoteSigner(String(line)) else {
            throw LedgerError(
                .wrongKey, "\(path) holds no signing key",
                mend: "name the file that 'voicedesk ledger key create' made, or restore it from a copy")
        }
        return signer
    }

    /// The key that signs a ledger's checkpoints; made in this file where the ledger has none yet.
    public func signer(of ledger: Ledger) throws(LedgerError) -> NoteSigner {
        if !exists, try ledger.keys().current == nil { return try create(name: Self.freshName()) }
        return try load()
    }

    /// A name for a log that no other has.
    public static func freshName() -> String { "voicedesk/" + UUID().uuidString.lowercased().prefix(13) }

    /// Makes a new key in a file that is not there yet.
    public func create(name: String) throws(LedgerError) -> NoteSigner {
        guard let signer = NoteSigner(name: name) else {
            throw LedgerError(
                .wrongKey, "\"\(name)\" is no name for a key",
                mend: "use letters, digits, dots and slashes, without spaces")
        }
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard !exists,
            FileManager.default.createFile(
                atPath: path, contents: Data((signer.secretText + "\n").utf8), attributes: attributes)
        else {
            throw LedgerError(
                .cannotOpen, "the signing key \(path) cannot be created",
                mend: exists ? "a key is there already; name another file" : "give this user the right to write there")
        }
        return signer
    }
}
