/// Where the numbers of a stream that is sent begin (RFC 3550 §5.1): at random, so that they cannot be foreseen.
public struct StreamIdentity: Hashable, Sendable {
    /// The synchronisation source.
    public let ssrc: UInt32
    /// The first packet's sequence number.
    public let sequence: UInt16
    /// The first packet's timestamp.
    public let timestamp: UInt32

    /// An identity of given numbers.
    public init(ssrc: UInt32, sequence: UInt16, timestamp: UInt32) {
        self.ssrc = ssrc
        self.sequence = sequence
        self.timestamp = timestamp
    }

    /// An identity drawn at random.
    ///
    /// The sequence number is from the lower half, so that a peer of a secure leg that misses the first packets does not
    /// take a later one for one of before a roll-over (RFC 3711 §3.3.1).
    public init(using generator: inout some RandomNumberGenerator) {
        self.init(
            ssrc: .random(in: .min ... .max, using: &generator),
            sequence: .random(in: 0..<0x8000, using: &generator),
            timestamp: .random(in: .min ... .max, using: &generator))
    }
}
