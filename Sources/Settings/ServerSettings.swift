import SIP

/// Everything that a server can be told: where it listens, what it keeps where, and how much it accepts.
///
/// The values here are the defaults; ``SettingsLoader`` replaces them by what flags, environment variables and the
/// settings file say. Trunks and whose calls are answered belong to the desk, and stand in `desk.yaml`.
public struct ServerSettings: Hashable, Sendable {
    /// Where SIP is listened for.
    public var sip = [
        SIPListener(.udp, Endpoint(address: .v4(0, 0, 0, 0), port: 5060)),
        SIPListener(.tcp, Endpoint(address: .v4(0, 0, 0, 0), port: 5060)),
    ]
    /// The addresses that peers are told, one of each family at most; where there is none, the address from which the
    /// route to that peer leaves.
    public var publicAddresses: [IPAddress] = []
    /// The name server to ask for SRV records, in place of the system's.
    public var nameServer: Endpoint?
    /// Where the console and the metrics are served; nothing for nowhere.
    public var http: Endpoint? = Endpoint(address: .v4(127, 0, 0, 1), port: 8080)
    /// The ledger's SQLite file.
    public var database = "voicedesk.sqlite"
    /// The world that is loaded into an empty database.
    public var world: String?
    /// How long calls may go on once the server was told to stop.
    public var drain = Duration.seconds(80)
    /// Sound.
    public var rtp = RTPSettings()
    /// Certificates.
    public var tls = TLSFiles()
    /// Checkpoints of the ledger.
    public var checkpoints = CheckpointSettings()
    /// Logs.
    public var log = LogSettings()
    /// How much is accepted.
    public var limits = ServerLimits()

    /// The defaults.
    public init() {}
}

/// A place to listen for SIP on.
public struct SIPListener: Hashable, Sendable {
    /// The transport.
    public var transport: TransportProtocol
    /// The address and the port; port 0 lets the system choose.
    public var endpoint: Endpoint

    /// Describes a listener.
    public init(_ transport: TransportProtocol, _ endpoint: Endpoint) {
        (self.transport, self.endpoint) = (transport, endpoint)
    }
}

/// The ports and threads of sound.
public struct RTPSettings: Hashable, Sendable {
    /// The ports; RTP takes the even ones, RTCP the odd ones above.
    public var ports: ClosedRange<UInt16> = 30_000...39_999
    /// How many threads carry sound.
    public var threads = 1
    /// How long the ports of a leg rest after it, so that its late packets do not reach another call.
    public var portRest = Duration.seconds(30)

    /// The defaults.
    public init() {}

    /// How many legs can be open at once: pairs that begin with an even port.
    public var pairs: Int { (Int(ports.upperBound) + 1) / 2 - (Int(ports.lowerBound) + 1) / 2 }
}

/// The certificates of SIP over TLS, in PEM files.
public struct TLSFiles: Hashable, Sendable {
    /// Our certificate and those that lead from it to its authority.
    public var certificate: String?
    /// Its private key.
    public var key: String?
    /// The authorities that the servers of trunks must be certified by; nothing for those of the system.
    public var authorities: String?
    /// The authorities that clients must be certified by; nothing where clients need no certificate.
    public var clientAuthorities: String?

    /// No certificate.
    public init() {}
}

/// What is logged, and how.
public struct LogSettings: Hashable, Sendable {
    /// How important a message must be.
    public enum Level: String, CaseIterable, Hashable, Sendable {
        /// Every message of the network.
        case trace
        /// Every step.
        case debug
        /// What happens in normal operation.
        case info
        /// What is normal and seldom.
        case notice
        /// What should be looked at.
        case warning
        /// What failed.
        case error
        /// What stops the service.
        case critical
    }

    /// How a message is written.
    public enum Format: String, CaseIterable, Hashable, Sendable {
        /// A line to read.
        case text
        /// A JSON object a line.
        case json
    }

    /// The least important messages that are written.
    public var level = Level.info
    /// How they are written.
    public var format = Format.text

    /// The defaults.
    public init() {}
}
