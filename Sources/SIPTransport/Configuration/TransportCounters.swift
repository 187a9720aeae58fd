import SIP

/// What one transport did since the start.
public struct TransportCounters: Hashable, Sendable {
    /// Messages read.
    public var messagesIn = 0
    /// Messages given to the system to write.
    public var messagesOut = 0
    /// Bytes of messages read.
    public var bytesIn = 0
    /// Bytes of messages given to the system to write.
    public var bytesOut = 0
    /// Keep-alives without a message.
    public var keepAlives = 0
    /// Streams that could not be cut into messages.
    public var malformed = 0
    /// Connections opened, by peers and by us.
    public var connectionsOpened = 0
    /// Connections of peers that were refused for a limit.
    public var connectionsRefused = 0
    /// Connections closed.
    public var connectionsClosed = 0
    /// TLS sessions that failed.
    public var tlsFailures = 0
    /// Messages that were reported as failed.
    public var sendFailures = 0

    /// Creates counters that stand at zero.
    public init() {}

    mutating func messageReceived(_ bytes: Int) {
        messagesIn += 1
        bytesIn += bytes
    }

    mutating func messageSent(_ bytes: Int) {
        messagesOut += 1
        bytesOut += bytes
    }
}

/// What all transports did since the start.
public struct SignallingCounters: Hashable, Sendable {
    /// Datagrams.
    public internal(set) var udp = TransportCounters()
    /// Streams.
    public internal(set) var tcp = TransportCounters()
    /// Streams under TLS.
    public internal(set) var tls = TransportCounters()

    subscript(transport: TransportProtocol) -> TransportCounters {
        get {
            switch transport {
            case .udp: udp
            case .tcp: tcp
            case .tls: tls
            }
        }
        set {
            switch transport {
            case .udp: udp = newValue
            case .tcp: tcp = newValue
            case .tls: tls = newValue
            }
        }
    }
}
