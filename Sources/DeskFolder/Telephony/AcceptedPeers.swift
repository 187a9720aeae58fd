import SIP

/// Whose calls are answered, beside those of the trunks.
///
/// The default is ``privateNetworks``: a telephone on the desk's own network works at once, while a desk that can be
/// reached from the Internet does not speak to the scanners that ring every address all day. It answers them only once
/// somebody has written ``anyone``. Behind a proxy or an address translation that hides sources, everybody looks
/// private: name the trunks there, and choose ``trunks``.
public enum AcceptedPeers: String, CaseIterable, Hashable, Sendable {
    /// Calls from everywhere.
    case anyone
    /// Calls from this machine and from addresses that the Internet does not route.
    case privateNetworks = "private-networks"
    /// No other calls.
    case trunks

    /// Loopback, RFC 1918, RFC 4193 and link-local addresses (RFC 3927, RFC 4291 §2.5.6).
    private static let ownNetworks = [
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1/128", "fc00::/7",
        "fe80::/10",
    ].compactMap { AddressPrefix($0) }

    /// Whether a call is answered that comes from an address of no trunk.
    public func admits(_ source: IPAddress) -> Bool {
        switch self {
        case .anyone: true
        case .privateNetworks: Self.ownNetworks.contains { $0.contains(source) }
        case .trunks: false
        }
    }
}
