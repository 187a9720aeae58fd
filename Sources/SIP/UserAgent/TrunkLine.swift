/// One trunk as it runs: where it is, whether it knows us, whether it answers.
struct TrunkLine: Sendable {
    let trunk: Trunk
    /// Where its requests go, once its name is resolved; the best place first.
    private(set) var paths: [TransportPath] = []
    var registration: Registration?
    var health: TrunkHealth?

    init(_ trunk: Trunk, now: Duration) {
        self.trunk = trunk
        health = trunk.keepalive.map { TrunkHealth($0, now: now) }
    }

    /// Where the next request goes.
    var path: TransportPath? { paths.first }

    /// Whether calls should try it before trunks that are down.
    var isUp: Bool { path != nil && (health?.isUp ?? true) }

    /// When something of it falls due; nothing before its address is known.
    var deadline: Duration? {
        guard path != nil else { return nil }
        return [registration?.deadline, health?.deadline].compactMap { $0 }.min()
    }

    /// Its name was resolved: where it leads to the same places as before, those that did not answer stay behind.
    mutating func resolved(_ paths: [TransportPath]) {
        if Set(paths) != Set(self.paths) { self.paths = paths }
    }

    /// A place does not answer: if it is the one at hand, the next one is tried.
    mutating func turn(from place: Endpoint) {
        if paths.count > 1, paths[0].remote == place { paths.append(paths.removeFirst()) }
    }
}

/// What calls over a trunk have in common.
struct TrunkTerms: Sendable {
    /// The settings of their legs.
    let leg: LegSettings
    /// How their numbers are written.
    let numberPlan: NumberPlan

    /// The terms of a trunk.
    init(_ trunk: Trunk, _ common: LegSettings) {
        var leg = common
        leg.sessionTimer = trunk.sessionTimer
        leg.requires100rel = trunk.requires100rel
        leg.peer = trunk.name
        leg.credentials = CredentialStore(trunk.credentials)
        leg.audio = AudioCapabilities(
            codecs: leg.audio.codecs, telephoneEventPayloadType: leg.audio.telephoneEventPayloadType,
            security: trunk.mediaSecurity)
        self.leg = leg
        numberPlan = trunk.numberPlan
    }

    /// The terms of calls over no trunk.
    init(_ settings: UserAgentSettings) {
        leg = settings.leg
        numberPlan = settings.numberPlan
    }
}

/// How a trunk stands, for the status.
public struct TrunkStatus: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Where its requests go, once its name is resolved.
    public let place: Endpoint?
    /// Whether calls should try it before trunks that are down.
    public let isUp: Bool
    /// Until when it knows us; none for a trunk without registration, or while it does not.
    public let registeredUntil: Duration?
    /// What went wrong last, in words.
    public let problem: String?
}
