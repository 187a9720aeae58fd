import CallFlow
import Calls
import Desk

/// The calls of a trainee who practises as the client.
extension DrillSession {
    /// The trainee dials a number.
    mutating func call(_ command: TraineeLine) {
        guard let role = number(command.arguments), let context = desk.contexts[language]?[role] else {
            return tell(words[.whichNumber])
        }
        let judgement = judgement(on: role)
        if let reason = judgement.reasons.first, warns(of: "call.\(role.rawValue).\(reason.rawValue)", why(reason)) {
            return
        }
        add(.trainee, words[.dials(role)], deeds: ["called", "called.\(role.rawValue)"])
        guard case .caller(var stage) = stage, case .caller(let part) = scenario.part else { return }
        stage.call = DrillCall(
            context, file: CaseFile(number: role, from: truth.from, startedAt: now),
            behaviour: .init(technicians: part.technicians, marks: !truth.isUrgent || !truth.isSerious))
        self.stage = .caller(stage)
        goOn { _, _ in }
    }

    private func number(_ arguments: [String]) -> NumberRole? {
        if let phone = PhoneNumber(arguments.joined()) { return desk.policy.number(dialled: phone)?.role }
        for word in arguments {
            if ["emergency", "urgence", "urgences"].contains(word) { return .emergency }
            if ["managerial", "manageriale", "manager", "managers", "escalade"].contains(word) { return .managerial }
        }
        return nil
    }

    /// What the rules say of a call to a number right now.
    private func judgement(on number: NumberRole) -> Judgement {
        var truth = truth
        truth.number = number
        return Judgement(of: truth, at: now, facts: facts, rota: desk.rota, policy: desk.policy)
    }

    /// Why a call for which a reason speaks is a mistake, and what to do instead.
    func why(_ reason: Reason) -> String {
        let words = ReasonWords(reason)
        return [words.rule, words.condition[language], words.remedy[language]].joined(separator: " · ")
    }

    // MARK: In the call

    mutating func readInCall(_ command: TraineeLine) {
        guard case .caller(let stage) = stage, let call = stage.call else { return }
        if command.begins("hang", "raccrocher", "bye") {
            add(.trainee, words[.hangsUp])
            return goOn { $0.hangUp($1.desk, $1.facts) }
        }
        if command.begins("silence", "nothing", "rien") {
            return goOn { $0.keepSilent($1.desk, $1.facts) }
        }
        if command.begins("hint", "indice") { return hint() }
        if command.begins("quit", "quitter") { return end(deeds: ["left"], words[.left]) }
        if case .message = call.waiting { return leaveMessage(command) }
        let keys = command.words.joined().compactMap { Key($0) }
        guard case .keys(let count) = call.waiting, !keys.isEmpty, keys.count <= count + 1,
            keys.count == command.words.joined().count
        else { return tell(words[.howToKey]) }
        if call.machine.showsKeys, case .menu(let menu) = call.machine.step.verb {
            guard !insists(menu, keys) else { return }
            note(menu, keys)
        }
        add(.trainee, words[.keys(call.machine.showsKeys ? keys.map(\.description).joined() : "•••")])
        goOn { call, _ in call.press(keys) }
    }

    private mutating func leaveMessage(_ command: TraineeLine) {
        add(.trainee, words[.message(command.text)], deeds: ["message"])
        goOn { call, _ in call.speak(for: SpeakingPace.duration(of: command.text)) }
    }

    /// Whether insisting is a mistake that the trainee is told of first.
    private mutating func insists(_ menu: Verb.Menu, _ keys: [Key]) -> Bool {
        guard menu.declares == .insistence, keys.count == 1, menu.choices.contains(where: { $0.key == keys[0] }) else {
            return false
        }
        return warns(of: "insist", words[.insistingCosts])
    }

    /// What the trainee declares that is not so.
    private mutating func note(_ menu: Verb.Menu, _ keys: [Key]) {
        guard keys.count == 1, let choice = menu.choices.first(where: { $0.key == keys[0] }) else { return }
        let wanted: TopicOutcome
        switch menu.declares {
        case .topic(.urgency): wanted = truth.isUrgent ? .yes : .no
        case .topic(.seriousness): wanted = truth.isSerious ? .yes : .no
        case .topic(.nature): wanted = truth.nature.outcome
        case .topic(.sites): wanted = truth.testedSites ? .yes : .no
        case .insistence: return add(.system, words[.insists], deeds: ["insisted"])
        default: return
        }
        if choice.outcome != wanted.rawValue { add(.system, words[.declaredFalsely], deeds: ["declared.false"]) }
    }

    /// Does something in the call, lets it run to the next input, and tells what happened.
    private mutating func goOn(_ act: (inout DrillCall, DrillSession) -> Void) {
        guard case .caller(var stage) = stage, var call = stage.call else { return }
        call.wait(until: now)
        act(&call, self)
        call.run(desk, facts)
        for (at, item) in call.takeNews() {
            pass(to: max(clock, scenario.start.duration(to: at)))
            tell(item, in: call)
        }
        pass(to: max(clock, scenario.start.duration(to: call.now)))
        stage.call = call.machine.isOver ? nil : call
        self.stage = .caller(stage)
        if call.machine.isOver { finished(call) }
    }

    private mutating func tell(_ news: DrillCall.News, in call: DrillCall) {
        switch news {
        case .said(let prompt, let text):
            add(.desk, text, deeds: prompt == "price-quote" ? ["heard.price"] : [])
        case .rings(let name): add(.system, words[.rings(name)])
        case .notReached(let name, let result): add(.system, words[.notReached(name, result)])
        case .connected(let name):
            add(
                .system, words[.connected(name)],
                deeds: ["connected", "\(call.machine.file.number.rawValue).connected"])
            if case .caller(let part) = scenario.part { add(.persona, part.conversation[language]) }
        case .marked(let name): add(.persona, words[.marks(name)], deeds: ["marked"])
        case .logged(let entry):
            if case .propose(let tariff, _) = entry.billing {
                moneyAtStake += tariff.amount.cents
                add(.system, words[.wouldCost(tariff.amount)], deeds: ["billed"])
            }
        case .hungUp: add(.system, words[.deskHangsUp])
        }
    }

    /// The call is over: the next one finds it among the earlier ones (R7).
    private mutating func finished(_ call: DrillCall) {
        let report = call.report
        let number = report.number.rawValue
        let verdict = report.verdict
        var deeds = ["\(number).\(verdict.kind.rawValue)"]
        if verdict.kind == .refused || verdict.kind == .abusive || verdict.reasons == [.knownIncident] {
            deeds += verdict.reasons.map { "refused.\($0.rawValue)" }
        }
        if verdict.reasons == [.deskUnavailable] { deeds.append("failed-open") }
        if verdict.kind == .admitted, report.connectedTo == nil { deeds.append("\(number).unreached") }
        add(.system, words[.verdict(verdict)], deeds: deeds)
        guard let client = report.client else { return }
        world.calls.append(
            EarlierCall(
                number: report.number, client: client, ticket: report.ticket, at: report.at,
                connectedTo: report.connectedTo, verdict: verdict.kind))
        world.passcodeFailures += call.machine.file.passcodeFailures.map { .init(client: client, at: $0) }
    }
}
