import Crypto

/// Random salts, many from one key: the system hands out eight bytes at a time, and every entry of the log takes a salt.
struct SaltSource {
    private var pool: [UInt8] = []

    private static let poolSize = 255 * LogEntry.Seal.saltLength

    /// 16 bytes that nobody can guess.
    mutating func next() -> [UInt8] {
        if pool.count < LogEntry.Seal.saltLength {
            pool = Self.randomBytes()
        }
        defer { pool.removeLast(LogEntry.Seal.saltLength) }
        return Array(pool.suffix(LogEntry.Seal.saltLength))
    }

    /// The key stream of a cipher (RFC 8439) under a random key that is forgotten at once.
    private static func randomBytes() -> [UInt8] {
        let zeros = [UInt8](repeating: 0, count: poolSize)
        if let box = try? ChaChaPoly.seal(zeros, using: SymmetricKey(size: .bits256)) { return Array(box.ciphertext) }
        return SymmetricKey(size: .init(bitCount: 8 * poolSize)).withUnsafeBytes(Array.init)
    }
}
