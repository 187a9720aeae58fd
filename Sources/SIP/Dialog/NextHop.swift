/// Where a request goes, given a route set and a target (RFC 3261 §8.1.2, §12.2.1.1).
extension TransportPath {
    /// The path to the next hop: the first route, or the target.
    ///
    /// A connection that is open is kept (RFC 5626 §5.3). A hop that is named by a host name, or by an address of the
    /// other family, is taken to be where this path leads. So is the Contact of a peer that speaks to us directly over
    /// datagrams: the address of a device behind NAT leads nowhere. A hop that names no transport is reached over this
    /// one, as our end of it is bound to it.
    func following(_ routes: [String], _ target: URI, isDirect: Bool) -> TransportPath {
        if connection != nil { return self }
        let route = routes.first.flatMap { try? NameAddress(parsing: $0).uri }
        if route == nil, isDirect, transport == .udp { return self }
        let hop = route ?? target
        guard let address = hop.hostAddress, address.isIPv6 == remote.address.isIPv6, !address.isUnspecified else {
            return self
        }
        var path = self
        let named = hop.parameters["transport"].flatMap { TransportProtocol(rawValue: $0.uppercased()) }
        path.transport = hop.scheme == .sips ? .tls : named ?? transport
        path.remote = Endpoint(address: address, port: hop.port ?? path.transport.defaultPort)
        return path
    }
}
