/// The trunks: found, registered at, and asked whether they are there.
extension UserAgent {
    /// The trunks that calls go out over, the one to try first in front.
    public func selection(among names: [String]? = nil) -> TrunkSelection {
        let usable = settings.trunks.filter { trunk in
            trunks[trunk.name]?.path != nil && names?.contains(trunk.name) ?? true
        }
        return TrunkSelection(usable) { trunks[$0]?.isUp ?? false }
    }

    /// How the trunks stand.
    public var trunkStatus: [TrunkStatus] {
        settings.trunks.compactMap { trunk in
            guard let line = trunks[trunk.name] else { return nil }
            return TrunkStatus(
                name: trunk.name, place: line.path?.remote, isUp: line.isUp,
                registeredUntil: line.registration?.registeredUntil,
                problem: line.registration?.lastError ?? line.health?.lastProblem)
        }
    }

    /// The name of a trunk's proxy was resolved: the paths to it, the best first.
    public mutating func resolved(
        _ name: String, _ paths: [TransportPath], now: Duration, into actions: inout [UserAgentAction]
    ) {
        guard trunks[name] != nil, let path = paths.first else { return }
        withTrunk(name) { $0.resolved(paths) }
        guard let trunk = trunks[name]?.trunk, trunk.registering != nil, trunks[name]?.registration == nil else {
            return advanceTrunk(name, now: now, into: &actions)
        }
        let contact = (try? NameAddress(parsing: contact(on: path)).uri) ?? URI(host: address(on: path).hostText)
        var registration = Registration(
            trunk, contact: contact, callID: "\(tokens.text())@\(address(on: path).hostText)",
            fromTag: tokens.text(), seed: tokens.word())
        let wanted = registration.start(clientNonce: tokens.text())
        withTrunk(name) { $0.registration = registration }
        follow(wanted, of: name, now: now, into: &actions)
        advanceTrunk(name, now: now, into: &actions)
    }

    /// Takes every registration back: no new call is to come in.
    public mutating func unregister(now: Duration, into actions: inout [UserAgentAction]) {
        for name in trunks.keys.sorted() {
            let nonce = tokens.text()
            guard let wanted = withTrunk(name, { $0.registration?.drain(clientNonce: nonce) }) else { continue }
            follow(wanted, of: name, now: now, into: &actions)
        }
    }

    mutating func advanceTrunk(_ name: String, now: Duration, into actions: inout [UserAgentAction]) {
        guard let deadline = trunks[name]?.deadline, deadline <= now else { return }
        let nonce = tokens.text()
        if let wanted = withTrunk(name, { $0.registration?.advanced(to: now, clientNonce: nonce) }) {
            follow(wanted, of: name, now: now, into: &actions)
        }
        if let wanted = withTrunk(name, { $0.health?.advanced(to: now) }) {
            follow(wanted, of: name, now: now, into: &actions)
        }
    }

    // MARK: Signs

    mutating func trunkSpoke(_ name: String, now: Duration, into actions: inout [UserAgentAction]) {
        guard let wanted = withTrunk(name, { $0.health?.observed(.request, ofProbe: false, now: now) }) else { return }
        follow(wanted, of: name, now: now, into: &actions)
    }

    mutating func probed(
        _ name: String, _ sign: TrunkHealth.Sign, now: Duration, into actions: inout [UserAgentAction]
    ) {
        guard let wanted = withTrunk(name, { $0.health?.observed(sign, ofProbe: true, now: now) }) else { return }
        follow(wanted, of: name, now: now, into: &actions)
    }

    mutating func registrationAnswered(
        _ name: String, _ response: Response, now: Duration, into actions: inout [UserAgentAction]
    ) {
        let nonce = tokens.text()
        guard let wanted = withTrunk(name, { $0.registration?.received(response, now: now, clientNonce: nonce) }) else {
            return
        }
        follow(wanted, of: name, now: now, into: &actions)
    }

    mutating func registrationFailed(
        _ name: String, _ failure: Registration.Failure, now: Duration, into actions: inout [UserAgentAction]
    ) {
        let nonce = tokens.text()
        guard let wanted = withTrunk(name, { $0.registration?.failed(failure, now: now, clientNonce: nonce) }) else {
            return
        }
        follow(wanted, of: name, now: now, into: &actions)
    }

    // MARK: What they want

    private mutating func follow(
        _ wanted: [Registration.Action], of name: String, now: Duration, into actions: inout [UserAgentAction]
    ) {
        for action in wanted {
            switch action {
            case .send(let request): ask(name, request, isProbe: false, now: now, into: &actions)
            case .registered(let until): actions.append(.trunk(name, .registered(until: until)))
            case .failed(let words, _): actions.append(.trunk(name, .registrationFailed(words)))
            case .lapsed, .ended: actions.append(.trunk(name, .unregistered))
            }
        }
    }

    private mutating func follow(
        _ wanted: [TrunkHealth.Action], of name: String, now: Duration, into actions: inout [UserAgentAction]
    ) {
        for action in wanted {
            switch action {
            case .sendOptions: sendOptions(to: name, now: now, into: &actions)
            case .cameUp: actions.append(.trunk(name, .up))
            case .wentDown(let words): actions.append(.trunk(name, .down(words)))
            }
        }
    }

    private mutating func sendOptions(to name: String, now: Duration, into actions: inout [UserAgentAction]) {
        guard let line = trunks[name], let path = line.path else { return }
        let host = address(on: path).hostText
        var request = Request(method: .options, uri: URI(host: line.trunk.domain))
        request.fields.append(.maxForwards, "70")
        request.fields.append(.from, NameAddress(uri: URI(user: line.trunk.user, host: host), tag: tokens.text()).text)
        request.fields.append(.to, NameAddress(uri: URI(host: line.trunk.domain)).text)
        request.fields.append(.callID, "\(tokens.text())@\(host)")
        request.fields.append(.cSeq, CSeq(number: 1, method: .options).text)
        request.fields.append(.contact, contact(on: path))
        request.fields.append(.accept, LegSettings.accepted)
        request.fields.append(.userAgent, settings.leg.product)
        ask(name, request, isProbe: true, now: now, into: &actions)
    }

    private mutating func ask(
        _ name: String, _ request: Request, isProbe: Bool, now: Duration, into actions: inout [UserAgentAction]
    ) {
        guard let path = trunks[name]?.path else { return }
        var news: [TransactionAction] = []
        if let id = try? transactions.send(request, over: path, sentBy: sentBy(on: path), now: now, into: &news) {
            askers[id] = isProbe ? .probe(name, path.remote) : .registration(name, path.remote)
            follow(news, now: now, into: &actions)
        } else if isProbe {
            probed(name, .transportFailure, now: now, into: &actions)
        } else {
            registrationFailed(name, .transport, now: now, into: &actions)
        }
    }
}
