/// What a user agent wants done, in order.
public enum UserAgentAction: Sendable {
    /// Send these bytes.
    case transmit([UInt8], TransportPath)
    /// A call comes in: ring, answer or hang up.
    case incoming(LegID, IncomingCall)
    /// Something happened to a leg.
    case leg(LegID, LegEvent)
    /// Something happened to a trunk.
    case trunk(String, TrunkEvent)
    /// A message was turned away before it came to anything; for counters and logs.
    case turnedAway(TurnedAway, from: Endpoint)
}

/// A call that comes in.
public struct IncomingCall: Hashable, Sendable {
    /// The number that was dialled, in E.164, if the Request-URI or To holds one.
    public let dialled: String?
    /// The Request-URI as it was sent.
    public let requestURI: String
    /// Who calls, as far as it can be believed.
    public let caller: CallerIdentity
    /// The trunk over which it comes; none for a stranger.
    public let trunk: String?
    /// The Call-ID.
    public let callID: String
    /// Where it comes from.
    public let source: Endpoint
    /// What a carrier says about the caller's number being genuine (`verstat`, RFC 8946), to be logged.
    public let verification: String?
}

/// Something that happened to a trunk.
public enum TrunkEvent: Hashable, Sendable {
    /// It knows us, for so long.
    case registered(until: Duration)
    /// The registration failed; in words.
    case registrationFailed(String)
    /// Calls cannot be expected any more until it is registered again.
    case unregistered
    /// It answers again.
    case up
    /// It does not answer; in words.
    case down(String)
}

/// Why a message was turned away.
public enum TurnedAway: String, CaseIterable, Hashable, Sendable {
    case malformed
    case stranger
    case unauthenticated
    case overloaded
    case merged
    case unknownDialog = "unknown-dialog"
    case foreignSource = "foreign-source"
    case methodNotAllowed = "method-not-allowed"
    case badExtension = "bad-extension"
    case unsupportedScheme = "unsupported-scheme"
    case notAcceptable = "not-acceptable"
    case nothingAccepted = "nothing-accepted"
}
