import SIP

/// The hosts that may be rung directly by SIP address, without a trunk.
///
/// A list of what is allowed, because a SIP address can lead anywhere: to a premium number through somebody's gateway
/// just as to a colleague's telephone.
public struct DirectHosts: Hashable, Sendable {
    /// Names, in lower case.
    public private(set) var names: Set<String> = []
    /// Ranges of addresses.
    public private(set) var prefixes: [AddressPrefix] = []

    /// Allows nobody.
    public init() {}

    /// Allows the hosts of a list: names, addresses, and ranges such as `192.168.10.0/24`.
    public init(_ hosts: [String]) {
        for host in hosts {
            if let prefix = AddressPrefix(host) {
                prefixes.append(prefix)
            } else {
                names.insert(Self.plain(host))
            }
        }
    }

    /// Whether an address may be rung.
    ///
    /// A name is compared, never looked up: what DNS says of it is not asked here. Only `sip:` and `sips:` addresses
    /// lead to a host.
    public func allows(_ uri: URI) -> Bool {
        guard uri.scheme == .sip || uri.scheme == .sips else { return false }
        if let address = uri.hostAddress { return prefixes.contains { $0.contains(address) } }
        return names.contains(Self.plain(uri.host))
    }

    /// A name with a dot at its end is the same name.
    private static func plain(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}
