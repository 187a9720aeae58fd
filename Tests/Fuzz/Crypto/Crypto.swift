/// Stands in for swift-crypto where the signalling is fuzzed.
///
/// A fuzzer can neither guess nor break a hash; compiling the real ones with coverage would take minutes and show it
/// nothing. These have the lengths of the real ones and depend on every byte, which is all that the code around them
/// needs. Nothing outside `Tests/Fuzz` is ever compiled with them.
public protocol HashFunction {
    static var byteCount: Int { get }
}

extension HashFunction {
    /// Hashes bytes.
    public static func hash(data: some Sequence<UInt8>) -> [UInt8] {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in data { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (0..<byteCount).map { _ in
            state = (state ^ state >> 29) &* 0x0000_0100_0000_01B3
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }
}

/// Stands in for SHA-256.
public enum SHA256: HashFunction {
    /// The bytes of a hash.
    public static let byteCount = 32
}

/// Holds what nothing new should use.
public enum Insecure {
    /// Stands in for MD5.
    public enum MD5: HashFunction {
        /// The bytes of a hash.
        public static let byteCount = 16
    }
}

/// The key of a keyed hash.
public struct SymmetricKey: Sendable {
    let bytes: [UInt8]

    /// Takes the bytes.
    public init(data: some Sequence<UInt8>) { bytes = Array(data) }
}

/// Stands in for a keyed hash.
public enum HMAC<Function: HashFunction> {
    /// Hashes bytes with a key.
    public static func authenticationCode(for data: some Sequence<UInt8>, using key: SymmetricKey) -> [UInt8] {
        Function.hash(data: key.bytes + Array(data))
    }
}
