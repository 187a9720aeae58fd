import Crypto
import Desk
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Hashes passcodes with a secret key (HMAC-SHA-256), so that a stolen database does not give them away (rule R3).
///
/// There are only a thousand passcodes of three keys: without the key the hash would be no protection at all.
public struct KeyedPasscodeHasher: PasscodeHasher {
    /// How many bytes a key has.
    public static let keyLength = 32

    private let key: SymmetricKey

    /// Hashes with a key that is known.
    public init(key: SymmetricKey) { self.key = key }

    /// Hashes with a random key that is forgotten with this value: for simulations, tests and drills.
    public static func ephemeral() -> KeyedPasscodeHasher { KeyedPasscodeHasher(key: SymmetricKey(size: .bits256)) }

    /// Hashes with the key in a file; makes the file, readable by its owner only, if there is none.
    ///
    /// - Throws: a ``KeyFileError`` if the file cannot be made or read, or holds no key.
    public init(keyFile path: String) throws(KeyFileError) {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let made = try Self.make(path, fresh)
        let bytes = made ? fresh : try Self.read(path)
        guard bytes.count == Self.keyLength else {
            throw KeyFileError(path: path, reason: "it has \(bytes.count) bytes instead of \(Self.keyLength)")
        }
        key = SymmetricKey(data: bytes)
    }

    /// The keyed hash of a passcode's keys for one contact of one client.
    public func hash(keys: String, client: ClientNumber, contact: String) -> PasscodeHash {
        let message = Array("\(client)/\(contact)/\(keys)".utf8)
        return PasscodeHash(bytes: Array(HMAC<SHA256>.authenticationCode(for: message, using: key)))
    }

    /// A key file that cannot be used.
    public struct KeyFileError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The file.
        public let path: String
        /// Why not.
        public let reason: String

        /// The file, the reason and what to do.
        public var description: String {
            "\(path): the key file cannot be used, \(reason): restore it, or name another file (passcodes must then be imported anew)"
        }
    }

    /// Writes a new file: first under a name of its own, then linked, so that nobody ever reads half a key.
    ///
    /// - Returns: false if the file exists, perhaps because another process was quicker.
    private static func make(_ path: String, _ bytes: [UInt8]) throws(KeyFileError) -> Bool {
        guard access(path, F_OK) != 0 else { return false }
        let draft = "\(path).\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(path, "it cannot be made") }
        defer { unlink(draft) }
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten else { throw failure(path, "it cannot be written") }
        if link(draft, path) == 0 { return true }
        guard errno == EEXIST else { throw failure(path, "it cannot be made") }
        return false
    }

    private static func failure(_ path: String, _ reason: String) -> KeyFileError {
        KeyFileError(path: path, reason: "\(reason) (\(String(cString: strerror(errno))))")
    }

    private static func read(_ path: String) throws(KeyFileError) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure(path, "it cannot be read") }
        guard status.st_mode & 0o077 == 0 else {
            throw KeyFileError(path: path, reason: "others may read it (chmod 600 it)")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw KeyFileError(path: path, reason: "it cannot be read")
        }
        return Array(data)
    }
}
