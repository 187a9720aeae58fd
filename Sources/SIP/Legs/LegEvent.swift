/// What the user of a leg hears of it.
public enum LegEvent: Hashable, Sendable {
    /// The telephone that we call rings.
    case ringing
    /// What sound goes where: agreed for the first time, or anew (hold, another codec, another port). Early media may
    /// still change.
    case media(NegotiatedAudio, isEarly: Bool)
    /// Both sides have taken the call.
    case answered
    /// The peer sent an INFO: its Content-Type in lower case, and its body.
    case info(contentType: String, body: [UInt8])
    /// The peer took or refused to be sent elsewhere.
    case transferred(accepted: Bool)
    /// The leg is over; nothing follows.
    case ended(LegEnd)
}

/// How a leg ended.
public enum LegEnd: Hashable, Sendable {
    /// The peer hung up, or gave up before we answered; with the cause of its Reason header (Q.850), if it gave one.
    case byPeer(cause: Int?)
    /// We hung up, gave up, or refused.
    case byUs
    /// Nobody took our call.
    case failed(AttemptOutcome, rang: Bool)
    /// Our answer was never acknowledged (RFC 3261 §13.3.1.4).
    case unacknowledged
    /// The session timer found the peer gone (RFC 4028 §10), or it no longer knows the call.
    case lost
    /// Offer and answer did not lead to common sound.
    case noCommonMedia
}
