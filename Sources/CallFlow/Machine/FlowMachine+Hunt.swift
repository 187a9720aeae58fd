import Desk

/// The parts of a call that involve others: the hunt, the recording, and leaving them in order.
extension FlowMachine {
    mutating func begin(
        _ chain: ChainName, _ terms: Hunt.Terms, at now: Instant, into effects: inout [FlowEffect]
    ) {
        forgetKeysPressedAhead()
        let id = newID()
        let hunt = Hunt(finding: id, deadline: now.advanced(by: terms.acceptTimeout))
        activity = .hunting(hunt)
        effects.append(.findChain(id, chain))
        hold(hunt, into: &effects)
    }

    /// The person at hand.
    func person(of hunt: Hunt) -> OnCallPerson? { hunt.position < people.count ? people[hunt.position] : nil }

    /// Speaks the hold prompts, over and over.
    mutating func hold(_ hunt: Hunt, into effects: inout [FlowEffect]) {
        let prompts = utterances(in: language)
        guard !prompts.isEmpty else { return }
        var hunt = hunt
        let id = newID()
        hunt.holding = id
        activity = .hunting(hunt)
        effects.append(.play(id, prompts, interruptible: false))
    }

    mutating func huntEvent(_ event: FlowEvent, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .hunting(var hunt) = activity, case .hunts(_, let terms) = code.act else { return }
        let action: Hunt.Action
        switch event {
        case .chainFound(let id, let answer):
            action = hunt.chainFound(id, answer)
            if action == .ring, case .people(let people) = answer { self.people = people }
        case .targetAnswered(let id): action = hunt.answered(id, on: terms, at: now)
        case .targetFailed(let id, let result): action = hunt.failed(id, result)
        case .targetKeyed(let id, let key): action = hunt.keyed(id, key, on: terms, at: now)
        case .targetHungUp(let id): action = hunt.hungUp(id)
        default: action = .ignore
        }
        activity = .hunting(hunt)
        follow(action, of: hunt, at: now, into: &effects)
    }

    mutating func follow(_ action: Hunt.Action, of hunt: Hunt, at now: Instant, into effects: inout [FlowEffect]) {
        switch action {
        case .ignore: break
        case .ring: ring(hunt, at: now, into: &effects)
        case .ask(let id): effects.append(.whisper(id, whisper(hunt)))
        case .giveUp(let id, let result):
            effects.append(.release(id))
            if let person = person(of: hunt) { effects.append(.attempted(person, result)) }
            var hunt = hunt
            if hunt.moveOn() {
                ring(hunt, at: now, into: &effects)
            } else {
                stopHolding(hunt, into: &effects)
                leave(HuntOutcome.exhausted.rawValue, at: now, into: &effects)
            }
        case .bridge(let id):
            stopHolding(hunt, into: &effects)
            var hunt = hunt
            hunt.holding = nil
            activity = .hunting(hunt)
            state.standing.connected = true
            if let person = person(of: hunt) { effects.append(.attempted(person, .answered)) }
            effects.append(.bridge(id))
        case .complete(let id):
            effects.append(.release(id))
            leave(HuntOutcome.completed.rawValue, at: now, into: &effects)
        case .unavailable:
            stopHolding(hunt, into: &effects)
            leave(HuntOutcome.unavailable.rawValue, at: now, into: &effects)
        }
    }

    private mutating func ring(_ hunt: Hunt, at now: Instant, into effects: inout [FlowEffect]) {
        guard let person = person(of: hunt), case .hunts(_, let terms) = code.act else { return }
        var hunt = hunt
        let id = newID()
        hunt.ringing(id, on: terms, at: now)
        activity = .hunting(hunt)
        // Known as soon as the first phone rings: the caller may leave before the hunt has an outcome.
        state.standing.rang = true
        effects.append(.ring(id, person, terms.callerID))
    }

    private func whisper(_ hunt: Hunt) -> [Utterance] {
        utterances(.toTechnician, in: person(of: hunt)?.language ?? context.policy.defaultLanguage)
    }

    private func stopHolding(_ hunt: Hunt, into effects: inout [FlowEffect]) {
        if let id = hunt.holding { effects.append(.stopPlaying(id)) }
    }

    // MARK: Recording

    mutating func begin(_ record: Verb.Record, at now: Instant, into effects: inout [FlowEffect]) {
        forgetKeysPressedAhead()
        guard !record.prompts.isEmpty else {
            startRecording(record, at: now, into: &effects)
            return
        }
        let id = newID()
        activity = .introducing(id)
        effects.append(.play(id, utterances(in: language), interruptible: false))
    }

    mutating func startRecording(_ record: Verb.Record, at now: Instant, into effects: inout [FlowEffect]) {
        let id = newID()
        activity = .recording(id, since: now)
        effects.append(.startRecording(id, finalSilence: record.finalSilence))
    }

    mutating func fellSilent(_ id: ActivityID, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .recording(id, let since) = activity, case .record(let record) = step.verb else { return }
        stopRecording(id, record, length: since.duration(to: now) - record.finalSilence, at: now, into: &effects)
    }

    mutating func recordingFailed(_ id: ActivityID, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .recording(id, _) = activity else { return }
        effects.append(.stopRecording(id, keep: false))
        leave(RecordOutcome.unavailable.rawValue, at: now, into: &effects)
    }

    mutating func stopRecording(
        _ id: ActivityID, _ record: Verb.Record, length: Duration, at now: Instant, into effects: inout [FlowEffect]
    ) {
        let isLongEnough = length >= record.minLength
        effects.append(.stopRecording(id, keep: isLongEnough))
        let outcome = isLongEnough ? RecordOutcome.recorded : .tooShort
        leave(outcome.rawValue, at: now, into: &effects)
    }

    // MARK: Leaving

    /// Ends whatever the step is doing, without an outcome, and writes what the flow can write no more: the call is over.
    mutating func breakOff(at now: Instant, into effects: inout [FlowEffect]) {
        switch activity {
        case .playing(let id, _), .introducing(let id): effects.append(.stopPlaying(id))
        case .collecting(let input):
            if let id = input.prompting { effects.append(.stopPlaying(id)) }
        case .hunting(let hunt):
            stopHolding(hunt, into: &effects)
            guard let leg = hunt.leg else { break }
            effects.append(.release(leg))
            // A conversation was reported when it began; an attempt that the caller broke off was not answered.
            if case .talking = hunt.stage { break }
            if let person = person(of: hunt) { effects.append(.attempted(person, .noAnswer)) }
        case .recording(let id, let since):
            guard case .record(let record) = step.verb else { break }
            // Who is cut off after speaking has left a message all the same.
            let isLongEnough = since.duration(to: now) >= record.minLength
            effects.append(.stopRecording(id, keep: isLongEnough))
            if isLongEnough { log(.voicemail, [], outcome: nil, into: &effects) }
        case .none, .checking, .transferring: break
        }
        runHangupActions(into: &effects)
    }
}
