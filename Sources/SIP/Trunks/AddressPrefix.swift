/// A range of IP addresses in CIDR notation, `192.0.2.0/24` or `2001:db8::/32` (RFC 4632, RFC 4291 §2.3).
public struct AddressPrefix: Hashable, Sendable, CustomStringConvertible {
    /// The first address of the range.
    public let address: IPAddress
    /// How many leading bits count.
    public let length: Int

    /// Reads a prefix, or one address alone.
    ///
    /// Nothing when bits are set after the prefix: `192.0.2.7/24` is more likely a slip than a range.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: Ascii.slash, maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress(bytes: $0) }) else { return nil }
        let width = address.isIPv6 ? 128 : 32
        var length = width
        if parts.count == 2 {
            guard parts[1].count <= 3, parts[1].allSatisfy(Ascii.isDigit),
                let number = Int(String(decoding: parts[1], as: UTF8.self)), number <= width
            else { return nil }
            length = number
        }
        guard Self.masked(address, length: length) == address else { return nil }
        self.address = address
        self.length = length
    }

    /// Whether the address is in the range.
    ///
    /// An IPv4 address that a socket for both families shows as `::ffff:192.0.2.7` counts as IPv4.
    public func contains(_ other: IPAddress) -> Bool {
        let other = other.isIPv6 && !address.isIPv6 ? other.mappedIPv4 ?? other : other
        return other.isIPv6 == address.isIPv6 && Self.masked(other, length: length) == address
    }

    /// The prefix as it is read.
    public var description: String { "\(address)/\(length)" }

    private static func masked(_ address: IPAddress, length: Int) -> IPAddress? {
        let bytes = address.networkOrder.enumerated().map { index, byte in
            byte & ~(UInt8.max >> UInt8(min(8, max(0, length - 8 * index))))
        }
        return IPAddress(networkOrder: bytes)
    }
}

extension IPAddress {
    /// The IPv4 address inside `::ffff:0:0/96` (RFC 4291 §2.5.5.2).
    fileprivate var mappedIPv4: IPAddress? {
        let bytes = networkOrder
        guard bytes.count == 16, bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF
        else { return nil }
        return IPAddress(networkOrder: bytes.suffix(4))
    }
}
