import CallFlow
import Desk
import DeskFolder
import Ledger

/// What the pieces of a scenario say together: names that exist, points that can be reached, and the rules' own word.
extension ScenarioReader {
    mutating func checkReferences(_ scenario: Scenario) {
        for key in ["facts", "injects", "rubric"] { refuseDuplicates(in: items(key), "id") }
        let deeds = DeedNames.all(of: scenario)
        for node in items("rubric") { checkLine(node, deeds) }
        for node in items("facts") { expect(names(node, "needs"), in: node["needs"], among: deeds) }
        for node in items("hints") {
            expect(node["until"].map { [$0.text ?? ""] } ?? [], in: node["until"], among: deeds)
        }
        for node in items("injects") { checkInject(node, scenario, deeds) }
        for node in items("mistakes") { checkMistake(node, scenario) }
        checkDeskAgent(scenario, deeds)
        checkTechnician(scenario)
        checkPeople(scenario)
        if scenario.points < scenario.passMark {
            report(
                root["pass"]?.place,
                "the rubric has \(scenario.points) points, which does not reach \(scenario.passMark)",
                "lower 'pass', or add points")
        }
    }

    private mutating func refuseDuplicates(in nodes: [YAMLNode], _ key: String) {
        var lines: [String: Int] = [:]
        for node in nodes {
            guard let value = node[key], let text = value.text else { continue }
            if let line = lines[text] {
                report(value.place, "'\(text)' is already in line \(line)", "give it another '\(key)'")
            }
            lines[text] = lines[text] ?? value.place.line
        }
    }

    private mutating func expect(_ names: [String], in node: YAMLNode?, among known: Set<String>) {
        for name in names where !known.contains(name) {
            let place = node?.items.first { $0.text == name }?.place ?? node?.place
            let near = NearestName.nearest(to: name, among: known.sorted())
            report(
                place, "nothing in this drill is '\(name)'",
                near.map { "did you mean '\($0)'?" } ?? "see 'voicedesk drill show \(self.name) --deeds'")
        }
    }

    private mutating func checkLine(_ node: YAMLNode, _ deeds: Set<String>) {
        for key in ["done", "any", "never"] { expect(names(node, key), in: node[key], among: deeds) }
        for key in ["before", "after"] { expect(node[key]?.text.map { [$0] } ?? [], in: node[key], among: deeds) }
        let wanted = names(node, "done") + names(node, "any")
        if wanted.isEmpty, names(node, "never").isEmpty {
            report(node.place, "this line asks for nothing", "add 'done', 'any' or 'never'")
        }
        if wanted.isEmpty, node["within"] != nil {
            report(node["within"]?.place, "'within' needs something that is done", "add 'done' or 'any'")
        }
        for name in names(node, "never") where names(node, "done").contains(name) {
            report(node["never"]?.place, "'\(name)' has to be done and must not be", "keep one of the two")
        }
    }

    private mutating func checkInject(_ node: YAMLNode, _ scenario: Scenario, _ deeds: Set<String>) {
        expect(node["after"]?.text.map { [$0] } ?? [], in: node["after"], among: deeds)
        expect(names(node, "unless"), in: node["unless"], among: deeds)
        if let delay = node["delay"], node["at"] != nil {
            report(delay.place, "'delay' goes with 'after'", "add it to 'at'")
        }
        guard let ticket = node["answers"], let id = ticket.text else { return }
        if id == "own" {
            if scenario.role != .caller {
                report(ticket.place, "nobody opens a ticket in this role", "name a ticket of the world")
            }
        } else if !scenario.world.tickets.contains(where: { $0.id == id }) {
            report(ticket.place, "there is no ticket '\(id)' in the world", "add it there, or correct its id")
        }
    }

    private mutating func checkMistake(_ node: YAMLNode, _ scenario: Scenario) {
        let lines = scenario.rubric.map(\.id)
        for name in names(node, "loses") where !lines.contains(name) {
            let place = node["loses"]?.items.first { $0.text == name }?.place
            report(place, "the rubric has no line '\(name)'", NearestName.mend(name, among: lines))
        }
    }

    private mutating func checkDeskAgent(_ scenario: Scenario, _ deeds: Set<String>) {
        guard let node = root["desk-agent"] else { return }
        refuseDuplicates(in: node["questions"]?.items ?? [], "id")
        refuseDuplicates(in: node["says"]?.items ?? [], "id")
        let facts = scenario.facts.map(\.id)
        for answer in (node["questions"]?.items ?? []).flatMap({ $0["answers"]?.items ?? [] }) {
            expect(names(answer, "after"), in: answer["after"], among: deeds)
            for name in names(answer, "reveals") where !facts.contains(name) {
                report(answer["reveals"]?.place, "there is no fact '\(name)'", NearestName.mend(name, among: facts))
            }
            if answer["manner"]?.text == "lies", let reveals = answer["reveals"] {
                report(reveals.place, "a lie reveals nothing", "remove 'reveals', or make the answer 'open'")
            }
        }
        let told = Set(
            (node["questions"]?.items ?? []).flatMap { $0["answers"]?.items ?? [] }.flatMap { names($0, "reveals") })
        for fact in items("facts") {
            guard let id = fact["id"], let name = id.text, !told.contains(name) else { continue }
            report(id.place, "no answer reveals '\(name)'", "name it under 'reveals', or remove it")
        }
    }

    private mutating func checkTechnician(_ scenario: Scenario) {
        guard let node = root["technician"] else { return }
        refuseDuplicates(in: node["triage"]?.items ?? [], "id")
        for choices in (node["triage"]?.items ?? []).compactMap({ $0["choices"] }) {
            for entry in choices.entries where entry.key == "*" {
                report(entry.place, "'*' begins *9, by which a call is marked", "use another key")
            }
        }
    }

    /// Whoever is rung or behaves somehow is in the rota.
    private mutating func checkPeople(_ scenario: Scenario) {
        let known = (desk.rota.people + desk.policy.standby).map(\.id)
        for entry in root["caller"]?["technicians"]?.entries ?? [] where !known.contains(entry.key) {
            report(entry.place, "nobody in the rota is '\(entry.key)'", NearestName.mend(entry.key, among: known))
        }
        if let person = root["technician"]?["person"], let id = person.text, !known.contains(id) {
            report(person.place, "nobody in the rota is '\(id)'", NearestName.mend(id, among: known))
        }
    }

    mutating func checkTruth(_ scenario: Scenario) {
        let truth = scenario.truth
        if scenario.role == .caller,
            truth.client.map({ number in !scenario.world.clients.contains { $0.number == number } })
                ?? true
        {
            report(
                root["truth"]?["client"]?.place ?? root["truth"]?.place, "the trainee is no client of the world",
                "name one of its clients under 'client'")
        }
        if desk.policy.number(truth.number) == nil {
            report(
                root["truth"]?["number"]?.place, "the desk does not answer the \(truth.number.rawValue) number",
                "name it under 'numbers' in desk.yaml, or use another")
        }
        let late = scenario.injects.filter { if case .at(let time) = $0.time { time > .hours(24) } else { false } }
        for inject in late {
            report(root["injects"]?.place, "'\(inject.id)' happens after more than a day", "let it happen within 24h")
        }
    }

    /// The rules' own word against what the scenario expects.
    mutating func checkExpectation(_ scenario: Scenario) {
        guard let node = root["expect"] else { return }
        let at = node.duration("at") ?? .zero
        let judgement = scenario.judgement(after: at, desk: desk)
        let time = at == .zero ? "" : " after \(DurationText.format(at))"
        switch judgement.decision {
        case .refuse:
            let reasons = judgement.reasons.map(\.rawValue)
            let text = reasons.joined(separator: ", ")
            if node["decision"]?.text != "refuse" {
                report(
                    node["decision"]?.place, "the rules refuse this call\(time): \(text)",
                    "correct the world, the truth, or this")
            } else if let list = node["reasons"], Set(names(node, "reasons")) != Set(reasons) {
                report(
                    list.place, "the rules refuse this call\(time) for other reasons",
                    "write [\(text)], or correct the world")
            }
            if let to = node["to"] {
                report(to.place, "a call that is refused is passed on to nobody", "remove 'to'")
            }
        case .route(let chain):
            if node["decision"]?.text != "route" {
                report(
                    node["decision"]?.place, "the rules pass this call on\(time)",
                    "write 'route', or correct the world or the truth")
            } else if let to = node["to"], to.text != chain.rawValue {
                report(
                    to.place, "the rules pass this call on\(time) to '\(chain.rawValue)'", "write that, or correct 'at'"
                )
            }
            if let reasons = node["reasons"], node["decision"]?.text == "route" {
                report(reasons.place, "a call that is passed on has no reasons", "remove them")
            }
        }
    }
}

extension Scenario {
    /// What the rules say to the call after so much time, with what has happened by itself by then.
    func judgement(after time: Duration, desk: DrillDesk) -> Judgement {
        var session = DrillSession(self, desk: desk, mode: .coach, language: .french)
        session.jump(to: time)
        return session.judgement
    }
}
