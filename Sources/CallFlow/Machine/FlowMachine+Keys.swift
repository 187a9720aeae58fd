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
        case .collecting(let input, _), .choosing(let input, _):
            keyed(key, for: input, at: now, into: &effects)
        case .recording(let id, let record, let since):
            if key == record.finishOnKey {
                stopRecording(id, record, length: since.duration(to: now), at: now, into: &effects)
            }
        case .none, .checking, .transferring:
            if typeAhead.count < FlowLimits.typeAhead { typeAhead.append(key) }
        case .introducing, .hunting: break
        }
    }

    mutating func keyed(_ key: Key, for input: KeyInput, at now: Instant, into effects: inout [FlowEffect]) {
        var input = input
        if let prompting = input.prompting {
            guard input.form.bargein else { return }
            effects.append(.stopPlaying(prompting))
            input.prompting = nil
        }
        let action = input.keyed(key, at: now)
        follow(action, of: input, at: now, into: &effects)
    }

    /// Speaks the prompts of an input's attempt, unless keys were pressed ahead that may cut them short.
    mutating func prompt(at now: Instant, into effects: inout [FlowEffect]) {
        let (form, first, retry, attempt): (KeyInput.Form, [String], [String], Int)
        switch activity {
        case .collecting(let input, let collect):
            (form, first, retry, attempt) = (input.form, collect.prompts, collect.retryPrompts, input.attempt)
        case .choosing(let input, let menu):
            (form, first, retry, attempt) = (input.form, menu.prompts, menu.retryPrompts, input.attempt)
        default: return
        }
        if !form.bargein { typeAhead.removeAll() }
        if !typeAhead.isEmpty {
            takeTypeAhead(at: now, into: &effects)
            return
        }
        let id = newID()
        effects.append(.play(id, utterances(attempt > 1 ? retry + first : first), interruptible: form.bargein))
        update { $0.prompting = id }
    }

    mutating func takeTypeAhead(at now: Instant, into effects: inout [FlowEffect]) {
        let step = state.step
        while !typeAhead.isEmpty, state.step == step {
            switch activity {
            case .collecting(let input, _), .choosing(let input, _):
                keyed(typeAhead.removeFirst(), for: input, at: now, into: &effects)
            default: return
            }
        }
    }

    /// What was keyed before a conversation or a message answers nothing after it.
    mutating func forgetKeysPressedAhead() { typeAhead.removeAll() }

    mutating func update(_ change: (inout KeyInput) -> Void) {
        switch activity {
        case .collecting(var input, let collect):
            change(&input)
            activity = .collecting(input, collect)
        case .choosing(var input, let menu):
            change(&input)
            activity = .choosing(input, menu)
        default: break
        }
    }

    mutating func follow(
        _ action: KeyInput.Action, of input: KeyInput, at now: Instant, into effects: inout [FlowEffect]
    ) {
        update { $0 = input }
        switch (action, activity) {
        case (.wait, _): break
        case (.complete(let keys), .collecting(_, let collect)):
            report(keys, sensitive: collect.sensitive, into: &effects)
            digits[collect.into] = keys
            if keys.utf8.count == collect.maxDigits { lateFinishKey = collect.finishOnKey }
            leave(CollectOutcome.filled.rawValue, at: now, into: &effects)
        case (.complete(let keys), .choosing(_, let menu)):
            report(keys, sensitive: false, into: &effects)
            if let choice = menu.choices.first(where: { $0.key.description == keys }),
                let outcome = step.outcomes.firstIndex(of: choice.outcome)
            {
                leave(outcome, at: now, into: &effects)
            } else {
                again(nomatch: true, input, at: now, into: &effects)
            }
        case (.noinput, _): again(nomatch: false, input, at: now, into: &effects)
        case (.nomatch, _):
            if case .collecting(_, let collect) = activity {
                report(input.keys, sensitive: collect.sensitive, into: &effects)
            }
            again(nomatch: true, input, at: now, into: &effects)
        case (.complete, _): break
        }
    }

    /// Another attempt, or the outcome once there is none left.
    mutating func again(
        nomatch: Bool, _ input: KeyInput, at now: Instant, into effects: inout [FlowEffect]
    ) {
        var input = input
        typeAhead.removeAll()
        if input.retry() {
            update { $0 = input }
            prompt(at: now, into: &effects)
        } else if let outcome = step.outcomes.firstIndex(of: nomatch ? "nomatch" : "noinput") {
            leave(outcome, at: now, into: &effects)
        }
    }

    func report(_ keys: String, sensitive: Bool, into effects: inout [FlowEffect]) {
        if !keys.isEmpty { effects.append(.collected(step: state.step, keys: sensitive ? "***" : keys)) }
    }
}
