/// The peer's INVITE, until we answer it.
struct IncomingInvite: Sendable {
    let request: Request
    let transaction: ServerTransactionID
    /// Whether it carries no offer, so that we make one.
    let awaitsOffer: Bool
    /// What we answer of session timers.
    let timer: SessionTimerHeaders
    /// The number of our last reliable provisional response (RFC 3262 §3).
    var rSeq: UInt32
    /// Our reliable provisional response that waits for its PRACK.
    var provisional: ResponseRepeater?
    /// Our last provisional response, as it is before it becomes reliable.
    var progress: Response?
    /// When it is sent again, lest a proxy take the call for lost.
    var progressAgainAt: Duration?
    /// How far the answer to the offer has come in provisional responses.
    var earlyAnswer = EarlyAnswer.none
    /// What is to be done as soon as the PRACK came.
    var wish: Wish?

    /// How the answer to the offer went out before the call was taken.
    enum EarlyAnswer: Hashable, Sendable {
        case none
        /// In a provisional response: the 2xx repeats it.
        case sent
        /// And it was acknowledged: the peer may make offers of its own (RFC 3311 §5.1).
        case acknowledged
    }

    /// What waits for a PRACK.
    enum Wish: Hashable, Sendable {
        /// To let the caller hear sound.
        case ring(LocalMedia)
        /// To take the call.
        case answer(LocalMedia)
    }

    /// How long a provisional response stands: proxies give a call up after three minutes without (RFC 3261 §13.3.1.1,
    /// §16.6).
    static let progressInterval = Duration.seconds(60)

    /// Whether the peer wants provisional responses to be reliable.
    var wantsReliable: Bool { request.fields.lists("100rel", in: .require) }
    /// Whether the peer can take reliable provisional responses.
    var takesReliable: Bool { wantsReliable || request.fields.lists("100rel", in: .supported) }
    /// Which acknowledgement the provisional response that is out waits for.
    var expected: RAck? { provisional == nil ? nil : RAck(rSeq: rSeq, cSeq: request.cSeq) }

    var deadline: Duration? { provisional?.deadline ?? progressAgainAt }
}

/// The leg of a call that comes in.
extension Leg {
    /// What becomes of an INVITE at once.
    enum Reception: Sendable {
        /// It waits for us.
        case waiting(Leg)
        /// It cannot be taken.
        case refused(Response)
    }

    /// Takes an INVITE that begins a call.
    static func receive(
        _ invite: Request, in transaction: ServerTransactionID, on path: TransportPath, settings: LegSettings,
        names: LegNames, contact: String
    ) -> Reception {
        var agreed: SessionTimerHeaders?
        var minimum: UInt32 = 0
        switch settings.sessionTimer.map({ SessionTimer($0).answer(to: invite) }) {
        case .accept(let headers): agreed = headers
        case .tooShort(let minSE): minimum = minSE
        case nil: agreed = SessionTimerHeaders()
        }
        let pending = IncomingInvite(
            request: invite, transaction: transaction, awaitsOffer: !invite.hasOffer,
            timer: agreed ?? SessionTimerHeaders(), rSeq: names.firstRSeq)
        var leg = Leg(.offered(pending), settings: settings, names: names, contact: contact)
        guard agreed != nil else { return .refused(leg.tooShort(invite, minSE: minimum)) }
        leg.peerTakesUpdate = invite.fields.lists("UPDATE", in: .allow)
        do {
            leg.dialog = try Dialog(answering: invite, tag: names.tag, contact: contact, path: path)
        } catch {
            return .refused(leg.response(to: invite, .badRequest, reason: "Bad Contact"))
        }
        if let refusal = leg.takeOffer(of: invite) { return .refused(refusal) }
        return .waiting(leg)
    }
}

extension SessionTimer {
    /// What is answered to an INVITE or UPDATE of the peer.
    func answer(to request: Request) -> Answer {
        answer(
            to: SessionTimerHeaders(request.fields),
            isSupported: SessionTimerHeaders.isSupported(by: request.fields))
    }
}
