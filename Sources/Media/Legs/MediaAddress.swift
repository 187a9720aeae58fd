/// An IPv4 or IPv6 address with a UDP port, without memory of its own.
public struct MediaAddress: Hashable, Sendable {
    /// The family of an address.
    public enum Family: Hashable, Sendable, CaseIterable {
        case v4
        case v6
    }

    /// The family.
    public let family: Family
    /// The first eight bytes of an IPv6 address; 0 for IPv4.
    public let high: UInt64
    /// The last eight bytes of an IPv6 address; the four of IPv4.
    public let low: UInt64
    /// The port.
    public var port: UInt16

    private init(_ family: Family, high: UInt64, low: UInt64, port: UInt16) {
        self.family = family
        self.high = high
        self.low = low
        self.port = port
    }

    /// An IPv4 address.
    ///
    /// - Parameter bits: the address as a number, `0x7F000001` for 127.0.0.1.
    public static func v4(_ bits: UInt32, port: UInt16) -> MediaAddress {
        MediaAddress(.v4, high: 0, low: UInt64(bits), port: port)
    }

    /// An IPv6 address.
    public static func v6(high: UInt64, low: UInt64, port: UInt16) -> MediaAddress {
        MediaAddress(.v6, high: high, low: low, port: port)
    }

    /// The address of four or sixteen bytes in network order; nothing for another count.
    public init?(networkOrder bytes: [UInt8], port: UInt16) {
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        switch bytes.count {
        case 4: self.init(.v4, high: 0, low: number(bytes[...]), port: port)
        case 16: self.init(.v6, high: number(bytes.prefix(8)), low: number(bytes.suffix(8)), port: port)
        default: return nil
        }
    }

    /// Whether it names no host: 0.0.0.0 or ::, which an old peer writes to hold a call (RFC 3264 §8.4).
    public var isUnspecified: Bool { high == 0 && low == 0 }

    /// Whether something can be sent to it.
    public var isReachable: Bool { !isUnspecified && port != 0 }

    /// The same host at another port.
    public func with(port: UInt16) -> MediaAddress { MediaAddress(family, high: high, low: low, port: port) }

    /// Whether both are the same host, whatever the ports.
    public func isSameHost(as other: MediaAddress) -> Bool {
        family == other.family && high == other.high && low == other.low
    }
}
