import SIP
import SIPTransport

/// The places of peers and trunks, found by their names.
extension PhoneRoom {
    /// Why no way to a peer was found.
    struct NoWay: Error {
        let words: String

        var end: PhoneEnd { .unreachable(words) }
    }

    /// Finds the way to a place.
    func find(_ place: Trunk.Proxy, found: @escaping (Result<TransportPath, NoWay>) -> Void) {
        let host = IPAddress(place.host)?.description ?? place.host
        loop.resolver.resolve(.init(host: host, port: place.port, transport: place.transport)) { [weak self] result in
            guard let self else { return found(.failure(NoWay(words: "the bank is closed"))) }
            switch result {
            case .success(let ends):
                guard let path = ends.lazy.compactMap({ self.path(to: $0, over: place.transport) }).first else {
                    let words = "there is no way to \(place.host) over \(place.transport.rawValue): listen on it"
                    return found(.failure(NoWay(words: words)))
                }
                if IPAddress(place.host) == nil { self.names[path.remote] = place.host }
                found(.success(path))
            case .failure(let failure):
                found(.failure(NoWay(words: "\(place.host) cannot be found: \(failure)")))
            }
        }
    }

    /// Finds a trunk's proxy, and tells the agent.
    func find(_ trunk: Trunk, found: @escaping (Result<TransportPath, NoWay>) -> Void) {
        find(trunk.proxy) { [weak self] result in
            if case .success(let path) = result {
                self?.withAgent { $0.resolved(trunk.name, [path], now: $1, into: &$2) }
            }
            found(result)
        }
    }

    /// The name that the certificate of a path's peer must have.
    func serverName(of path: TransportPath) -> String? {
        guard path.transport == .tls, path.connection == nil else { return nil }
        return names[path.remote]
    }

    /// A way to an end: from a listener of the same transport and family; a connection needs none.
    private func path(to end: Endpoint, over transport: TransportProtocol) -> TransportPath? {
        let alike = listeners.filter { $0.endpoint.address.isIPv6 == end.address.isIPv6 }
        let own = alike.first { $0.transport == transport } ?? (transport == .udp ? nil : alike.first)
        guard var local = own?.endpoint else { return nil }
        if local.address.isUnspecified {
            guard let address = SourceAddress.towards(end) else { return nil }
            local.address = address
        }
        return TransportPath(transport: transport, local: local, remote: end)
    }
}

extension URI {
    /// Where requests for it go: to its host, by its transport.
    var place: Trunk.Proxy {
        let named = parameters["transport"].flatMap { TransportProtocol(rawValue: $0.uppercased()) }
        return Trunk.Proxy(host: host, port: port, transport: scheme == .sips ? .tls : named ?? .udp)
    }
}
