import SIP

/// A call that comes in, as its INVITE describes it.
public struct Invitation: Hashable, Sendable {
    /// The user part of the Request-URI: the number or name that was dialled.
    public let user: String?
    /// The same in E.164, where it is a number.
    public let number: String?
    /// The Request-URI as it was sent.
    public let requestURI: String
    /// The Call-ID.
    public let callID: String
    /// Where it comes from.
    public let source: Endpoint
    /// Who calls, by what the INVITE says of itself.
    public let party: RemoteParty
    /// The sound that is offered; nothing for an INVITE without an offer, or with one that cannot be read.
    public let offer: SoundDescription?

    init(_ call: IncomingCall, _ invite: Request?) {
        user = invite?.uri.user
        number = call.dialled
        requestURI = call.requestURI
        callID = call.callID
        source = call.source
        party = invite.map { RemoteParty(ofSender: $0) } ?? RemoteParty()
        offer = invite.flatMap { SoundDescription(of: $0) }
    }
}

/// What becomes of a call that comes in.
public enum Reception: Sendable {
    /// A telephone takes it: its script decides whether it rings, answers or refuses. Its record is told at its end, on
    /// the bank's loop: take note of it and return.
    case phone(any PhoneScript, limits: PhoneLimits = .init(), ended: @Sendable (PhoneRecord) -> Void = { _ in })
    /// It is refused.
    case refuse(StatusCode)
}
