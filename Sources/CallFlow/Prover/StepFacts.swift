import Desk

extension FlowProgram.Step {
    /// Every prompt that the step can speak to anybody.
    public var prompts: [String] {
        switch verb {
        case .play(let play): play.prompts
        case .collect(let collect): collect.prompts + collect.retryPrompts
        case .menu(let menu): menu.prompts + menu.retryPrompts
        case .hunt(let hunt): hunt.whisper + hunt.holdPrompts
        case .record(let record): record.prompts
        case .answer, .check, .switchOn, .set, .log, .enter, .leave, .transfer, .hangup: []
        }
    }

    /// Of those, the ones whose values must be known: a whisper leaves out the prompts that would speak of anything
    /// else.
    var promptsToCaller: [String] {
        if case .hunt(let hunt) = verb { hunt.holdPrompts } else { prompts }
    }

    /// Whether a call can last in the step, so that the caller can hang up there.
    var waitsForSomebody: Bool {
        switch verb {
        case .play, .collect, .menu, .check, .hunt, .record, .transfer: true
        case .answer, .switchOn, .set, .log, .enter, .leave, .hangup: false
        }
    }
}

extension Topic {
    /// Whether a call knows whom a check asks about; otherwise it could only be `unavailable`, and would let a stranger through.
    func canBeLookedUp(in standing: Standing) -> Bool {
        let outcomes = standing.outcomes
        switch self {
        case .client, .hours, .tariff, .urgency, .seriousness, .nature, .sites: return true
        case .caller, .contact, .bulletin, .order, .ticket, .guarantee, .service: return outcomes[.client] == .known
        case .passcode:
            return [outcomes[.caller], outcomes[.contact]].contains { $0 == .technical || $0 == .notTechnical }
        }
    }
}

extension SpokenValueName {
    /// Whether the call knows the value in a standing.
    func isKnown(in standing: Standing, policy: Policy) -> Bool {
        let outcomes = standing.outcomes
        return switch self {
        case .provider, .supportOpens, .supportCloses: true
        case .emergencyNumber: policy.number(.emergency) != nil
        case .managerialNumber: policy.number(.managerial) != nil
        case .clientNumber, .clientName, .guarantee: outcomes[.client] == .known
        case .contactName:
            [outcomes[.caller], outcomes[.contact]].contains { $0 == .technical || $0 == .notTechnical }
        case .ticket, .opened: outcomes[.ticket] == .unanswered || outcomes[.ticket] == .answered
        case .deadline: outcomes[.guarantee] == .exceeded || outcomes[.guarantee] == .running
        case .price: outcomes[.tariff] == .inForce
        case .bulletin: outcomes[.bulletin] == .active
        case .lockedUntil: outcomes[.passcode] == .locked
        }
    }
}

extension FlowProgram {
    /// The longest time that a step can take before it is left with each of its outcomes: waiting, and talking to a technician.
    func longestTimes(of index: Int, longestChain: Int) -> [(waiting: Duration, talking: Duration)] {
        let step = steps[index]
        let waiting = longestWait(in: step.verb, longestChain: longestChain)
        return (0..<step.outcomes.count + (step.virtualOutcome == nil ? 0 : 1)).map { outcome in
            guard case .hunt(let hunt) = step.verb,
                [HuntOutcome.completed, .marked].contains(HuntOutcome(rawValue: outcome))
            else { return (waiting, .zero) }
            return (waiting, hunt.maxDuration)
        }
    }

    private func longestWait(in verb: Verb, longestChain: Int) -> Duration {
        switch verb {
        case .play(let play): speaking(play.prompts)
        case .collect(let collect):
            (speaking(collect.prompts) + speaking(collect.retryPrompts) + collect.timeout
                + collect.interDigitTimeout * collect.maxDigits) * collect.maxAttempts
        case .menu(let menu):
            (speaking(menu.prompts) + speaking(menu.retryPrompts) + menu.timeout) * menu.maxAttempts
        case .check(let check): check.timeout
        // Rung by rung: the phones of a rung ring at once, and whoever picks up last is asked last.
        case .hunt(let hunt): hunt.acceptTimeout + (hunt.ringTimeout + hunt.acceptTimeout) * longestChain
        case .record(let record): speaking(record.prompts) + record.maxLength
        case .transfer: .seconds(30)
        case .answer, .switchOn, .set, .log, .enter, .leave, .hangup: .zero
        }
    }

    private func speaking(_ prompts: [String]) -> Duration {
        prompts.reduce(.zero) { $0 + (catalogue.prompts[$1]?.longestDuration ?? .zero) }
    }
}
