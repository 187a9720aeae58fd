import Media
import MediaTerms
import RTP
import RTPTransport
import SIP
import SIPTransport

/// Calls that are placed, calls that come in, and what lines want of them.
extension PhoneRoom {
    // MARK: Placing

    /// Places a call; its record is told in any case.
    func place(
        _ plan: CallPlan, _ script: any PhoneScript, _ ticket: PlacedCall,
        ended: @escaping @Sendable (PhoneRecord) -> Void
    ) {
        let id = newNumber()
        let phone = Phone(id, PhoneLine(placing: plan, script, now: loop.now), ticket: ticket, ended: ended)
        phones[id] = phone
        guard !isClosing else { return fail(id, .shutDown) }
        guard phones.count <= settings.mostCalls else {
            return fail(id, .notPlaced("\(settings.mostCalls) calls are up already: raise the bank's limit"))
        }
        schedule(phone)
        switch plan.route {
        case .trunk(let name): place(id, plan, over: name)
        case .direct(let proxy):
            let target = proxy ?? plan.target.place
            find(target) { [weak self] found in
                switch found {
                case .success(let path): self?.place(id, plan, at: path)
                case .failure(let failure): self?.fail(id, failure.end)
                }
            }
        }
    }

    /// Hangs up the call of somebody who waits no longer.
    func giveUp(_ ticket: PlacedCall) {
        guard let phone = phones.values.first(where: { $0.ticket === ticket }) else { return }
        change(phone.id) { $0.giveUp(.shutDown, now: $1, into: &$2) }
    }

    /// Lets a call do what somebody outside wants.
    func tell(_ ticket: PlacedCall, _ commands: [PhoneCommand]) {
        guard let phone = phones.values.first(where: { $0.ticket === ticket }) else { return }
        change(phone.id) { $0.told(commands, now: $1, into: &$2) }
    }

    func fail(_ id: UInt64, _ end: PhoneEnd) { change(id) { $0.failed(end, now: $1, into: &$2) } }

    private func place(_ id: UInt64, _ plan: CallPlan, at path: TransportPath) {
        let own = agent.address(on: path)
        guard phones[id] != nil, let ports = open(id, at: own) else { return }
        let caller = plan.caller
        let from = NameAddress(
            displayName: caller.displayName, uri: URI(user: caller.user, host: caller.host ?? own.hostText))
        var headers: [(HeaderName, String)] = []
        if let user = plan.assertedIdentity {
            headers.append(
                (.pAssertedIdentity, NameAddress(uri: URI(user: user, host: caller.host ?? own.hostText)).text))
        }
        var terms = agent.settings.leg
        terms.audio = plan.audio
        if let account = plan.account {
            terms.credentials = CredentialStore([
                DigestCredential(peer: "", username: account.user, password: account.password)
            ])
        }
        let call = OutgoingCall(
            target: plan.target, from: from, path: path, headers: headers,
            redirectHosts: [plan.target.host.lowercased()], offersSound: plan.offersSound)
        begin(id) { $0.call(call, on: terms, media: ports, now: $1, into: &$2) }
    }

    private func place(_ id: UInt64, _ plan: CallPlan, over name: String) {
        guard let trunk = settings.trunks.first(where: { $0.name == name }) else {
            return fail(id, .notPlaced("there is no trunk “\(name)”: name one of the bank's"))
        }
        guard let number = plan.target.user else {
            return fail(id, .notPlaced("\(plan.target) has no number to be called over a trunk: write it before the @"))
        }
        find(trunk) { [weak self] found in
            guard let self, self.phones[id] != nil else { return }
            if case .failure(let failure) = found { return self.fail(id, failure.end) }
            guard let own = self.agent.localAddress(ofTrunk: name) else {
                return self.fail(id, .unreachable("there is no way to the trunk “\(name)”"))
            }
            guard let ports = self.open(id, at: own) else { return }
            self.begin(id) {
                $0.call(
                    number, over: name, presenting: plan.caller.user, diverted: plan.diversion, media: ports, now: $1,
                    into: &$2)
            }
        }
    }

    private func begin(_ id: UInt64, _ call: (inout UserAgent, Duration, inout [UserAgentAction]) -> LegID?) {
        var actions: [UserAgentAction] = []
        guard let phone = phones[id], let leg = call(&agent, loop.now, &actions), let callID = agent.callID(of: leg)
        else {
            follow(actions)
            return fail(id, .notPlaced("the call could not be begun"))
        }
        phone.leg = leg
        legs[leg] = id
        wire.begin(callID, id, side: .caller, callerTag: nil)
        // The telephone knows of its INVITE before it is sent.
        change(id) { $0.placed(callID, now: $1, into: &$2) }
        follow(actions)
    }

    /// Opens the ports of a telephone; without them its call fails.
    private func open(_ id: UInt64, at address: IPAddress) -> LocalMedia? {
        guard let phone = phones[id] else { return nil }
        let stream = MediaID(newNumber())
        do throws(MediaError) {
            let port = try engine.open(
                stream, shard: Int(truncatingIfNeeded: id), family: address.isIPv6 ? .v6 : .v4, .init())
            let ports = LocalMedia(MediaPorts(rtp: Endpoint(address: address, port: port)), key: .random())
            (phone.stream, phone.ports) = (stream, ports)
            streams[stream] = id
            phone.line.soundOpened()
            return ports
        } catch {
            fail(id, .notPlaced("no port for sound: \(error)"))
            return nil
        }
    }

    // MARK: Being called

    func arrive(_ call: IncomingCall, _ leg: LegID) {
        guard !isClosing, phones.count < settings.mostCalls else { return refuse(leg, .serviceUnavailable) }
        let invitation = Invitation(call, invite?.callID == call.callID ? invite : nil)
        switch called(invitation) {
        case .refuse(let status): refuse(leg, status)
        case .phone(let script, let limits, let ended):
            let id = newNumber()
            let line = PhoneLine(taking: invitation, script, limits: limits, now: loop.now)
            let phone = Phone(id, line, ended: ended)
            phones[id] = phone
            phone.leg = leg
            legs[leg] = id
            wire.begin(call.callID, id, side: .called, callerTag: invite?.fromTag)
            if let invite {
                let first = WireNote(.request(invite), isOurs: false)
                change(id) { $0.noted(first, now: $1, into: &$2) }
            }
            guard let own = agent.localAddress(of: leg), open(id, at: own) != nil else {
                return refuse(leg, .serviceUnavailable)
            }
            change(id) { $0.invited(invitation, now: $1, into: &$2) }
        }
    }

    private func refuse(_ leg: LegID, _ status: StatusCode) {
        withAgent { $0.hangUp(leg, status: status, cause: 41, now: $1, into: &$2) }
    }

    // MARK: The wire

    /// Takes note of a message.
    ///
    /// - Returns: the message, if it could be read.
    func note(_ bytes: [UInt8], isOurs: Bool) -> Message? {
        guard let message = try? MessageParser.parse(bytes) else { return nil }
        guard wire.knows(message.callID) else { return message }
        let note = WireNote(message, isOurs: isOurs)
        if let id = wire.phone(of: note) { change(id) { $0.noted(note, now: $1, into: &$2) } }
        return message
    }

    // MARK: What lines want

    func perform(_ effect: PhoneEffect, of id: UInt64) {
        guard let phone = phones[id] else { return }
        switch effect {
        case .ring: withLeg(of: phone) { $0.ring($1, now: $2, into: &$3) }
        case .earlyMedia: withLeg(of: phone) { $0.ring($1, media: phone.ports, now: $2, into: &$3) }
        case .answer:
            if let ports = phone.ports { withLeg(of: phone) { $0.answer($1, media: ports, now: $2, into: &$3) } }
        case .hangUp(let status):
            withLeg(of: phone) { $0.hangUp($1, status: status, cause: status.q850, now: $2, into: &$3) }
        case .inform(let key):
            let body = "Signal=\(key)\r\nDuration=160\r\n"
            withLeg(of: phone) {
                $0.inform($1, Array(body.utf8), contentType: "application/dtmf-relay", now: $2, into: &$3)
            }
        case .media(let command): if let stream = phone.stream { engine.perform(command, on: stream) }
        case .leave:
            if let leg = phone.leg { legs[leg] = nil }
            if let stream = phone.stream { engine.perform(.close, on: stream) }
        case .finish(let record): finish(phone, record)
        }
    }

    private func withLeg(
        of phone: Phone, _ body: (inout UserAgent, LegID, Duration, inout [UserAgentAction]) -> Void
    ) {
        guard let leg = phone.leg else { return }
        withAgent { body(&$0, leg, $1, &$2) }
    }

    private func finish(_ phone: Phone, _ record: PhoneRecord) {
        phones[phone.id] = nil
        if let stream = phone.stream { streams[stream] = nil }
        if let callID = record.callID { wire.end(callID, side: record.side) }
        phone.ended(record)
    }

    /// Tells the record of a call whose end cannot be waited for.
    func abandon(_ id: UInt64) {
        guard let phone = phones[id] else { return }
        if let stream = phone.stream { engine.perform(.close, on: stream) }
        finish(phone, phone.line.record)
    }
}

extension StatusCode {
    /// The cause of Q.850 that goes with a refusal (RFC 3398 §8.2.6.1).
    fileprivate var q850: Int {
        switch rawValue {
        case 404, 604: 1
        case 486, 600: 17
        case 603: 21
        case 480: 16
        case 503: 41
        default: 31
        }
    }
}
