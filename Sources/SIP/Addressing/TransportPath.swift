/// A transport that carries messages, named as in a Via (RFC 3261 §7.1, §20.42).
public enum TransportProtocol: String, CaseIterable, Hashable, Sendable {
    /// Datagrams: messages are repeated by the transactions.
    case udp = "UDP"
    /// Streams.
    case tcp = "TCP"
    /// Streams under TLS.
    case tls = "TLS"

    /// Whether the transport itself repeats what was lost, so that transactions need not.
    public var isReliable: Bool {
        self != .udp
    }

    /// The port that a URI or a Via means when it names none (RFC 3261 §19.1.2).
    public var defaultPort: UInt16 {
        self == .tls ? 5061 : 5060
    }
}

/// The number of a connection: unique in a process, never reused.
public struct ConnectionID: Hashable, Sendable {
    /// The number.
    public let number: UInt64

    /// Names a connection.
    public init(number: UInt64) {
        self.number = number
    }
}

/// Where a message came in, and where its response goes (RFC 3261 §18.2.2, RFC 3581 §4).
public struct TransportPath: Hashable, Sendable {
    /// The transport.
    public var transport: TransportProtocol
    /// Our end.
    public var local: Endpoint
    /// The peer's end: the source of a request, and so the target of its response.
    public var remote: Endpoint
    /// The connection; nil for datagrams, and for a request that goes out until a connection is open.
    public var connection: ConnectionID?

    /// Describes a path.
    public init(transport: TransportProtocol, local: Endpoint, remote: Endpoint, connection: ConnectionID? = nil) {
        (self.transport, self.local, self.remote, self.connection) = (transport, local, remote, connection)
    }
}
