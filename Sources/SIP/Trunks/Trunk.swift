/// The configuration of one trunk: where calls go out, and from where they come in.
///
/// Plain values; the machines of this folder take what they need of it.
public struct Trunk: Hashable, Sendable {
    /// The outbound proxy of the trunk.
    public struct Proxy: Hashable, Sendable {
        /// A name or an address.
        public var host: String
        /// The port; nothing for the one that DNS or the transport gives (RFC 3263).
        public var port: UInt16?
        /// How it is reached.
        public var transport: TransportProtocol

        /// Describes a proxy.
        public init(host: String, port: UInt16? = nil, transport: TransportProtocol = .udp) {
            self.host = host
            self.port = port
            self.transport = transport
        }
    }

    /// Who may call in over this trunk.
    public struct Inbound: Hashable, Sendable {
        /// Where its calls come from; empty when the trunk is for outgoing calls only.
        public var sources: [AddressPrefix]
        /// The only transport that they come over; nothing for any.
        public var transport: TransportProtocol?
        /// Whether INVITE must carry a digest besides.
        public var requiresDigest: Bool
        /// Whether its `P-Asserted-Identity` counts (RFC 3325 §5).
        public var assertsIdentity: Bool

        /// Describes who may call in.
        public init(
            sources: [AddressPrefix] = [], transport: TransportProtocol? = nil, requiresDigest: Bool = false,
            assertsIdentity: Bool = false
        ) {
            self.sources = sources
            self.transport = transport
            self.requiresDigest = requiresDigest
            self.assertsIdentity = assertsIdentity
        }
    }

    /// When and how to register.
    public struct Registering: Hashable, Sendable {
        /// The lifetime that we ask for, in seconds.
        public var expires: UInt32

        /// Asks for a lifetime.
        public init(expires: UInt32 = 3_600) { self.expires = expires }
    }

    /// The name by which the configuration, the logs and the credentials know it.
    public var name: String
    /// Where its calls go.
    public var proxy: Proxy
    /// The host of the URIs that we send: registrar, callee and caller.
    public var domain: String
    /// The user part of our address of record.
    public var user: String
    /// The user names and passwords for its challenges.
    public var credentials: [DigestCredential] = []
    /// Nothing for a trunk that knows us by our address.
    public var registering: Registering?
    /// How often it is asked whether it is there; nothing for never.
    public var keepalive: TrunkHealth.Policy? = .init()
    /// The lowest is tried first.
    public var priority = 0
    /// Who may call in over it.
    public var inbound = Inbound()
    /// How it wants numbers written.
    public var numberForm = NumberForm.e164
    /// The country that it is in.
    public var numberPlan = NumberPlan.france
    /// The number that the called see, in E.164; nothing for that of the line that was called.
    public var presentedNumber: String?
    /// Whether `Require: 100rel` is sent (RFC 3262).
    public var requires100rel = false
    /// Nothing where session timers are left out.
    public var sessionTimer: SessionTimer.Policy? = .init()
    /// Whether the sound is encrypted.
    public var mediaSecurity = MediaSecurity.none

    /// Describes a trunk by what every trunk has; the rest is set afterwards.
    public init(name: String, proxy: Proxy, domain: String, user: String) {
        self.name = name
        self.proxy = proxy
        self.domain = domain
        self.user = user
    }
}
