import Desk

/// What the machine says and writes down: prompts with the values of the call, and log entries.
extension FlowMachine {
    /// What the step at hand says.
    func utterances(_ occasion: SpeechTable.Occasion = .first, in language: Language) -> [Utterance] {
        let place = context.speech.place(state.step, occasion, language)
        if context.speech.open[place].isEmpty { return context.speech.utterances[place] }
        var utterances = context.speech.utterances[place]
        for index in utterances.indices where !context.speech.open[place][index].isEmpty {
            utterances[index].values.reserveCapacity(for: context.speech.open[place][index].count)
            for name in context.speech.open[place][index] { utterances[index].values[name] = value(name) }
        }
        return utterances
    }

    /// What the technician who picks up hears: without the prompts that would speak of what the call does not know.
    func whisper(to person: OnCallPerson) -> [Utterance] {
        let language = person.language ?? context.policy.defaultLanguage
        let place = context.speech.place(state.step, .toTechnician, language)
        var said = utterances(.toTechnician, in: language)
        if context.speech.open[place].isEmpty { return said }
        for index in said.indices.reversed() {
            let isKnown = context.speech.open[place][index].allSatisfy { said[index].values[$0] != nil && isTrue($0) }
            if !isKnown { said.remove(at: index) }
        }
        return said
    }

    /// An answer is expected "since" a deadline only once it has passed.
    private func isTrue(_ name: SpokenValueName) -> Bool {
        name != .deadline || state.standing.outcomes[.guarantee] == .exceeded
    }

    /// A value of the call, if it is known.
    func value(_ name: SpokenValueName) -> SpokenValue? {
        switch name {
        case .clientNumber: file.client.map { .digits($0.number.description) }
        case .clientName: file.client.map { .text($0.name) }
        case .contactName: file.contact.map { .text($0.name) }
        case .ticket: file.ticket.map { .digits($0.id) }
        case .opened: file.ticket.map { .instant($0.opened) }
        case .deadline: file.deadline.map { .instant($0) }
        case .price: context.policy.tariff(for: file.number, at: file.startedAt).map { .money($0.amount) }
        case .bulletin: file.bulletin.map { .text($0.title) }
        case .lockedUntil: lockedUntil.map { .instant($0) }
        case .guarantee: file.client.map { .duration(context.policy.contract(of: $0).response) }
        case .provider, .emergencyNumber, .managerialNumber, .supportOpens, .supportCloses: context.policy.value(name)
        }
    }

    private var lockedUntil: Instant? {
        if case .passcode(.locked(let until)) = file.finding(.passcode) { until } else { nil }
    }

    /// Writes the log entry of the step at hand.
    mutating func log(outcome: Int, into effects: inout [FlowEffect]) {
        guard case .log(let category, let fields) = step.verb else { return }
        noteRefusal()
        log(category, fields, outcome: outcome, into: &effects)
    }

    /// Writes a log entry; within the flow it moves the call on, when the caller has hung up it does not.
    mutating func log(_ category: LogCategory, _ fields: [LogField], outcome: Int?, into effects: inout [FlowEffect]) {
        let billing = category == .abusiveCall ? AbuseBilling.decide(file, state.standing, policy: context.policy) : nil
        let values = fields.map { FlowLogEntry.Field(name: $0.name, value: text(of: $0.variable)) }
        if let outcome {
            move(by: outcome)
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

extension KeyInput.Form {
    init(_ collect: Verb.Collect) {
        self.init(
            minKeys: UInt8(clamping: collect.minDigits), maxKeys: UInt8(clamping: collect.maxDigits),
            maxAttempts: UInt8(clamping: collect.maxAttempts), timeout: .init(collect.timeout),
            interDigitTimeout: .init(collect.interDigitTimeout), finishOnKey: collect.finishOnKey,
            bargein: collect.bargein, digitsOnly: true)
    }

    init(_ menu: Verb.Menu) {
        self.init(
            minKeys: 1, maxKeys: 1, maxAttempts: UInt8(clamping: menu.maxAttempts), timeout: .init(menu.timeout),
            interDigitTimeout: .init(menu.timeout), finishOnKey: nil, bargein: menu.bargein, digitsOnly: false)
    }
}
