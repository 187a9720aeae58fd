/// A call of ours to a telephone.
public struct OutgoingCall: Sendable {
    /// The Request-URI and To.
    public var target: URI
    /// From: the number that we show.
    public var from: NameAddress
    /// Where the INVITE goes.
    public var path: TransportPath
    /// Further headers: Diversion, History-Info, P-Asserted-Identity, Route.
    public var headers: [(HeaderName, String)]
    /// The hosts to which a 3xx may send us on; redirects elsewhere are refusals (toll fraud).
    public var redirectHosts: Set<String>
    /// Whether the INVITE offers sound; without an offer the peer makes one in its 2xx, and our ACK answers it (RFC 3261
    /// §13.2.1).
    public var offersSound: Bool

    /// Describes a call.
    public init(
        target: URI, from: NameAddress, path: TransportPath, headers: [(HeaderName, String)] = [],
        redirectHosts: Set<String> = [], offersSound: Bool = true
    ) {
        self.target = target
        self.from = from
        self.path = path
        self.headers = headers
        self.redirectHosts = redirectHosts
        self.offersSound = offersSound
    }
}

/// The leg of a call that goes out, until a telephone answers (RFC 3261 §13.2).
extension Leg {
    /// Begins a call: sends the INVITE with our offer.
    static func call(
        _ call: OutgoingCall, media: LocalMedia, clientNonce: String, settings: LegSettings, names: LegNames,
        contact: String, into actions: inout [LegAction]
    ) -> Leg {
        var from = call.from
        from.tag = names.tag
        var request = Request(method: .invite, uri: call.target)
        for (name, value) in call.headers where name == .route { request.fields.append(name, value) }
        request.fields.append(.maxForwards, "70")
        request.fields.append(.from, from.text)
        request.fields.append(.to, NameAddress(uri: call.target).text)
        request.fields.append(.callID, names.callID)
        request.fields.append(.contact, contact)
        request.fields.append(.allow, LegSettings.allowed)
        // Without an offer of ours, a reliable provisional response would make one, to be answered in the PRACK (RFC 3262
        // §5): that is not asked for.
        request.fields.append(.supported, call.offersSound ? LegSettings.supported : "timer")
        if settings.requires100rel, call.offersSound { request.fields.append(.require, "100rel") }
        for (name, value) in call.headers where name != .route { request.fields.append(name, value) }
        request.fields.append(.userAgent, settings.product)
        let invite = OutgoingInvite(request: request, path: call.path, redirectHosts: call.redirectHosts)
        var leg = Leg(
            .calling(invite), settings: settings, names: names, contact: contact, clientNonce: clientNonce)
        leg.media = media
        guard call.offersSound else {
            leg.send(request, invite, into: &actions)
            return leg
        }
        guard let offer = leg.session.makeOffer(from: media) else {
            leg.end(.noCommonMedia, into: &actions)
            return leg
        }
        request.setBody(offer.serialized(), contentType: "application/sdp")
        leg.send(request, invite, into: &actions)
        return leg
    }

    /// Sends the INVITE, for the first time or again with something changed, under the next number.
    private mutating func send(_ request: Request, _ invite: OutgoingInvite, into actions: inout [LegAction]) {
        var request = request
        request.fields.replace(.cSeq, CSeq(number: own.nextNumber(), method: .invite).text)
        if settings.sessionTimer != nil { timer.offer().write(toRequest: &request.fields) }
        transmit(own.authorized(request), invite, into: &actions)
    }

    private mutating func transmit(_ request: Request, _ invite: OutgoingInvite, into actions: inout [LegAction]) {
        var invite = invite
        invite.take(request)
        state = .calling(invite)
        actions.append(.send(request, invite.path))
    }

    /// Takes a response to an INVITE of ours.
    mutating func received(_ response: Response, now: Duration, into actions: inout [LegAction]) {
        guard case .calling(var invite) = state else {
            if response.status.isFinal { answered(response.cSeq, response.status, response, now: now, into: &actions) }
            return
        }
        guard response.cSeq == invite.request.cSeq else { return }
        invite.isHeard = true
        if response.status.isProvisional {
            progressed(response, &invite, into: &actions)
            state = .calling(invite)
        } else if response.status.isSuccess {
            taken(response, invite, now: now, into: &actions)
        } else {
            refused(response, invite, into: &actions)
        }
    }

    // MARK: Refusals

    private mutating func refused(_ response: Response, _ invite: OutgoingInvite, into actions: inout [LegAction]) {
        var invite = invite
        let outcome = AttemptOutcome.response(response.status, cause: response.fields.q850Cause)
        let failure = LegEnd.failed(invite.isCancelled ? .cancelled : outcome, rang: invite.rang)
        guard !invite.isCancelled else { return end(failure, into: &actions) }
        var request = invite.request
        switch response.status {
        case .unauthorized, .proxyAuthenticationRequired:
            guard let again = own.retry(request, challengedBy: response) else { return end(failure, into: &actions) }
            transmit(again, invite, into: &actions)
        case .sessionIntervalTooSmall where timer.refused(minSE: response.minSE):
            send(request, invite, into: &actions)
        case .badExtension where request.fields.contains(.require) && response.fields.lists("100rel", in: .unsupported):
            // A call without reliable ringing is better than none.
            request.fields.removeAll(.require)
            send(request, invite, into: &actions)
        case let status where status.isRedirection:
            guard let target = allowedRedirect(response, invite) else { return end(failure, into: &actions) }
            invite.isRedirected = true
            request.uri = target
            send(request, invite, into: &actions)
        default: end(failure, into: &actions)
        }
    }

    /// Where a 3xx sends us, if we may follow it, which we do once; without what has no place in a Request-URI (RFC
    /// 3261 §19.1.1).
    private func allowedRedirect(_ response: Response, _ invite: OutgoingInvite) -> URI? {
        guard !invite.isRedirected else { return nil }
        let contacts = response.fields.values(.contact).compactMap { try? NameAddress(parsing: $0).uri }
        var target = contacts.first {
            $0.scheme == invite.request.uri.scheme && invite.redirectHosts.contains(Ascii.lowercased($0.host))
        }
        target?.headers = Parameters()
        target?.parameters.remove("method")
        return target
    }

    /// No response came, or the INVITE could not be sent.
    mutating func inviteFailed(_ outcome: AttemptOutcome, into actions: inout [LegAction]) {
        guard case .calling(var invite) = state else { return }
        if outcome == .transportFailure, !invite.isCancelled, invite.returnToDatagrams() {
            return send(invite.request, invite, into: &actions)
        }
        end(.failed(invite.isCancelled ? .cancelled : outcome, rang: invite.rang), into: &actions)
    }

    /// Gives the call up; its end is still to come.
    mutating func cancel(into actions: inout [LegAction]) {
        guard case .calling(var invite) = state, !invite.isCancelled else { return }
        invite.isCancelled = true
        state = .calling(invite)
        actions.append(.cancel)
    }
}
