import CallFlow
import Calls
import Desk
import Logging
import Media
import MediaTerms
import RTP
import RTPTransport
import SIP

/// What the legs and streams of calls tell, and the people who are rung.
extension Exchange {
    // MARK: Legs

    /// A leg tells of itself.
    func heard(_ event: LegEvent, _ leg: LegID) {
        guard let place = legs[leg] else { return }
        switch event {
        case .media(let audio, _):
            if let stream = calls[place.call]?.media(of: place.party) {
                let terms = MediaConfiguration(audio, mustBeSecure: isBoundToSecurity(place))
                surroundings.media.perform(.configure(terms), on: stream)
            }
        case .info(let type, let body):
            let form = type == "application/dtmf" ? InfoBody.dtmf : InfoBody.dtmfRelay
            if let key = form.key(in: body.span), let stream = calls[place.call]?.media(of: place.party) {
                surroundings.media.perform(.keyedByInfo(key), on: stream)
            }
        case .ringing, .answered, .transferred, .ended: break
        }
        switch place.party {
        case .caller: heardCaller(event, place.call)
        case .target(let id): heardTarget(event, id, place.call, leg)
        }
    }

    /// Whether the trunk of a leg demands encryption.
    private func isBoundToSecurity(_ place: PartyPlace) -> Bool {
        let trunk =
            switch place.party {
            case .caller: calls[place.call]?.incoming.trunk
            case .target(let id): calls[place.call]?.targets[id]?.trunk
            }
        return agent.settings.trunks.contains { $0.name == trunk && $0.mediaSecurity == .required }
    }

    private func heardCaller(_ event: LegEvent, _ number: CallNumber) {
        switch event {
        case .answered: callerHears(number)
        case .media(_, let isEarly): if isEarly { callerHears(number) }
        case .transferred(let accepted):
            guard let id = calls[number]?.transfer else { return }
            calls[number]?.transfer = nil
            happen(.transferred(id, accepted: accepted), in: number)
        case .ended:
            guard calls[number]?.caller.isGone == false else { return }
            calls[number]?.caller.isGone = true
            happen(.callerHungUp, in: number)
        case .ringing, .info: break
        }
    }

    private func heardTarget(_ event: LegEvent, _ id: ActivityID, _ number: CallNumber, _ leg: LegID) {
        guard var target = calls[number]?.targets[id], target.leg == leg else { return }
        let action = target.attempt.heard(event)
        if case .ended = event {
            target.leg = nil
            legs[leg] = nil
        }
        calls[number]?.targets[id] = target
        follow(action, id, of: number)
    }

    // MARK: Streams

    /// A stream tells of itself.
    func sounded(_ happening: MediaEvent.Happening, _ id: MediaID, _ stream: StreamPlace) {
        let place = stream.place
        switch happening {
        case .keyed(let key, _): if let key = Key(key) { happen(.keyed(place.party, key), in: place.call) }
        case .played(let token): happen(.played(place.party, ActivityID(token.number)), in: place.call)
        case .fellSilent:
            if let activity = calls[place.call]?.recording { happen(.fellSilent(activity), in: place.call) }
        case .recorded(let recording):
            guard messages.remove(id) != nil else { return }
            surroundings.messages.keep(recording, named: stream.name, at: surroundings.wallClock()) {
                [surroundings] in surroundings.book.keep($0, of: place.call)
            }
        case .soundBegan, .heard: break
        case .lost: lost(place)
        case .closed(let report):
            streams[id] = nil
            note(report.quality, of: stream)
            tellOfTheEnd()
        }
    }

    /// Tells how a leg was heard, once it is closed.
    private func note(_ quality: CallQuality, of stream: StreamPlace) {
        let sound = LegSound(party: stream.party, quality: quality)
        counters.count(quality)
        guard sound.isWorthTelling else { return }
        counters.sound[sound.category, default: 0] += 1
        var metadata = sound.metadata
        metadata["call"] = "\(stream.name)"
        logger.log(level: quality.noRTPReceived ? .warning : .info, "sound", metadata: metadata)
        surroundings.book.add(sound.event(at: surroundings.wallClock()), to: stream.place.call)
    }

    /// No sound has come for long: whoever it was is gone.
    private func lost(_ place: PartyPlace) {
        counters.silentStreams += 1
        guard let call = calls[place.call] else { return }
        let leg: LegID? =
            switch place.party {
            case .caller: call.caller.isGone ? nil : call.caller.leg
            case .target(let id): call.targets[id]?.leg
            }
        guard let leg else { return }
        log(place.call)?.warning("no sound comes any more", metadata: ["party": "\(place.party)"])
        withAgent { $0.hangUp(leg, cause: 102, now: $1, into: &$2) }
    }

    // MARK: Ringing

    /// Rings somebody.
    func ring(_ person: OnCallPerson, _ callerID: Verb.CallerID, _ id: ActivityID, of number: CallNumber) {
        let stream = newStream()
        let attempt: PhoneAttempt
        if person.sip != nil { attempt = PhoneAttempt() } else { attempt = PhoneAttempt(over: agent.selection()) }
        guard let name = calls[number]?.name else { return }
        calls[number]?.targets[id] = TargetParty(
            person: person, media: stream, callerID: callerID, attempt: attempt)
        streams[stream] = StreamPlace(
            place: PartyPlace(call: number, party: .target(id)), name: name, party: person.id)
        counters.rung += 1
        guard let begin = attempt.begin() else { return ringDirectly(id, of: number) }
        follow(begin, id, of: number)
    }

    private func follow(_ action: PhoneAttempt.Action?, _ id: ActivityID, of number: CallNumber) {
        switch action {
        case .call(let trunk): call(id, over: trunk, of: number)
        case .answered: happen(.targetAnswered(id), in: number)
        case .failed(let result):
            takeDown(id, of: number)
            happen(.targetFailed(id, result), in: number)
        case .hungUp:
            takeDown(id, of: number)
            happen(.targetHungUp(id), in: number)
        case nil: break
        }
    }

    private func call(_ id: ActivityID, over trunk: String, of number: CallNumber) {
        guard let call = calls[number], let target = call.targets[id] else { return }
        guard let local = agent.localAddress(ofTrunk: trunk), let ports = openOnce(id, of: number, at: local)
        else {
            return legFailed(id, of: number)
        }
        let called = surroundings.desk.phone(of: call.role) ?? ""
        let diversion = Diversion(caller: call.applicant.caller, called: called)
        var leg: LegID?
        calls[number]?.targets[id]?.trunk = trunk
        withAgent { agent, now, actions in
            leg = agent.call(
                target.person.phone.description, over: trunk, presenting: call.number(shownTo: target, of: called),
                diverted: diversion, media: ports,
                now: now, into: &actions)
            if let leg { self.take(leg, agent.callID(of: leg), id, number) }
        }
        if leg == nil { legFailed(id, of: number) }
    }

    private func ringDirectly(_ id: ActivityID, of number: CallNumber) {
        guard let call = calls[number], let target = call.targets[id], let address = target.person.sip else { return }
        resolve(address) { [weak self] found in
            guard let self, self.calls[number]?.targets[id] != nil else { return }
            guard let (uri, path) = found, let ports = self.openOnce(id, of: number, at: path.local.address)
            else {
                return self.legFailed(id, of: number)
            }
            let called = self.surroundings.desk.phone(of: call.role) ?? ""
            let shown = call.number(shownTo: target, of: called)
            self.withAgent { agent, now, actions in
                let leg = agent.call(uri, at: path, presenting: shown, media: ports, now: now, into: &actions)
                if let leg { self.take(leg, agent.callID(of: leg), id, number) }
            }
        }
    }

    private func take(_ leg: LegID, _ callID: String?, _ id: ActivityID, _ number: CallNumber) {
        if let callID, let call = calls[number] { traces.follow(callID, because: call.incoming.callID) }
        calls[number]?.targets[id]?.leg = leg
        legs[leg] = PartyPlace(call: number, party: .target(id))
    }

    /// No leg could be begun: as if the trunk had failed.
    private func legFailed(_ id: ActivityID, of number: CallNumber) {
        guard var target = calls[number]?.targets[id] else { return }
        let action = target.attempt.heard(.ended(.failed(.transportFailure, rang: false)))
        calls[number]?.targets[id] = target
        follow(action, id, of: number)
    }

    /// Opens the ports of a person's stream, which all attempts over trunks share.
    private func openOnce(_ id: ActivityID, of number: CallNumber, at address: IPAddress) -> LocalMedia? {
        guard let target = calls[number]?.targets[id] else { return nil }
        if let ports = target.ports { return ports }
        let ports = open(target.media, shard: number, at: address)
        calls[number]?.targets[id]?.ports = ports
        return ports
    }

    // MARK: Joining and parting

    func join(_ id: ActivityID, of number: CallNumber) {
        guard let call = calls[number], let target = call.targets[id] else { return }
        accept(number, earlyMedia: false)
        calls[number]?.joined = id
        counters.bridged += 1
        surroundings.media.perform(.stop, on: call.caller.media)
        surroundings.media.perform(.stop, on: target.media)
        surroundings.media.perform(.bridge(with: target.media), on: call.caller.media)
    }

    /// Stops ringing somebody, or hangs up on them.
    func release(_ id: ActivityID, of number: CallNumber) {
        guard let target = calls[number]?.targets[id] else { return }
        if calls[number]?.joined == id, let caller = calls[number]?.caller.media {
            surroundings.media.perform(.unbridge, on: caller)
        }
        takeDown(id, of: number)
        guard let leg = target.leg else { return }
        legs[leg] = nil
        withAgent { $0.hangUp(leg, now: $1, into: &$2) }
    }

    private func takeDown(_ id: ActivityID, of number: CallNumber) {
        guard let target = calls[number]?.targets.removeValue(forKey: id) else { return }
        if calls[number]?.joined == id { calls[number]?.joined = nil }
        // A stream that was opened tells how it was before it is forgotten.
        if target.ports != nil {
            surroundings.media.perform(.close, on: target.media)
        } else {
            streams[target.media] = nil
            tellOfTheEnd()
        }
    }
}

extension RunningCall {
    /// The number that a person who is rung sees: by the flow the caller's, if it is known, or else the desk's.
    fileprivate func number(shownTo target: TargetParty, of called: String) -> String {
        target.callerID == .caller ? applicant.caller ?? called : called
    }
}
