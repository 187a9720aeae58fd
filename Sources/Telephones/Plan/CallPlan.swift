import SIP

/// A call that is to be placed: whom, as whom, over what, with what sound, and how long it may take.
public struct CallPlan: Sendable {
    /// How the call leaves.
    public enum Route: Hashable, Sendable {
        /// To the host of the target, or to an outbound proxy in its place.
        case direct(proxy: Trunk.Proxy?)
        /// Over a trunk of the bank, whose rules on how numbers are written apply to the user part of the target.
        case trunk(String)
    }

    /// Who calls.
    public struct Caller: Hashable, Sendable {
        /// The user part of From, as a rule a number.
        public var user: String
        /// The name that is shown.
        public var displayName: String?
        /// The host of From; nothing for our address.
        public var host: String?

        /// Describes a caller.
        public init(user: String, displayName: String? = nil, host: String? = nil) {
            self.user = user
            self.displayName = displayName
            self.host = host
        }
    }

    /// What a switchboard's challenges are answered with.
    public struct Account: Hashable, Sendable {
        /// The user name.
        public var user: String
        /// The password.
        public var password: String

        /// Describes an account.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// The Request-URI and To, with any user part.
    public var target: URI
    /// How the call leaves.
    public var route: Route
    /// From.
    public var caller: Caller
    /// The user part of P-Asserted-Identity (RFC 3325); nothing for none.
    public var assertedIdentity: String?
    /// For whom the call is, over a trunk: shown in Diversion and History-Info.
    public var diversion: Diversion?
    /// The codecs that are offered, and whether telephone-events are.
    public var audio: AudioCapabilities
    /// Whether the INVITE carries the offer; else the peer makes one in its 200.
    public var offersSound: Bool
    /// For 401 and 407.
    public var account: Account?
    /// How long things may take.
    public var limits: PhoneLimits

    /// Describes a call; what is not named is as most telephones have it.
    public init(
        to target: URI, route: Route = .direct(proxy: nil), from caller: Caller, assertedIdentity: String? = nil,
        audio: AudioCapabilities = .init(), offersSound: Bool = true, account: Account? = nil,
        limits: PhoneLimits = .init()
    ) {
        self.target = target
        self.route = route
        self.caller = caller
        self.assertedIdentity = assertedIdentity
        self.audio = audio
        self.offersSound = offersSound
        self.account = account
        self.limits = limits
    }
}

/// How long a telephone waits, and how much it keeps.
public struct PhoneLimits: Hashable, Sendable {
    /// From the INVITE to the answer, as placed or as called: then the call is given up.
    public var answer: Duration
    /// From the INVITE to the end: then we hang up.
    public var longest: Duration
    /// After we hung up, for the peer to confirm it: then the record is closed without.
    public var ending: Duration
    /// How much of what the peer says is kept in the record; zero for nothing.
    ///
    /// The script hears all of it.
    public var sound: Duration

    /// No more than this is kept of what a peer says, 14 MB.
    public static let longestSound = Duration.seconds(1_800)

    /// Sets limits; a minute to the answer, half an hour in all.
    public init(
        answer: Duration = .seconds(60), longest: Duration = .seconds(1_800), ending: Duration = .seconds(5),
        sound: Duration = longestSound
    ) {
        self.answer = max(.zero, answer)
        self.longest = max(.zero, longest)
        self.ending = max(.zero, ending)
        self.sound = min(max(.zero, sound), Self.longestSound)
    }
}
