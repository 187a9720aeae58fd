/// An IPv4 or IPv6 address, held in two words without heap memory.
///
/// Scopes (`fe80::1%eth0`) are refused: they mean something on one machine only.
public struct IPAddress: Hashable, Sendable {
    /// The first eight octets of an IPv6 address, zero for IPv4.
    let high: UInt64
    /// The last eight octets of an IPv6 address, the four octets of an IPv4 address.
    let low: UInt64
    /// Whether this is an IPv6 address.
    public let isIPv6: Bool

    init(high: UInt64, low: UInt64, isIPv6: Bool) {
        (self.high, self.low, self.isIPv6) = (high, low, isIPv6)
    }

    /// Makes an IPv4 address of its four octets.
    public static func v4(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> IPAddress {
        let low = UInt64(first) << 24 | UInt64(second) << 16 | UInt64(third) << 8 | UInt64(fourth)
        return IPAddress(high: 0, low: low, isIPv6: false)
    }

    /// Takes the 4 or 16 octets of an address in network order; nothing for any other count.
    public init?(networkOrder octets: some Collection<UInt8>) {
        switch octets.count {
        case 4:
            self.init(high: 0, low: octets.reduce(0) { $0 << 8 | UInt64($1) }, isIPv6: false)
        case 16:
            let high = octets.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            let low = octets.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
            self.init(high: high, low: low, isIPv6: true)
        default:
            return nil
        }
    }

    /// The 4 or 16 octets in network order.
    public var networkOrder: [UInt8] {
        let lowOctets = (0..<8).map { UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * $0)) }
        guard isIPv6 else { return Array(lowOctets.suffix(4)) }
        return (0..<8).map { UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * $0)) } + lowOctets
    }

    /// Whether it is in 127.0.0.0/8, or `::1`.
    public var isLoopback: Bool {
        isIPv6 ? high == 0 && low == 1 : low >> 24 == 127
    }

    /// Whether it is `0.0.0.0` or `::`.
    public var isUnspecified: Bool {
        high == 0 && low == 0
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as text: dotted quad, or IPv6 without brackets in the one spelling of RFC 5952.
    public var description: String {
        guard isIPv6 else { return networkOrder.map { String($0) }.joined(separator: ".") }
        let groups = (0..<8).map { index in
            UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 - 16 * (index % 4)))
        }
        let gap = Self.longestZeroRun(groups)
        let text = { (part: ArraySlice<UInt16>) in part.map { String($0, radix: 16) }.joined(separator: ":") }
        if gap.isEmpty { return text(groups[...]) }
        return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
    }

    /// The address as it stands in a URI, a Via or an SDP-free header: IPv6 is put in brackets (RFC 3261 §25.1).
    public var hostText: String {
        isIPv6 ? "[\(description)]" : description
    }

    /// RFC 5952 §4.2: the first of the longest runs of two or more zero groups.
    private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > max(1, longest.count) {
                longest = start..<index + 1
            }
        }
        return longest
    }
}
