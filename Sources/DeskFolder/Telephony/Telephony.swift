import SIP

/// How a desk is reached by telephone, and how it rings its people: the part `telephony:` of `desk.yaml`.
public struct Telephony: Hashable, Sendable {
    /// The country that the desk is in, unless a trunk names its own.
    public var numberPlan = NumberPlan.france
    /// The trunks in the order of the file.
    public var trunks: [TrunkSettings] = []
    /// Whose calls are answered beside those of trunks.
    public var acceptedPeers = AcceptedPeers.privateNetworks
    /// Which hosts are rung directly by SIP address.
    public var directHosts = DirectHosts()
    /// Where callers' messages are kept.
    public var voicemail = VoicemailSettings()

    /// Telephony of a desk that says nothing of it: no trunk, and calls from private networks are answered.
    public init() {}
}

/// A trunk as it is written in `desk.yaml`: complete but for its passwords, which are kept elsewhere.
public struct TrunkSettings: Hashable, Sendable {
    /// A user name, and where its password is.
    public struct Credential: Hashable, Sendable {
        /// The user name of the digest.
        public var username: String
        /// The realm; empty for any realm of the trunk.
        public var realm: String
        /// Where the password is.
        public var password: SecretSource

        /// Describes a credential.
        public init(username: String, realm: String = "", password: SecretSource) {
            self.username = username
            self.realm = realm
            self.password = password
        }
    }

    /// The trunk without credentials.
    public var trunk: Trunk
    /// Its credentials in the order in which they are tried.
    public var credentials: [Credential]

    /// Describes a trunk.
    public init(trunk: Trunk, credentials: [Credential] = []) {
        self.trunk = trunk
        self.credentials = credentials
    }
}

/// Where callers' messages are kept, and for how long.
public struct VoicemailSettings: Hashable, Sendable {
    /// The folder; a relative one is within the desk's folder.
    public var folder = "voicemail"
    /// How long a message is kept.
    public var keep = Duration.seconds(90 * 86_400)

    /// The folder `voicemail`, for 90 days.
    public init() {}
}
