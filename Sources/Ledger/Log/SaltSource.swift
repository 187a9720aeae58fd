import Crypto

/// Random salts; the system is asked for many at a time, as every entry of the log takes one.
struct SaltSource {
    private var pool: [UInt8] = []

    private static let poolBits = 1 << 15

    /// 16 bytes that nobody can guess.
    mutating func next() -> [UInt8] {
        if pool.count < LogEntry.Seal.saltLength {
            pool = SymmetricKey(size: .init(bitCount: Self.poolBits)).withUnsafeBytes(Array.init)
        }
        defer { pool.removeLast(LogEntry.Seal.saltLength) }
        return Array(pool.suffix(LogEntry.Seal.saltLength))
    }
}
