import Desk

/// What the machine says and writes down: prompts with the values of the call, and log entries.
extension FlowMachine {
    /// The prompts of the step at hand, as they are spoken: the same for every call unless they speak values of it.
    func utterances(_ prompts: [String]) -> [Utterance] {
        let language = language
        if prompts == step.opening, let prepared = step.prepared(in: language) { return prepared }
        return prompts.map { utterance($0, in: language) }
    }

    func utterance(_ id: String, in language: Language) -> Utterance {
        guard let names = context.program.catalogue.prompts[id]?.texts[language]?.values, !names.isEmpty else {
            return Utterance(prompt: id, language: language)
        }
        var values: [SpokenValueName: SpokenValue] = [:]
        for name in names { values[name] = value(name) }
        return Utterance(prompt: id, language: language, values: values)
    }

    /// A value of the call, if it is known.
    func value(_ name: SpokenValueName) -> SpokenValue? {
        let policy = context.policy
        return switch name {
        case .provider: .text(policy.provider)
        case .clientNumber: file.client.map { .digits($0.number.description) }
        case .clientName: file.client.map { .text($0.name) }
        case .contactName: file.contact.map { .text($0.name) }
        case .ticket: file.ticket.map { .digits($0.id) }
        case .opened: file.ticket.map { .instant($0.opened) }
        case .deadline: file.deadline.map { .instant($0) }
        case .price: policy.tariff(for: file.number, at: file.startedAt).map { .money($0.amount) }
        case .bulletin: file.bulletin.map { .text($0.title) }
        case .emergencyNumber: policy.number(.emergency).map { .phone($0.phone) }
        case .managerialNumber: policy.number(.managerial).map { .phone($0.phone) }
        case .supportOpens: .time(policy.hours.opens)
        case .supportCloses: .time(policy.hours.closes)
        case .lockedUntil: lockedUntil.map { .instant($0) }
        }
    }

    private var lockedUntil: Instant? {
        if case .passcode(.locked(let until)) = file.finding(.passcode) { until } else { nil }
    }

    /// Writes a log entry; within the flow it moves the call on, when the caller has hung up it does not.
    mutating func log(_ category: LogCategory, _ fields: [LogField], outcome: Int?, into effects: inout [FlowEffect]) {
        let billing = category == .abusiveCall ? AbuseBilling.decide(file, state.standing, policy: context.policy) : nil
        let values = fields.map { FlowLogEntry.Field(name: $0.name, value: text(of: $0.variable)) }
        if let outcome {
            context.follow(outcome, from: &state)
        } else {
            context.log(category, in: &state)
        }
        effects.append(.log(FlowLogEntry(category: category, fields: values, verdict: verdict, billing: billing)))
    }

    private func text(of variable: Int) -> String {
        if context.program.sensitiveVariables.contains(variable) { return "***" }
        let definition = context.program.variables[variable]
        if case .digits = definition.kind { return digits[variable] ?? "" }
        let value = state.variables[variable]
        return value == 0 ? "" : definition.kind.values[value - 1]
    }
}

extension KeyInput {
    init(_ collect: Verb.Collect) {
        self.init(
            Form(
                minKeys: collect.minDigits, maxKeys: collect.maxDigits, timeout: collect.timeout,
                interDigitTimeout: collect.interDigitTimeout, finishOnKey: collect.finishOnKey,
                maxAttempts: collect.maxAttempts, bargein: collect.bargein, digitsOnly: true))
    }

    init(_ menu: Verb.Menu) {
        self.init(
            Form(
                minKeys: 1, maxKeys: 1, timeout: menu.timeout, interDigitTimeout: menu.timeout, finishOnKey: nil,
                maxAttempts: menu.maxAttempts, bargein: menu.bargein, digitsOnly: false))
    }
}
