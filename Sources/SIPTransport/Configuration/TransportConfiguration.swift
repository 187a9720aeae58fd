import SIP

/// What the transports listen on, and how.
public struct TransportConfiguration: Sendable {
    /// A place to listen on.
    public struct Listener: Hashable, Sendable {
        /// The transport.
        public var transport: TransportProtocol
        /// The address and port; port 0 lets the system choose.
        ///
        /// Of a server with several addresses, each is best named: an answer to a datagram that came in on `0.0.0.0`
        /// leaves from the address that the routes prefer.
        public var endpoint: Endpoint

        /// Describes a listener.
        public init(_ transport: TransportProtocol, _ endpoint: Endpoint) {
            (self.transport, self.endpoint) = (transport, endpoint)
        }
    }

    /// The listeners; a TLS listener needs ``serverTLS``.
    public var listeners: [Listener]
    /// The limits.
    public var limits: TransportLimits
    /// What TLS listeners show to clients.
    public var serverTLS: ServerTLS?
    /// How the servers of outbound TLS connections are verified.
    public var clientTLS: ClientTLS
    /// The name server to ask for SRV records, in place of the system's; IPv4 only.
    public var nameServer: Endpoint?

    /// Describes the transports.
    public init(
        listeners: [Listener], limits: TransportLimits = .standard, serverTLS: ServerTLS? = nil,
        clientTLS: ClientTLS = ClientTLS(), nameServer: Endpoint? = nil
    ) {
        self.listeners = listeners
        self.limits = limits
        self.serverTLS = serverTLS
        self.clientTLS = clientTLS
        self.nameServer = nameServer
    }
}

/// A certificate chain and its key, in PEM files.
public struct CertificateFiles: Hashable, Sendable {
    /// The certificates, the own one first.
    public var chain: String
    /// The private key.
    public var key: String

    /// Names the files.
    public init(chain: String, key: String) {
        (self.chain, self.key) = (chain, key)
    }
}

/// TLS of listeners: TLS 1.2 or later.
public struct ServerTLS: Hashable, Sendable {
    /// Our certificate.
    public var certificate: CertificateFiles
    /// The authorities that client certificates must come from; nil asks clients for none.
    public var clientAuthorities: String?

    /// Describes TLS of listeners.
    public init(certificate: CertificateFiles, clientAuthorities: String? = nil) {
        (self.certificate, self.clientAuthorities) = (certificate, clientAuthorities)
    }
}

/// TLS of outbound connections: TLS 1.2 or later, with the server's name verified.
public struct ClientTLS: Hashable, Sendable {
    /// The authorities that server certificates must come from; nil takes those of the system.
    public var authorities: String?
    /// The certificate that we show to servers that ask for one.
    public var certificate: CertificateFiles?

    /// Describes TLS of outbound connections.
    public init(authorities: String? = nil, certificate: CertificateFiles? = nil) {
        (self.authorities, self.certificate) = (authorities, certificate)
    }
}
