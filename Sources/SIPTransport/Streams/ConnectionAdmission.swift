import SIP

/// Counts the connections that peers opened, and says which more may be.
///
/// A source is an IPv4 address, or the first 64 bits of an IPv6 address: whoever has one address of such a network
/// has them all.
struct ConnectionAdmission {
    private let total: Int
    private let perSource: Int
    private(set) var count = 0
    private var counts: [IPAddress: Int] = [:]

    init(_ limits: TransportLimits) {
        (total, perSource) = (limits.inboundConnections, limits.connectionsPerSource)
    }

    /// Counts a connection, unless there are too many.
    mutating func admit(_ address: IPAddress) -> Bool {
        let source = Self.source(address)
        let others = counts[source, default: 0]
        guard count < total, others < perSource else { return false }
        counts[source] = others + 1
        count += 1
        return true
    }

    /// Forgets a connection that was admitted.
    mutating func release(_ address: IPAddress) {
        let source = Self.source(address)
        guard let others = counts[source] else { return }
        counts[source] = others > 1 ? others - 1 : nil
        count -= 1
    }

    private static func source(_ address: IPAddress) -> IPAddress {
        guard address.isIPv6 else { return address }
        return IPAddress(networkOrder: address.networkOrder.prefix(8) + Array(repeating: 0, count: 8)) ?? address
    }
}
