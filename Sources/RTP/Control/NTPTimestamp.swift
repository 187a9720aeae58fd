/// A moment as RTCP writes it: seconds since 1900 in 32 bits and their fraction in 32 more (RFC 3550 §4).
///
/// The seconds roll over in 2036; only differences are ever used here, and those survive it.
public struct NTPTimestamp: Hashable, Sendable {
    /// Seconds in the upper half, the fraction in the lower.
    public let bits: UInt64

    /// Takes a timestamp as it was sent.
    public init(bits: UInt64) { self.bits = bits }

    /// The moment that lies so long after the first of January 1970, UTC; 1970 itself for a negative time.
    public init(sinceUnixEpoch time: Duration) {
        let secondsFrom1900To1970: UInt64 = 2_208_988_800
        let (seconds, attoseconds) = max(.zero, time).components
        // Nanoseconds need 30 bits, so that nothing is lost at the top.
        let fraction = (UInt64(clamping: attoseconds / 1_000_000_000) << 32) / 1_000_000_000
        bits = (UInt64(clamping: seconds) &+ secondsFrom1900To1970) << 32 | fraction
    }

    /// The middle 32 bits, in units of 1/65,536 s: the short form of report blocks.
    public var middle: UInt32 { UInt32(truncatingIfNeeded: bits >> 16) }

    /// The moment so much later, by a clock that is not set meanwhile.
    public func advanced(by time: Duration) -> NTPTimestamp {
        let (seconds, attoseconds) = time.components
        // Both parts may be negative, and then both are: shifting keeps the sign.
        let fraction = Int64(attoseconds / 1_000_000_000) << 32 / 1_000_000_000
        return NTPTimestamp(bits: bits &+ UInt64(bitPattern: seconds << 32) &+ UInt64(bitPattern: fraction))
    }
}
