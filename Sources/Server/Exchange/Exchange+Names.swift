import DeskFolder
import Logging
import SIP
import SIPTransport

/// The places of trunks and of people, found by their names.
extension Exchange {
    /// How often the names of trunks are looked up.
    static let resolveInterval = Duration.seconds(60)

    /// Looks up the trunks' proxies; what cannot be found is looked up again with the next round.
    func resolveTrunks() {
        for trunk in agent.settings.trunks {
            let proxy = trunk.proxy
            loop.resolver.resolve(.init(host: proxy.host, port: proxy.port, transport: proxy.transport)) {
                [weak self] result in
                guard let self else { return }
                switch result {
                case .success(let ends):
                    let paths = ends.compactMap { self.path(to: $0, over: proxy.transport) }
                    for path in paths where IPAddress(proxy.host) == nil {
                        self.surroundings.relay.note(proxy.host, of: path.remote)
                    }
                    self.withAgent { $0.resolved(trunk.name, paths, now: $1, into: &$2) }
                case .failure(let failure):
                    self.logger.warning(
                        "a trunk's name cannot be found", metadata: ["trunk": "\(trunk.name)", "error": "\(failure)"])
                }
            }
        }
    }

    /// Finds a person's own address, which must be at a host that is allowed.
    func resolve(_ address: String, found: @escaping ((URI, TransportPath)?) -> Void) {
        guard let uri = try? URI(parsing: address), surroundings.directHosts.allows(uri) else { return found(nil) }
        let named = uri.parameters["transport"].flatMap { TransportProtocol(rawValue: $0.uppercased()) }
        let transport = uri.scheme == .sips ? .tls : named ?? .udp
        let host = uri.hostAddress?.description ?? uri.host
        loop.resolver.resolve(.init(host: host, port: uri.port, transport: transport)) { [weak self] result in
            guard let self, case .success(let ends) = result,
                let path = ends.lazy.compactMap({ self.path(to: $0, over: transport) }).first
            else { return found(nil) }
            found((uri, path))
        }
    }

    /// A way to an end: from a listener of the same transport and family.
    private func path(to end: Endpoint, over transport: TransportProtocol) -> TransportPath? {
        let own = listeners.first { $0.transport == transport && $0.endpoint.address.isIPv6 == end.address.isIPv6 }
        guard let own else { return nil }
        var local = own.endpoint
        if local.address.isUnspecified {
            guard let address = SourceAddress.towards(end) else { return nil }
            local.address = address
        }
        return TransportPath(transport: transport, local: local, remote: end)
    }
}
