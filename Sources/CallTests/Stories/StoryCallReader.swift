import CallFlow
import Desk
import DeskFolder

/// Reads one call of a story: who does what, and what is expected of it.
struct StoryCallReader {
    private let node: YAMLNode
    private let terms: DeskTerms
    private(set) var problems: [Problem] = []

    /// How long a prompt is waited for, unless the story says otherwise.
    static let patience = Duration.seconds(60)
    /// The most keys of one action.
    static let mostKeys = 64

    init(_ node: YAMLNode, terms: DeskTerms) {
        self.node = node
        self.terms = terms
    }

    private mutating func report(_ place: SourcePlace, _ message: String, _ mend: String) {
        problems.append(Problem(place, message, mend: mend))
    }

    /// The call, unless something is wrong with it.
    mutating func call(at moment: StoryCall.Moment) -> StoryCall? {
        guard let number = node.choice("number", NumberRole.self) else { return nil }
        guard let flow = terms.flow(number) else {
            report(node["number"]?.place ?? node.place, "the desk does not answer '\(number.rawValue)'", "call another")
            return nil
        }
        let from = caller()
        let technicians = technicians()
        let actions = actions(flow)
        var expectation = ExpectationReader(node["expect"], terms: terms, flow: flow)
        let expected = expectation.expectation()
        problems += expectation.problems
        guard problems.isEmpty else { return nil }
        return StoryCall(
            number: number, moment: moment, from: from, technicians: technicians,
            unavailable: (node["unavailable"]?.items ?? []).compactMap(\.text),
            failsAfter: failing(), actions: actions, expected: expected, place: node.place)
    }

    private mutating func caller() -> PhoneNumber? {
        guard let field = node["from"], let text = field.text, text != "anonymous" else { return nil }
        let phone = text.hasPrefix("+") ? PhoneNumber(text) : nil
        if phone == nil {
            report(field.place, "'from' is '\(text)'", "write it like \"+33612345678\" in quotes, or anonymous")
        }
        return phone
    }

    private func failing() -> [String: Duration] {
        var failing: [String: Duration] = [:]
        for entry in node["fails"]?.entries ?? [] {
            failing[entry.key] = entry.value.text.flatMap(DurationText.parse)
        }
        return failing
    }

    // MARK: Technicians

    private mutating func technicians() -> [String: TechnicianPlan] {
        var plans: [String: TechnicianPlan] = [:]
        for entry in node["technicians"]?.entries ?? [] {
            if entry.key != "*", !terms.people.contains(entry.key) {
                report(
                    entry.place, "'\(entry.key)' is nobody whom this desk rings",
                    NearestName.mend(entry.key, among: terms.people + ["*"]))
            }
            plans[entry.key] = plan(entry.value)
        }
        return plans
    }

    private mutating func plan(_ value: YAMLNode) -> TechnicianPlan {
        let behaviour =
            value.text.flatMap(TechnicianBehaviour.init(rawValue:)) ?? value.choice("does", TechnicianBehaviour.self)
            ?? .accept
        let plan = TechnicianPlan(behaviour, value)
        if behaviour == .mark, plan.marksAfter >= plan.talks {
            report(
                (value["marks_after"] ?? value).place, "the call is marked after the conversation",
                "let 'marks_after' be shorter than 'talks'")
        }
        return plan
    }

    // MARK: The caller

    private mutating func actions(_ flow: DeskTerms.Flow) -> [CallerAction] {
        var actions: [CallerAction] = []
        for item in node["caller"]?.items ?? [] {
            if case .hangUp = actions.last?.kind {
                report(item.place, "the caller has hung up already", "remove what comes after 'hang-up'")
                break
            }
            if let kind = kind(of: item, flow) { actions.append(CallerAction(kind: kind, place: item.place)) }
        }
        return actions
    }

    private mutating func kind(of item: YAMLNode, _ flow: DeskTerms.Flow) -> CallerAction.Kind? {
        if item.text != nil { return .hangUp }
        if item["hear"] == nil, let only = item["until"] ?? item["within"] {
            report(only.place, "'until' and 'within' belong to 'hear'", "remove it, or say what to hear")
            return nil
        }
        if let hear = item["hear"] {
            guard let cue = cue(hear, flow) else { return nil }
            return .hear(
                cue, until: item.choice("until", CallerAction.Extent.self) ?? .ends,
                within: item.duration("within") ?? Self.patience)
        }
        if let press = item["press"] { return keys(press).map { .press($0) } }
        if item["wait"] != nil { return .wait(item.duration("wait") ?? .zero) }
        return .speak(item.duration("speak") ?? .zero)
    }

    private mutating func keys(_ field: YAMLNode) -> [Key]? {
        let text = field.text ?? ""
        let keys = text.compactMap { Key($0) }
        guard keys.count == text.count, (1...Self.mostKeys).contains(keys.count) else {
            report(field.place, "'\(text)' cannot be keyed", "write 1 to \(Self.mostKeys) of 0-9, * and #, in quotes")
            return nil
        }
        return keys
    }

    private mutating func cue(_ field: YAMLNode, _ flow: DeskTerms.Flow) -> CallerAction.Cue? {
        guard let text = field.text else { return nil }
        if TextKind.name.accepts(text) {
            guard terms.catalogue.prompts[text] != nil else {
                report(
                    field.place, "there is no prompt '\(text)'",
                    NearestName.suggestion(for: text, among: flow.prompts.sorted(), else: "see prompts/catalogue.yaml"))
                return nil
            }
            guard flow.prompts.contains(text) else {
                report(
                    field.place, "a caller of '\(flow.name)' never hears '\(text)'",
                    NearestName.suggestion(for: text, among: flow.prompts.sorted(), else: "wait for another prompt"))
                return nil
            }
            return .prompt(text)
        }
        guard !flow.texts.prompts(of: text).isEmpty else {
            report(
                field.place, "no prompt that a caller of '\(flow.name)' may hear reads like this",
                "copy the whole text of 'voicedesk simulate', or name the prompt's id")
            return nil
        }
        return .text(text)
    }
}

extension TechnicianPlan {
    /// What a technician does who is not named.
    public static let accepts = TechnicianPlan(
        behaviour: .accept, answersAfter: .seconds(6), pressesAfter: .seconds(1), talks: .seconds(120),
        marksAfter: .seconds(30))

    /// The same with another behaviour.
    public func doing(_ behaviour: TechnicianBehaviour) -> TechnicianPlan {
        TechnicianPlan(
            behaviour: behaviour, answersAfter: answersAfter, pressesAfter: pressesAfter, talks: talks,
            marksAfter: marksAfter)
    }

    fileprivate init(_ behaviour: TechnicianBehaviour, _ node: YAMLNode) {
        let usual = Self.accepts
        self.init(
            behaviour: behaviour,
            answersAfter: node.duration("after") ?? (behaviour == .busy ? .seconds(2) : usual.answersAfter),
            pressesAfter: node.duration("presses_after") ?? usual.pressesAfter,
            talks: node.duration("talks") ?? usual.talks, marksAfter: node.duration("marks_after") ?? usual.marksAfter)
    }
}
