/// What our legs say of us and expect of the peer.
public struct LegSettings: Sendable {
    /// The text of Server and User-Agent.
    public var product: String
    /// What sound we can speak and hear.
    public var audio: AudioCapabilities
    /// The session timer; nothing where it is left out.
    public var sessionTimer: SessionTimer.Policy?
    /// Whether provisional responses are sent and asked for reliably (RFC 3262) even where the peer does not require
    /// it.
    public var requires100rel: Bool
    /// The name of the trunk that the peer is behind; empty for none.
    public var peer = ""
    /// What that trunk's challenges are answered with.
    public var credentials = CredentialStore()
    /// The times of RFC 3261.
    public var timers: TransactionTimers

    /// Makes settings.
    public init(
        product: String = "Voicedesk", audio: AudioCapabilities = .init(),
        sessionTimer: SessionTimer.Policy? = .init(), requires100rel: Bool = false,
        timers: TransactionTimers = .standard
    ) {
        self.product = product
        self.audio = audio
        self.sessionTimer = sessionTimer
        self.requires100rel = requires100rel
        self.timers = timers
    }

    /// The methods that we take (RFC 3261 §20.5).
    public static let allowed = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, NOTIFY"
    /// The bodies that we take (RFC 3261 §20.1).
    public static let accepted = "application/sdp, application/dtmf-relay, application/dtmf"
    /// The extensions that we know (RFC 3261 §20.37).
    public static let extensions = ["timer", "100rel"]
    /// The same as the value of a header.
    static let supported = extensions.joined(separator: ", ")
}

/// What makes a leg's names unique and hard to guess; random values from outside.
public struct LegNames: Hashable, Sendable {
    /// Our tag.
    public var tag: String
    /// The Call-ID of a call of ours.
    public var callID: String
    /// The id of our session descriptions.
    public var sessionID: UInt64
    /// The number of our first reliable provisional response (RFC 3262 §3).
    public var firstRSeq: UInt32
    /// Decides how long to wait after glare (RFC 3261 §14.1): 0 to 255.
    public var glare: UInt8

    /// Takes the values.
    public init(tag: String, callID: String, sessionID: UInt64, firstRSeq: UInt32, glare: UInt8) {
        self.tag = tag
        self.callID = callID
        self.sessionID = sessionID
        self.firstRSeq = firstRSeq
        self.glare = glare
    }
}
