import Calls
import DeskFolder
import Ledger
import Media
import MediaTerms
import RTPTransport
import SIP
import SIPTransport
import Settings

/// Everything that a server is started with, apart from its desk and its ledger.
public struct ServerPlan: Sendable {
    /// What is listened on for SIP, and by which limits.
    public var transport: TransportConfiguration
    /// Trunks, and who may call.
    public var agent: UserAgentSettings
    /// How many calls are taken.
    public var admission: Admission.Limits
    /// How sound is carried.
    public var media: MediaSettings
    /// The address of the pages for machines; none for none.
    public var http: Endpoint?
    /// The folder for messages of callers.
    public var messageFolder: String
    /// The longest message.
    public var longestMessage: Duration
    /// The hosts that people may be rung at directly, and callers transferred to.
    public var directHosts: DirectHosts
    /// How long running calls may go on after the server was told to end.
    public var drainLimit: Duration
    /// How long a call may last, whatever its flow says.
    public var longestCall: Duration
    /// How many changes may wait for the disk.
    public var ledgerQueue: Int
    /// How long what nobody waits for gathers before it is brought to the disk.
    public var gathering: Duration
    /// How long a verdict may wait to be on the disk before the call goes on without.
    public var commitPatience: Duration
    /// How often checkpoints of the ledger are signed, and where they go.
    public var checkpoints: CheckpointSettings
    /// How long messages of callers are kept.
    public var messagesKept: Duration
    /// Whether calls are removed in time; a desk that is hosted for tests has calls of any year.
    public var keepsRetention = true

    /// Makes a plan; what is left out has its default.
    public init(
        transport: TransportConfiguration, agent: UserAgentSettings = .init(), admission: Admission.Limits = .init(),
        media: MediaSettings, http: Endpoint? = nil, messageFolder: String = "voicemail",
        longestMessage: Duration = .seconds(180), directHosts: DirectHosts = .init(),
        drainLimit: Duration = .seconds(80), longestCall: Duration = .seconds(7200), ledgerQueue: Int = 10_000,
        gathering: Duration = .zero, commitPatience: Duration = .seconds(2),
        checkpoints: CheckpointSettings = .init(), messagesKept: Duration = .seconds(90 * 86_400)
    ) {
        self.transport = transport
        self.agent = agent
        self.admission = admission
        self.media = media
        self.http = http
        self.messageFolder = messageFolder
        self.longestMessage = longestMessage
        self.directHosts = directHosts
        self.drainLimit = drainLimit
        self.longestCall = longestCall
        self.ledgerQueue = ledgerQueue
        self.gathering = gathering
        self.commitPatience = commitPatience
        self.checkpoints = checkpoints
        self.messagesKept = messagesKept
    }
}

extension ServerPlan {
    /// The plan that settings and the desk's telephony make.
    ///
    /// - Parameter trunks: the desk's trunks with their passwords.
    public init(_ settings: ServerSettings, telephony: Telephony, trunks: [Trunk], deskFolder: String) {
        let limits = settings.limits
        var transport = TransportLimits.standard
        transport.framing = limits.framing
        transport.inboundConnections = limits.connections
        transport.connectionsPerSource = limits.connectionsPerSource
        transport.idleTime = limits.idleTime
        transport.messageTime = limits.messageTime
        var server: ServerTLS?
        if let chain = settings.tls.certificate, let key = settings.tls.key {
            server = ServerTLS(
                certificate: .init(chain: chain, key: key), clientAuthorities: settings.tls.clientAuthorities)
        }
        let peers = telephony.acceptedPeers
        let challenged = trunks.filter(\.inbound.requiresDigest)
        let key = (0..<32).map { _ in UInt8.random(in: 0...255) }
        let digest =
            challenged.isEmpty
            ? nil : DigestServer(realm: "voicedesk", accounts: challenged.flatMap(\.credentials), key: key)
        self.init(
            transport: TransportConfiguration(
                listeners: settings.sip.map { .init($0.transport, $0.endpoint) }, limits: transport, serverTLS: server,
                clientTLS: ClientTLS(authorities: settings.tls.authorities), nameServer: settings.nameServer),
            agent: UserAgentSettings(
                trunks: trunks,
                admitsStranger: { source in
                    // A telephone on this machine may speak from any of its addresses, public ones too.
                    peers.admits(source)
                        || peers == .privateNetworks
                            && SourceAddress.towards(Endpoint(address: source, port: 9)) == source
                }, publicAddresses: settings.publicAddresses,
                numberPlan: telephony.numberPlan, digestServer: digest, limits: limits.transactions,
                messageLimits: limits.messages),
            admission: Admission.Limits(
                calls: limits.calls, reservedPercent: limits.reservedPercent, perSource: limits.callsPerSource,
                perCaller: limits.callsPerCaller, newPerSecond: limits.newCallsPerSecond),
            media: MediaSettings(settings), http: settings.http,
            messageFolder: telephony.voicemail.folder.hasPrefix("/")
                ? telephony.voicemail.folder : "\(deskFolder)/\(telephony.voicemail.folder)",
            longestMessage: limits.voicemail, directHosts: telephony.directHosts, drainLimit: settings.drain,
            longestCall: limits.callDuration, ledgerQueue: limits.ledgerQueue, gathering: LedgerLimits.gatherTime,
            commitPatience: limits.commitPatience, checkpoints: settings.checkpoints,
            messagesKept: telephony.voicemail.keep)
    }
}

extension MediaSettings {
    /// Sound at the addresses that SIP listens at, and at all of both families where that is all of one: a telephone may be called
    /// over the one and speak over the other.
    init(_ settings: ServerSettings) {
        let listened = settings.sip.map(\.endpoint.address)
        let everywhere: [IPAddress] =
            listened.contains(where: \.isUnspecified) ? [.v4(0, 0, 0, 0), IPAddress("::")].compactMap { $0 } : []
        var addresses: [MediaAddress] = []
        for address in (listened + everywhere).compactMap({ MediaAddress(Endpoint(address: $0, port: 0)) })
        where !addresses.contains(where: { $0.family == address.family }) {
            addresses.append(address)
        }
        self.init(localAddresses: addresses)
        portRange = settings.rtp.ports
        portRest = settings.rtp.portRest
        threads = settings.rtp.threads
        limits.silence = settings.limits.rtpSilence
    }
}
