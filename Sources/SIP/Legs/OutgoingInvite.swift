/// Our INVITE, until the peer answers it.
struct OutgoingInvite: Sendable {
    /// The request as it was sent last, without its Via.
    var request: Request
    var path: TransportPath
    /// Where we may be sent on to by a 3xx, by host.
    let redirectHosts: Set<String>
    /// Whether the telephone was heard ringing, or anything else from over there.
    var rang = false
    var isCancelled = false
    var isRedirected = false
    /// The early media that were reported last.
    var reported: NegotiatedAudio?
    /// The early dialogs by the peer's tag; a request that was forked has several.
    var early: [String: EarlyDialog] = [:]

    /// How many answering phones of a forked request are told apart.
    static let mostForks = 16
}

/// A dialog that a provisional response has made (RFC 3261 §12.1).
struct EarlyDialog: Sendable {
    var dialog: Dialog
    var session: OfferAnswer
    /// The number of the last reliable provisional response (RFC 3262 §4).
    var rSeq: UInt32?
}
