/// Our INVITE, until the peer answers it.
struct OutgoingInvite: Sendable {
    /// The request as it was sent last, without its Via.
    var request: Request
    private(set) var path: TransportPath
    /// The path of datagrams, while the INVITE goes over TCP because it is too large for one.
    private var datagrams: TransportPath?
    /// The peer cannot be reached over TCP: a datagram that is too large is better than none.
    private var hasNoStream = false
    /// The peer has said something.
    var isHeard = false
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

    init(request: Request, path: TransportPath, redirectHosts: Set<String>) {
        self.request = request
        self.path = path
        self.redirectHosts = redirectHosts
    }

    /// Where requests in the dialog go: only the INVITE is that large.
    var dialogPath: TransportPath { datagrams ?? path }

    /// Takes the request as it is to be sent, and the way that suits its size.
    mutating func take(_ request: Request) {
        self.request = request
        early = [:]
        guard path.transport == .udp, !hasNoStream, !DatagramRule.allows(request) else { return }
        datagrams = path
        path = TransportPath(transport: .tcp, local: path.local, remote: path.remote)
    }

    /// Gives TCP up, if that was our choice and the peer cannot have got the INVITE.
    mutating func returnToDatagrams() -> Bool {
        guard let datagrams, !isHeard else { return false }
        path = datagrams
        self.datagrams = nil
        hasNoStream = true
        return true
    }

    /// A connection is gone: another is opened when it is needed.
    mutating func lost(_ connection: ConnectionID) {
        if path.connection == connection { path.connection = nil }
    }
}

/// A dialog that a provisional response has made (RFC 3261 §12.1).
struct EarlyDialog: Sendable {
    var dialog: Dialog
    var session: OfferAnswer
    /// The number of the last reliable provisional response (RFC 3262 §4).
    var rSeq: UInt32?
}
