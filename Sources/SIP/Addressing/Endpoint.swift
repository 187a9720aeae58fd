/// An address and a port: one end of a flow.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// The address.
    public var address: IPAddress
    /// The port.
    public var port: UInt16

    /// Joins an address and a port.
    public init(address: IPAddress, port: UInt16) {
        (self.address, self.port) = (address, port)
    }

    /// Reads `1.2.3.4:5060` or `[::1]:5060`; the port is required.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.lastIndex(of: Ascii.colon) else { return nil }
        let host = bytes[..<colon]
        // Without brackets the last group of an IPv6 address would be taken for a port.
        guard host.first == Ascii.leftBracket || !host.contains(Ascii.colon) else { return nil }
        guard let address = IPAddress(bytes: host), let port = Ascii.port(bytes[(colon + 1)...]) else { return nil }
        self.init(address: address, port: port)
    }

    /// The end as text: `1.2.3.4:5060`, `[::1]:5060`.
    public var description: String {
        "\(address.hostText):\(port)"
    }
}
