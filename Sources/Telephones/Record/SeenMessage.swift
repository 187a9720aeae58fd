import SIP

/// One message of a call as it went over the wire: what a ladder diagram shows.
public struct SeenMessage: Hashable, Sendable {
    /// What a message is.
    public enum Kind: Hashable, Sendable {
        case request(Method)
        /// With the method that it answers.
        case response(StatusCode, to: Method)
    }

    /// Since the INVITE.
    public let at: Duration
    /// Whether we sent it.
    public let isOurs: Bool
    /// What it is.
    public let kind: Kind
    /// The number of its CSeq.
    public let number: UInt32
    /// The sound that it describes.
    public let sound: SoundDescription?
    /// Whether it has a session description, be it one that cannot be read.
    public let hasSession: Bool
    /// The values of Reason (RFC 3326).
    public let reasons: [String]
    /// How often it came, or went, in the same words.
    public internal(set) var copies = 1

    /// Whether it is the same message once more.
    func isCopy(of other: SeenMessage) -> Bool {
        isOurs == other.isOurs && kind == other.kind && number == other.number && sound == other.sound
    }
}

/// A message as a telephone takes note of it.
struct WireNote: Sendable {
    let callID: String
    let fromTag: String?
    let isOurs: Bool
    let kind: SeenMessage.Kind
    let number: UInt32
    let sound: SoundDescription?
    let hasSession: Bool
    let reasons: [String]
    /// What the peer says of itself; nothing for a message of ours.
    let party: RemoteParty?

    /// Reads what is worth noting.
    init(_ message: Message, isOurs: Bool) {
        callID = message.callID
        fromTag = message.fromTag
        self.isOurs = isOurs
        number = message.cSeq.number
        reasons = Array(message.fields.values(.reason).prefix(RemoteParty.mostValues))
        switch message {
        case .request(let request):
            kind = .request(request.method)
            sound = SoundDescription(of: request)
            hasSession = request.sessionDescription != nil
            party = isOurs || request.method != .invite ? nil : RemoteParty(ofSender: request)
        case .response(let response):
            kind = .response(response.status, to: response.cSeq.method)
            sound = SoundDescription(of: response)
            hasSession = response.sessionDescription != nil
            let tells = response.cSeq.method == .invite && response.status != .trying
            party = isOurs || !tells ? nil : RemoteParty(ofSender: response)
        }
    }

    /// The message in a ladder that began then.
    func seen(at now: Duration) -> SeenMessage {
        SeenMessage(
            at: now, isOurs: isOurs, kind: kind, number: number, sound: sound, hasSession: hasSession, reasons: reasons)
    }
}
