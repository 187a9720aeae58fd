/// What the transactions bring, and what becomes of requests of peers (RFC 3261 §8.2).
extension UserAgent {
    mutating func follow(_ news: [TransactionAction], now: Duration, into actions: inout [UserAgentAction]) {
        for item in news {
            switch item {
            case .transmit(let bytes, let path): actions.append(.transmit(bytes, path))
            case .request(let id, let request, let path): received(request, id, path, now: now, into: &actions)
            case .cancelled(let id):
                guard let leg = invites[id] else { break }
                change(leg, now: now, into: &actions) { $0.cancelled(into: &$1) }
            case .ack(let ack, let path): acknowledged(ack, path, now: now, into: &actions)
            case .merged(let request, let path):
                turnAway(request, .merged, path, into: &actions)
            case .overloaded(let request, let path):
                turnAway(request, .overloaded, path, into: &actions)
            case .response(let id, let response): received(response, to: id, now: now, into: &actions)
            case .strayResponse(let response, _): strayed(response, now: now, into: &actions)
            case .timedOut(let id): failed(id, .timeout, now: now, into: &actions)
            case .unreachable(let id): failed(id, .transportFailure, now: now, into: &actions)
            case .serverEnded(let id): invites[id] = nil
            case .clientEnded(let id): askers[id] = nil
            case .acknowledged, .unacknowledged: break
            }
        }
    }

    // MARK: Requests

    private mutating func received(
        _ request: Request, _ id: ServerTransactionID, _ path: TransportPath, now: Duration,
        into actions: inout [UserAgentAction]
    ) {
        if let tag = request.toTag {
            receivedInDialog(request, tag, id, path, now: now, into: &actions)
            return
        }
        if let standing = trust.standing(of: path.remote.address, over: path.transport) {
            trunkSpoke(standing.trunk, now: now, into: &actions)
        }
        switch request.method {
        case .invite: receivedInvite(request, id, path, now: now, into: &actions)
        case .options: respond(options(request, path, into: &actions), id, now: now, into: &actions)
        default: turnAway(request, misplaced(request), id, path, now: now, into: &actions)
        }
    }

    /// Answers a request of a stranger outside of dialogs without keeping anything of it.
    ///
    /// A refusal in a transaction would be repeated until its ACK: to whoever writes another's address into its INVITE
    /// we would be an amplifier.
    mutating func receivedFromStranger(
        _ received: Request, _ path: TransportPath, into actions: inout [UserAgentAction]
    ) {
        var request = received
        let way = request.noteSource(path)
        switch request.method {
        case .invite: turnAway(request, .stranger, way, into: &actions)
        case .options: actions.append(.transmit(options(request, way, into: &actions).serialized(), way))
        default: turnAway(request, misplaced(request), way, into: &actions)
        }
    }

    /// What is wrong with a request outside of dialogs that is no INVITE and no OPTIONS.
    private func misplaced(_ request: Request) -> TurnedAway {
        switch request.method {
        case .bye, .info, .prack, .update, .notify: .unknownDialog
        default: .methodNotAllowed
        }
    }

    private mutating func receivedInvite(
        _ invite: Request, _ id: ServerTransactionID, _ path: TransportPath, now: Duration,
        into actions: inout [UserAgentAction]
    ) {
        let standing = trust.standing(of: path.remote.address, over: path.transport)
        guard standing != nil || settings.admitsStranger(path.remote.address) else {
            return turnAway(invite, .stranger, id, path, now: now, into: &actions)
        }
        if let standing, standing.requiresDigest,
            !isAuthenticated(invite, standing.trunk, id, path, now: now, into: &actions)
        {
            return
        }
        let uri = invite.uri
        if let obstacle = obstacle(to: invite) {
            return turnAway(invite, obstacle, id, path, now: now, into: &actions)
        }
        let terms = standing.flatMap { self.terms[$0.trunk] } ?? TrunkTerms(settings)
        let names = tokens.names(tag: transactions.stateless.tag(for: invite))
        // The INVITE of a call that is up, come again after its transaction ended: it must not take the call over.
        guard dialogs[LocalDialog(callID: invite.callID, tag: names.tag)] == nil else {
            return turnAway(invite, .merged, id, path, now: now, into: &actions)
        }
        switch Leg.receive(
            invite, in: id, on: path, settings: terms.leg, names: names, contact: contact(on: path))
        {
        case .refused(let refusal):
            actions.append(.turnedAway(.notAcceptable, from: path.remote))
            respond(refusal, id, now: now, into: &actions)
        case .waiting(let leg):
            let number = add(leg, callID: invite.callID)
            settle(number, now: now, into: &actions)
            actions.append(.incoming(number, IncomingCall(invite, uri, path, standing, terms.numberPlan)))
        }
    }

    private mutating func isAuthenticated(
        _ invite: Request, _ trunk: String, _ id: ServerTransactionID, _ path: TransportPath, now: Duration,
        into actions: inout [UserAgentAction]
    ) -> Bool {
        guard let server = settings.digestServer else {
            turnAway(invite, .unauthenticated, id, path, now: now, into: &actions)
            return false
        }
        switch server.verdict(of: invite, from: path.remote.address, trunk: trunk, now: now) {
        case .accepted: return true
        case .challenge(let lines):
            var challenge = transactions.stateless.response(to: invite, .unauthorized)
            for line in lines { challenge.fields.append(.wwwAuthenticate, line) }
            actions.append(.turnedAway(.unauthenticated, from: path.remote))
            respond(challenge, id, now: now, into: &actions)
            return false
        }
    }

    // MARK: In a dialog

    private mutating func receivedInDialog(
        _ request: Request, _ tag: String, _ id: ServerTransactionID, _ path: TransportPath, now: Duration,
        into actions: inout [UserAgentAction]
    ) {
        switch leg(of: request, tag, on: path) {
        case .success(let leg):
            change(leg, now: now, into: &actions) { $0.received(request, in: id, on: path, now: now, into: &$1) }
        case .failure(let problem): turnAway(request, problem, id, path, now: now, into: &actions)
        }
    }

    private mutating func acknowledged(
        _ ack: Request, _ path: TransportPath, now: Duration, into actions: inout [UserAgentAction]
    ) {
        guard let tag = ack.toTag, case .success(let leg) = leg(of: ack, tag, on: path) else { return }
        change(leg, now: now, into: &actions) { $0.acknowledged(ack, now: now, into: &$1) }
    }

    /// The leg of a request: Call-ID and both tags have to match (RFC 3261 §12.2.2), and whoever learned them from
    /// somewhere must also speak from where the dialog's peer may speak.
    private mutating func leg(of request: Request, _ tag: String, on path: TransportPath) -> Result<LegID, TurnedAway> {
        guard let id = dialogs[LocalDialog(callID: request.callID, tag: tag)],
            let (known, trunk) = legs.update(
                id, { ($0.path(ofTag: request.fromTag ?? ""), $0.settings.peer) }),
            let known
        else { return .failure(.unknownDialog) }
        return isPeer(path, of: known, trunk: trunk) ? .success(id) : .failure(.foreignSource)
    }

    /// Whether a message comes from the far end of a dialog, or from another address of the same trunk.
    private func isPeer(_ path: TransportPath, of known: TransportPath, trunk: String) -> Bool {
        let source = path.remote.address
        if known.remote.address == source { return true }
        if let here = trust.standing(of: source, over: path.transport)?.trunk {
            return here == trunk || here == trust.standing(of: known.remote.address, over: known.transport)?.trunk
        }
        return trunks[trunk]?.paths.contains { $0.remote.address == source } ?? false
    }

    // MARK: Responses

    private mutating func received(
        _ response: Response, to id: ClientTransactionID, now: Duration, into actions: inout [UserAgentAction]
    ) {
        switch askers[id] {
        case .leg(let leg, let asked):
            change(leg, now: now, into: &actions) { leg, wanted in
                if asked.method == .invite, leg.isCalling || response.status.isSuccess && !leg.refresh.isOut {
                    leg.received(response, now: now, into: &wanted)
                } else if response.status.isFinal {
                    leg.answered(asked, response.status, response, now: now, into: &wanted)
                }
            }
        case .registration(let trunk, _): registrationAnswered(trunk, response, now: now, into: &actions)
        case .probe(let trunk, _):
            if response.status.isFinal { probed(trunk, .response(response.status), now: now, into: &actions) }
        case nil: break
        }
    }

    private mutating func failed(
        _ id: ClientTransactionID, _ outcome: AttemptOutcome, now: Duration, into actions: inout [UserAgentAction]
    ) {
        switch askers[id] {
        case .leg(let leg, let asked):
            change(leg, now: now, into: &actions) { leg, wanted in
                if leg.isCalling, asked.method == .invite {
                    leg.inviteFailed(outcome, into: &wanted)
                } else {
                    leg.answered(asked, .requestTimeout, nil, now: now, into: &wanted)
                }
            }
        case .registration(let trunk, let place):
            withTrunk(trunk) { $0.turn(from: place) }
            registrationFailed(trunk, outcome == .timeout ? .timeout : .transport, now: now, into: &actions)
        case .probe(let trunk, let place):
            withTrunk(trunk) { $0.turn(from: place) }
            probed(trunk, outcome == .timeout ? .timeout : .transportFailure, now: now, into: &actions)
        case nil: break
        }
    }

    /// A 2xx whose transaction is over: our ACK was lost, or a fork answered late.
    private mutating func strayed(_ response: Response, now: Duration, into actions: inout [UserAgentAction]) {
        guard let tag = response.fromTag, let id = dialogs[LocalDialog(callID: response.callID, tag: tag)] else {
            return
        }
        change(id, now: now, into: &actions) { $0.received(response, now: now, into: &$1) }
    }
}

extension IncomingCall {
    init(
        _ invite: Request, _ uri: URI, _ path: TransportPath, _ standing: InboundTrust.Standing?, _ plan: NumberPlan
    ) {
        dialled = uri.e164(in: plan) ?? invite.to.uri.e164(in: plan)
        requestURI = invite.uriText
        caller = CallerIdentity(of: invite, isTrusted: standing?.assertsIdentity ?? false, plan: plan)
        self.trunk = standing?.trunk
        callID = invite.callID
        source = path.remote
        verification =
            (try? invite.fields.addresses(.pAssertedIdentity))?.first?.uri.parameters["verstat"]
            ?? invite.from.uri.parameters["verstat"]
    }
}
