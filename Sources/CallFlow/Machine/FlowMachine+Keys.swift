import Desk

/// The caller's keys: what takes them, what keeps them for later, and what follows from an input.
extension FlowMachine {
    mutating func keyed(_ key: Key, at now: Instant, into effects: inout [FlowEffect]) {
        let late = lateFinishKey
        lateFinishKey = nil
        if key == late { return }
        switch activity {
        case .playing(let id, let interruptible):
            guard interruptible else { return }
            typeAhead.append(key)
            effects.append(.stopPlaying(id))
            leave(0, at: now, into: &effects)
        case .collecting(let input):
            keyed(key, for: input, at: now, into: &effects)
        case .recording(let id, let since):
            if case .record(let record) = step.verb, key == record.finishOnKey {
                stopRecording(id, record, length: since.duration(to: now), at: now, into: &effects)
            }
        case .none, .checking, .transferring:
            if typeAhead.count < FlowLimits.typeAhead { typeAhead.append(key) }
        case .introducing, .hunting: break
        }
    }

    mutating func keyed(_ key: Key, for input: KeyInput, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .collects(let form, _, _) = code.act else { return }
        var input = input
        if let prompting = input.prompting {
            guard form.bargein else { return }
            effects.append(.stopPlaying(prompting))
            input.prompting = nil
        }
        let action = input.keyed(key, form, at: now)
        activity = .collecting(input)
        follow(action, at: now, into: &effects)
    }

    /// Speaks the prompts of an input's attempt, unless keys were pressed ahead that may cut them short.
    mutating func prompt(at now: Instant, into effects: inout [FlowEffect]) {
        guard case .collecting(var input) = activity, case .collects(let form, _, _) = code.act else { return }
        if !form.bargein, !typeAhead.isEmpty { typeAhead.removeAll() }
        if !typeAhead.isEmpty {
            takeTypeAhead(at: now, into: &effects)
            return
        }
        let id = newID()
        let said = utterances(input.attempt > 1 ? .again : .first, in: language)
        effects.append(.play(id, said, interruptible: form.bargein))
        input.prompting = id
        activity = .collecting(input)
    }

    mutating func takeTypeAhead(at now: Instant, into effects: inout [FlowEffect]) {
        let step = state.step
        while !typeAhead.isEmpty, state.step == step {
            switch activity {
            case .collecting(let input):
                keyed(typeAhead.removeFirst(), for: input, at: now, into: &effects)
            default: return
            }
        }
    }

    /// What was keyed before a conversation or a message answers nothing after it.
    mutating func forgetKeysPressedAhead() {
        if !typeAhead.isEmpty { typeAhead.removeAll() }
    }

    mutating func follow(_ action: KeyInput.Action, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .collecting(let input) = activity, case .collects(let form, let into, let sensitive) = code.act
        else {
            return
        }
        switch action {
        case .wait: break
        case .complete(let keys):
            report(keys, sensitive: sensitive, into: &effects)
            if let into {
                digits[Int(into)] = keys
                if input.keys.count == form.maxKeys { lateFinishKey = form.finishOnKey }
                leave(CollectOutcome.filled.rawValue, at: now, into: &effects)
            } else if let key = input.keys.first, code.choices[key.place] > 0 {
                leave(code.choices[key.place] - 1, at: now, into: &effects)
            } else {
                again(nomatch: true, at: now, into: &effects)
            }
        case .noinput: again(nomatch: false, at: now, into: &effects)
        case .nomatch:
            if into != nil { report(input.keys.description, sensitive: sensitive, into: &effects) }
            again(nomatch: true, at: now, into: &effects)
        }
    }

    /// Another attempt, or the outcome once there is none left.
    mutating func again(nomatch: Bool, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .collecting(var input) = activity, case .collects(let form, _, _) = code.act else { return }
        forgetKeysPressedAhead()
        if input.retry(form) {
            activity = .collecting(input)
            prompt(at: now, into: &effects)
        } else if let outcome = step.outcomes.firstIndex(of: nomatch ? "nomatch" : "noinput") {
            leave(outcome, at: now, into: &effects)
        }
    }

    func report(_ keys: String, sensitive: Bool, into effects: inout [FlowEffect]) {
        if !keys.isEmpty { effects.append(.collected(step: state.step, keys: sensitive ? "***" : keys)) }
    }
}
