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
}

extension SpokenValueName {
    /// Whether the call knows the value in a standing.
    func isKnown(in standing: Standing) -> Bool {
        let outcomes = standing.outcomes
        return switch self {
        case .provider, .emergencyNumber, .managerialNumber, .supportOpens, .supportCloses: true
        case .clientNumber, .clientName: outcomes[.client] == .known
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
    /// The longest time that a step can take before it is left with an outcome: waiting, and talking to a technician.
    func longestTime(of index: Int, outcome: Int, longestChain: Int) -> (waiting: Duration, talking: Duration) {
        switch steps[index].verb {
        case .play(let play): (speaking(play.prompts), .zero)
        case .collect(let collect):
            (
                (speaking(collect.prompts) + speaking(collect.retryPrompts) + collect.timeout
                    + collect.interDigitTimeout * collect.maxDigits) * collect.maxAttempts, .zero
            )
        case .menu(let menu):
            ((speaking(menu.prompts) + speaking(menu.retryPrompts) + menu.timeout) * menu.maxAttempts, .zero)
        case .check(let check): (check.timeout, .zero)
        case .hunt(let hunt):
            (
                hunt.acceptTimeout + (hunt.ringTimeout + hunt.acceptTimeout) * longestChain,
                outcome == HuntOutcome.completed.rawValue ? hunt.maxDuration : .zero
            )
        case .record(let record): (speaking(record.prompts) + record.maxLength, .zero)
        case .transfer: (.seconds(30), .zero)
        case .answer, .switchOn, .set, .log, .enter, .leave, .hangup: (.zero, .zero)
        }
    }

    private func speaking(_ prompts: [String]) -> Duration {
        prompts.reduce(.zero) { $0 + (catalogue.prompts[$1]?.longestDuration ?? .zero) }
    }
}
