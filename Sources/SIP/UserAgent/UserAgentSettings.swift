/// What a user agent is told about its surroundings.
public struct UserAgentSettings: Sendable {
    /// What all legs have in common; a trunk changes what it says itself.
    public var leg: LegSettings
    /// The trunks.
    public var trunks: [Trunk]
    /// Whether a call is looked at that comes from an address of no trunk.
    public var admitsStranger: @Sendable (IPAddress) -> Bool
    /// The addresses that peers are told where they are not those of the sockets, one of each family at most.
    public var publicAddresses: [IPAddress]
    /// The user part of our Contact.
    public var user: String
    /// How the network of strangers writes numbers.
    public var numberPlan: NumberPlan
    /// Checks the digests of trunks that must prove who they are.
    public var digestServer: DigestServer?
    /// What is refused when there is too much of it.
    public var limits: TransactionLimits
    /// What a message may hold.
    public var messageLimits: MessageLimits
    /// How long a peer is asked to wait that comes when there is too much.
    public var retryAfter: Int

    /// Makes settings.
    public init(
        leg: LegSettings = .init(), trunks: [Trunk] = [],
        admitsStranger: @escaping @Sendable (IPAddress) -> Bool = { _ in false },
        publicAddresses: [IPAddress] = [], user: String = "voicedesk", numberPlan: NumberPlan = .france,
        digestServer: DigestServer? = nil, limits: TransactionLimits = .standard,
        messageLimits: MessageLimits = .standard, retryAfter: Int = 10
    ) {
        self.leg = leg
        self.trunks = trunks
        self.admitsStranger = admitsStranger
        self.publicAddresses = publicAddresses
        self.user = user
        self.numberPlan = numberPlan
        self.digestServer = digestServer
        self.limits = limits
        self.messageLimits = messageLimits
        self.retryAfter = retryAfter
    }
}
