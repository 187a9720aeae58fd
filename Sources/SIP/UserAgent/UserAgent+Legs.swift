/// What the user of the agent wants of its legs.
extension UserAgent {
    /// Lets a caller hear that we are called; with ports, sound begins before the call is taken.
    public mutating func ring(
        _ id: LegID, media: LocalMedia? = nil, now: Duration, into actions: inout [UserAgentAction]
    ) {
        change(id, now: now, into: &actions) { $0.ring(media, now: now, into: &$1) }
    }

    /// Takes a call.
    public mutating func answer(
        _ id: LegID, media: LocalMedia, now: Duration, into actions: inout [UserAgentAction]
    ) {
        change(id, now: now, into: &actions) { $0.answer(media, now: now, into: &$1) }
    }

    /// Ends a leg: refuses it, gives it up, or says BYE, as far as it has come.
    ///
    /// - Parameters:
    ///   - status: how a call is refused that was not answered.
    ///   - cause: of Q.850, for the Reason header (RFC 3326).
    public mutating func hangUp(
        _ id: LegID, status: StatusCode = .temporarilyUnavailable, cause: Int = 16, retryAfter: Int? = nil,
        now: Duration, into actions: inout [UserAgentAction]
    ) {
        change(id, now: now, into: &actions) {
            $0.hangUp(status, cause: cause, retryAfter: retryAfter, into: &$1)
        }
    }

    /// Sends the peer of a leg elsewhere (REFER); ``LegEvent/transferred(accepted:)`` follows.
    public mutating func transfer(
        _ id: LegID, to target: URI, now: Duration, into actions: inout [UserAgentAction]
    ) {
        change(id, now: now, into: &actions) { $0.transfer(to: target, into: &$1) }
    }

    /// Sends an INFO in the dialog of a leg: a key, as `application/dtmf-relay`.
    ///
    /// Nothing is sent before the call is taken, nor once it is over.
    public mutating func inform(
        _ id: LegID, _ body: [UInt8], contentType: String, now: Duration, into actions: inout [UserAgentAction]
    ) {
        change(id, now: now, into: &actions) { $0.inform(body, contentType: contentType, into: &$1) }
    }

    /// Calls whatever is described: as a telephone does that is not bound to a trunk.
    ///
    /// - Parameter terms: what this leg says of us and expects of the peer, where it is not what all legs do: codecs,
    ///   telephone-events, credentials, timers.
    public mutating func call(
        _ call: OutgoingCall, on terms: LegSettings? = nil, media: LocalMedia, now: Duration,
        into actions: inout [UserAgentAction]
    ) -> LegID? {
        begin(call, settings: terms ?? settings.leg, media: media, now: now, into: &actions)
    }

    /// Calls a telephone over a trunk.
    ///
    /// - Returns: the leg; none if there is no such trunk, or its address is not known.
    public mutating func call(
        _ number: String, over name: String, presenting: String, diverted: Diversion?, media: LocalMedia, now: Duration,
        into actions: inout [UserAgentAction]
    ) -> LegID? {
        guard let line = trunks[name], let path = line.path else { return nil }
        let trunk = line.trunk
        let target = URI(user: trunk.numberPlan.text(number, as: trunk.numberForm), host: trunk.domain)
        let shown = trunk.numberPlan.text(trunk.presentedNumber ?? presenting, as: trunk.numberForm)
        let from = NameAddress(uri: URI(user: shown, host: trunk.domain))
        var headers: [(HeaderName, String)] = [(.pAssertedIdentity, from.text)]
        if let diverted { headers += diverted.headers(in: trunk) }
        let call = OutgoingCall(
            target: target, from: from, path: path, headers: headers,
            redirectHosts: [Ascii.lowercased(trunk.domain), Ascii.lowercased(trunk.proxy.host)])
        return begin(call, settings: terms[name]?.leg ?? settings.leg, media: media, now: now, into: &actions)
    }

    /// Calls a SIP address directly.
    public mutating func call(
        _ target: URI, at path: TransportPath, presenting: String, media: LocalMedia, now: Duration,
        into actions: inout [UserAgentAction]
    ) -> LegID? {
        let host = address(on: path).hostText
        let call = OutgoingCall(
            target: target, from: NameAddress(uri: URI(user: presenting, host: host)), path: path)
        return begin(call, settings: settings.leg, media: media, now: now, into: &actions)
    }

    private mutating func begin(
        _ call: OutgoingCall, settings: LegSettings, media: LocalMedia, now: Duration,
        into actions: inout [UserAgentAction]
    ) -> LegID? {
        let names = tokens.names(host: address(on: call.path).hostText)
        var wanted: [LegAction] = []
        let leg = Leg.call(
            call, media: media, clientNonce: tokens.text(), settings: settings, names: names,
            contact: contact(on: call.path), into: &wanted)
        let id = add(leg, callID: names.callID)
        perform(wanted, of: id, now: now, into: &actions)
        settle(id, now: now, into: &actions)
        return id
    }

    // MARK: What legs want

    mutating func perform(
        _ wanted: [LegAction], of id: LegID, now: Duration, into actions: inout [UserAgentAction]
    ) {
        for action in wanted {
            var news: [TransactionAction] = []
            switch action {
            case .respond(let response, let transaction):
                transactions.respond(response, to: transaction, now: now, into: &news)
            case .send(let request, let path):
                guard send(request, path, for: id, now: now, into: &news) else {
                    // Too many requests are out: to the leg it is as if the network had failed.
                    change(id, now: now, into: &actions) { leg, wanted in
                        if leg.isCalling, request.method == .invite {
                            leg.inviteFailed(.transportFailure, into: &wanted)
                        } else {
                            leg.answered(request.cSeq, .requestTimeout, nil, now: now, into: &wanted)
                        }
                    }
                    continue
                }
            case .acknowledge(let ack, let path):
                transactions.sendAck(ack, over: path, sentBy: sentBy(on: path), into: &news)
            case .cancel:
                if let invite = legs.update(id, { $0.inviteTransaction }) ?? nil {
                    transactions.cancel(invite, now: now, into: &news)
                }
            case .report(let event): actions.append(.leg(id, event))
            }
            follow(news, now: now, into: &actions)
        }
    }

    private mutating func send(
        _ request: Request, _ path: TransportPath, for id: LegID, now: Duration, into news: inout [TransactionAction]
    ) -> Bool {
        guard
            let transaction = try? transactions.send(
                request, over: path, sentBy: sentBy(on: path), now: now, into: &news)
        else { return false }
        askers[transaction] = .leg(id, request.cSeq)
        if request.method == .invite { legs.update(id) { $0.inviteTransaction = transaction } }
        return true
    }

    // MARK: How we are named

    /// The address of ours that the peer of a leg is told for sound.
    public func localAddress(of id: LegID) -> IPAddress? { (legs[id]?.dialog?.path).map(address(on:)) }

    /// Where the peer of a leg offers to receive sound, while its offer waits for our answer.
    public func offeredAddress(of id: LegID) -> IPAddress? { legs[id]?.session.offeredAddress }

    /// The Call-ID of a leg.
    public func callID(of id: LegID) -> String? { legs[id].map { $0.dialog?.id.callID ?? $0.names.callID } }

    /// The address of ours that a trunk is told for sound, once its name is resolved.
    public func localAddress(ofTrunk name: String) -> IPAddress? { (trunks[name]?.path).map(address(on:)) }

    /// Our address as peers on a path are told it.
    public func address(on path: TransportPath) -> IPAddress {
        settings.publicAddresses.first { $0.isIPv6 == path.local.address.isIPv6 } ?? path.local.address
    }

    func sentBy(on path: TransportPath) -> SentBy {
        SentBy(Endpoint(address: address(on: path), port: path.local.port))
    }

    func contact(on path: TransportPath) -> String {
        let end = Endpoint(address: address(on: path), port: path.local.port)
        return NameAddress(uri: URI(user: settings.user, endpoint: end, transport: path.transport)).text
    }
}

/// For whom a call of ours is: shown to the telephone that we ring beside our own number (RFC 5806, RFC 7044).
public struct Diversion: Hashable, Sendable {
    /// The caller's number in E.164, unless it is withheld.
    public let caller: String?
    /// The number of the desk that was called.
    public let called: String

    /// Makes it.
    public init(caller: String?, called: String) {
        self.caller = caller
        self.called = called
    }

    /// Our numbers in From, the caller's in Diversion and History-Info: what a technician's telephone can show.
    func headers(in trunk: Trunk) -> [(HeaderName, String)] {
        guard let caller else { return [] }
        let uri = URI(user: trunk.numberPlan.text(caller, as: trunk.numberForm), host: trunk.domain)
        return [
            (.diversion, "\(NameAddress(uri: uri).text);reason=unconditional"),
            (.historyInfo, "<\(uri.text)>;index=1, <sip:\(called)@\(trunk.domain)>;index=1.1"),
        ]
    }
}
