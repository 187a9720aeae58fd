import CallFlow
import Desk
import DeskFolder

/// The parts that belong to one role.
extension ScenarioReader {
    func part() -> Scenario.Part? {
        if let node = root["caller"] { return caller(node).map { .caller($0) } }
        if let node = root["desk-agent"] { return deskAgent(node).map { .deskAgent($0) } }
        return root["technician"].flatMap(technician).map { .technician($0) }
    }

    private func caller(_ node: YAMLNode) -> CallerPart? {
        guard let conversation = node["conversation"].flatMap(words) else { return nil }
        var technicians: [String: TechnicianBehaviour] = [:]
        for entry in node["technicians"]?.entries ?? [] {
            technicians[entry.key] = entry.value.text.flatMap(TechnicianBehaviour.init(rawValue:))
        }
        return CallerPart(technicians: technicians, conversation: conversation)
    }

    private func deskAgent(_ node: YAMLNode) -> DeskAgentPart? {
        guard let persona = node["persona"].flatMap(persona) else { return nil }
        var replies: [String: LocalText] = [:]
        for entry in node["replies"]?.entries ?? [] { replies[entry.key] = words(entry.value) }
        return DeskAgentPart(
            persona: persona, questions: (node["questions"]?.items ?? []).compactMap(question),
            statements: (node["says"]?.items ?? []).compactMap { item in
                guard let id = item["id"]?.text, let text = words(item) else { return nil }
                return Statement(id: id, text: text, reply: item["reply"].flatMap(words))
            }, replies: replies)
    }

    private func persona(_ node: YAMLNode) -> Persona? {
        guard let name = node["name"]?.text, let patience = node.duration("patience"),
            let opening = node["opening"].flatMap(words), let grumble = node["grumble"].flatMap(words),
            let leaving = node["leaving"].flatMap(words), let puzzled = node["puzzled"].flatMap(words),
            let routed = node["routed"].flatMap(words), let refused = node["refused"].flatMap(words)
        else { return nil }
        return Persona(
            name: name, opening: opening, patience: patience, grumble: grumble, leaving: leaving,
            insisting: node["insisting"].flatMap(words), contented: node["contented"].flatMap(words), puzzled: puzzled,
            routed: routed, refused: refused)
    }

    private func question(_ node: YAMLNode) -> Question? {
        guard let id = node["id"]?.text, let text = words(node) else { return nil }
        let answers = (node["answers"]?.items ?? []).enumerated().compactMap { index, item -> Question.Answer? in
            guard let words = words(item) else { return nil }
            let after = names(item, "after")
            return .init(
                manner: item.choice("manner", Question.Manner.self) ?? .open,
                asked: item.integer("asked") ?? (after.isEmpty ? index + 1 : 1), after: after,
                reveals: names(item, "reveals"), text: words)
        }
        return Question(id: id, text: text, words: names(node, "words"), answers: answers)
    }

    private func technician(_ node: YAMLNode) -> TechnicianPart? {
        guard let person = node["person"]?.text, let caller = node["caller"].flatMap(words) else { return nil }
        let triage = (node["triage"]?.items ?? []).compactMap { item -> TriageQuestion? in
            guard let id = item["id"]?.text, let text = words(item) else { return nil }
            let choices = (item["choices"]?.entries ?? []).compactMap { entry -> TriageQuestion.Choice? in
                guard let key = entry.key.first.flatMap({ Key($0) }), let id = entry.value["id"]?.text,
                    let text = words(entry.value), let reply = entry.value["reply"].flatMap(words)
                else { return nil }
                return .init(key: key, id: id, text: text, reply: reply)
            }
            return TriageQuestion(id: id, text: text, choices: choices.sorted { $0.key.code < $1.key.code })
        }
        return TechnicianPart(
            person: person, rings: node.duration("rings") ?? .seconds(25), caller: caller, triage: triage,
            patience: node.duration("patience") ?? .minutes(1))
    }
}
