import Desk

/// The hunt of a call: what its events bring about, and what it asks for.
extension FlowMachine {
    mutating func begin(
        _ chain: ChainName, _ terms: Hunt.Terms, at now: Instant, into effects: inout [FlowEffect]
    ) {
        forgetKeysPressedAhead()
        let id = newID()
        hunt = Hunt(finding: id, deadline: now.advanced(by: terms.acceptTimeout))
        activity = .hunting
        effects.append(.findChain(id, chain))
        hold(into: &effects)
    }

    /// Speaks the hold prompts, over and over.
    mutating func hold(into effects: inout [FlowEffect]) {
        let prompts = utterances(in: language)
        guard !prompts.isEmpty else { return }
        let id = newID()
        hunt.holding = id
        effects.append(.play(id, prompts, interruptible: false))
    }

    private mutating func stopHolding(into effects: inout [FlowEffect]) {
        if let id = hunt.holding { effects.append(.stopPlaying(id)) }
        hunt.holding = nil
    }

    mutating func huntEvent(_ event: FlowEvent, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .hunting = activity, case .hunts(_, let terms) = code.act else { return }
        let action: Hunt.Action
        switch event {
        case .chainFound(let id, let answer):
            action = hunt.chainFound(id, answer)
            if action == .ring, case .people(let found) = answer { chain = found }
        case .targetAnswered(let id): action = hunt.answered(id, on: terms, at: now)
        case .targetFailed(let id, let result): action = hunt.failed(id, result)
        case .targetKeyed(let id, let key): action = hunt.keyed(id, key, on: terms, at: now)
        case .targetHungUp(let id): action = hunt.hungUp(id)
        default: action = .ignore
        }
        follow(action, on: terms, at: now, into: &effects)
    }

    mutating func huntDeadlineReached(at now: Instant, into effects: inout [FlowEffect]) {
        // Phones that ring at once fall silent at once.
        while case .hunting = activity, case .hunts(_, let terms) = code.act {
            let action = hunt.deadlineReached(at: now)
            if action == .ignore { return }
            follow(action, on: terms, at: now, into: &effects)
        }
    }

    private mutating func follow(
        _ action: Hunt.Action, on terms: Hunt.Terms, at now: Instant, into effects: inout [FlowEffect]
    ) {
        switch action {
        case .ignore: break
        case .ring: ring(on: terms, at: now, into: &effects)
        case .ask(let position): effects.append(.whisper(hunt.id(of: position), whisper(to: chain.people[position])))
        case .giveUp(let position, let result):
            end(position, result, into: &effects)
            if hunt.legs.next == nil { ringNext(on: terms, at: now, into: &effects) }
        case .bridge(let position): bridge(to: position, into: &effects)
        case .mark: mark(into: &effects)
        case .complete(let id):
            effects.append(.release(id))
            leave(HuntOutcome.completed.rawValue, at: now, into: &effects)
        case .unavailable:
            stopHolding(into: &effects)
            leave(HuntOutcome.unavailable.rawValue, at: now, into: &effects)
        }
    }

    /// Rings everybody of the rung at hand.
    private mutating func ring(on terms: Hunt.Terms, at now: Instant, into effects: inout [FlowEffect]) {
        for position in hunt.rung {
            let id = newID()
            if position == hunt.rung.lowerBound { hunt.ringing(from: id, on: terms, at: now) }
            effects.append(.ring(id, chain.people[position], terms.callerID))
        }
        // Known as soon as the first phone rings: the caller may leave before the hunt has an outcome.
        state.standing.rang = true
    }

    private mutating func ringNext(on terms: Hunt.Terms, at now: Instant, into effects: inout [FlowEffect]) {
        if hunt.moveOn(in: chain) {
            ring(on: terms, at: now, into: &effects)
        } else {
            stopHolding(into: &effects)
            leave(HuntOutcome.exhausted.rawValue, at: now, into: &effects)
        }
    }

    /// Gives the call to one person; whoever else was rung comes too late.
    private mutating func bridge(to position: Int, into effects: inout [FlowEffect]) {
        stopHolding(into: &effects)
        state.standing.connected = true
        effects.append(.attempted(chain.people[position], .answered))
        effects.append(.bridge(hunt.id(of: position)))
        releaseAll(into: &effects)
    }

    private mutating func releaseAll(into effects: inout [FlowEffect]) {
        while case .giveUp(let position, let result) = hunt.releaseNext() { end(position, result, into: &effects) }
    }

    private func end(_ position: Int, _ result: HuntResult, into effects: inout [FlowEffect]) {
        effects.append(.release(hunt.id(of: position)))
        effects.append(.attempted(chain.people[position], result))
    }

    /// The technician's word goes on record at once, as the caller may hang up next; the conversation goes on.
    private mutating func mark(into effects: inout [FlowEffect]) {
        guard !state.standing.marked else { return }
        state.standing.marked = true
        log(.abusiveCall, [], outcome: nil, into: &effects)
    }

    /// Ends the hunt without an outcome.
    mutating func stopHunting(into effects: inout [FlowEffect]) {
        stopHolding(into: &effects)
        // A conversation was reported when it began; an attempt that the caller broke off was not answered.
        if case .talking(let id) = hunt.stage { effects.append(.release(id)) }
        releaseAll(into: &effects)
    }
}
