import CallFlow
import Desk

/// Turns a flow file into a flow definition.
struct FlowReader {
    private(set) var problems: [Problem] = []

    /// Reads a flow.
    ///
    /// - Parameters:
    ///   - name: the file's name without its ending, which the flow must have.
    ///   - hash: SHA-256 of the file, in hexadecimal.
    static func read(_ root: YAMLNode, name: String, hash: String) -> (flow: FlowDefinition?, problems: [Problem]) {
        let problems = ShapeCheck.problems(of: root, .record(FlowShapes.flow), named: "the file")
        guard problems.isEmpty else { return (nil, problems) }
        var reader = FlowReader()
        let flow = reader.flow(root, name: name, hash: hash)
        return (reader.problems.isEmpty ? flow : nil, reader.problems)
    }

    mutating func report(_ place: SourcePlace, _ message: String, _ mend: String) {
        problems.append(Problem(place, message, mend: mend))
    }

    private mutating func flow(_ root: YAMLNode, name: String, hash: String) -> FlowDefinition? {
        guard let written = root.name("flow"), let start = root.name("start") else { return nil }
        if written.text != name {
            report(
                written.place, "the flow is called '\(written.text)' in a file called '\(name).yaml'",
                "give both one name")
        }
        let outcomes = root["outcomes"]?.items ?? []
        for (index, outcome) in outcomes.enumerated()
        where outcomes[..<index].contains(where: { $0.text == outcome.text }) {
            report(outcome.place, "outcome '\(outcome.text ?? "")' is declared twice", "remove one of them")
        }
        refuseFieldsOfAnswering(root)
        var steps: [StepDefinition] = []
        for entry in root["steps"]?.entries ?? [] {
            if let step = step(entry) { steps.append(step) }
        }
        var variables: [VariableDefinition] = []
        for entry in root["variables"]?.entries ?? [] {
            if let variable = variable(entry) { variables.append(variable) }
        }
        return FlowDefinition(
            name: written.text, title: root["title"]?.text ?? "", hash: hash,
            maxCallDuration: root.duration("max_call_duration") ?? .hours(1), variables: variables,
            outcomes: outcomes.compactMap(\.text), start: start, steps: steps,
            onHangup: (root["on_hangup"]?.items ?? []).compactMap { action in
                action["log"].flatMap { Self.log($0) }.map { .log($0.0, fields: $0.1) }
            },
            onUnrecorded: root.name("on_unrecorded"),
            guarantees: (root["guarantees"]?.items ?? []).compactMap(Self.guarantee), place: root.place)
    }

    /// A sub-flow cannot have what only the flow that answers the call has a say in.
    private mutating func refuseFieldsOfAnswering(_ root: YAMLNode) {
        guard root["outcomes"] != nil else { return }
        let fields = ["on_hangup", "on_unrecorded", "max_call_duration"]
        for entry in root.entries where fields.contains(entry.key) && !entry.value.isNull {
            report(entry.place, "a sub-flow has no '\(entry.key)'", "move it to the flow that answers the number")
        }
    }

    private mutating func variable(_ entry: YAMLNode.Entry) -> VariableDefinition? {
        let node = entry.value
        let initial = node["initial"]
        if let initial, node["enum"] == nil {
            report(initial.place, "'initial' is only for an enum", "remove it; a Boolean names its value itself")
        }
        if let digits = node.integer("digits") {
            return VariableDefinition(name: entry.key, kind: .digits(digits), place: entry.place)
        }
        if let values = node["enum"]?.items {
            let names = values.compactMap(\.text)
            for (index, value) in values.enumerated() where names[..<index].contains(value.text ?? "") {
                report(value.place, "value '\(value.text ?? "")' is written twice", "remove one of them")
            }
            if let initial, let text = initial.text, !names.contains(text) {
                report(initial.place, "'initial' is '\(text)'", NearestName.mend(text, among: names))
            }
            return VariableDefinition(
                name: entry.key, kind: .enumeration(names), initial: initial?.text, place: entry.place)
        }
        let value = node["boolean"]?.text
        return VariableDefinition(
            name: entry.key, kind: .boolean, initial: value == "unset" ? nil : value, place: entry.place)
    }

    private mutating func step(_ entry: YAMLNode.Entry) -> StepDefinition? {
        guard let written = entry.value.entries.first(where: { $0.key != "outcomes" && !$0.value.isNull }),
            let verb = verb(written.key, written.value, at: written.place)
        else { return nil }
        let edges = (entry.value["outcomes"]?.entries ?? []).compactMap(Self.edge)
        return StepDefinition(name: entry.key, verb: verb, edges: edges, place: entry.place)
    }

    private static func edge(_ entry: YAMLNode.Entry) -> EdgeDefinition? {
        if let target = entry.value.asName {
            return EdgeDefinition(outcome: entry.key, target: target, place: entry.place)
        }
        guard let target = entry.value.name("to"), let then = entry.value.name("then"),
            let atMost = entry.value.integer("at_most")
        else { return nil }
        return EdgeDefinition(
            outcome: entry.key, target: target, bound: .init(atMost: atMost, then: then), place: entry.place)
    }

    static func log(_ node: YAMLNode) -> (LogCategory, [FlowDefinition.Name])? {
        node.choice("category", LogCategory.self).map { ($0, node.names("fields")) }
    }

    private static func guarantee(_ node: YAMLNode) -> GuaranteeDefinition? {
        guard let name = node["name"]?.text, let moment = node["before"]?.entries.first(where: { !$0.value.isNull }),
            let which = moment.value.asName
        else { return nil }
        return GuaranteeDefinition(
            name: name, before: .init(kind: .init(moment.key, at: moment.place), which: which),
            require: (node["require"]?.items ?? []).map { $0.items.compactMap(\.asName) }, unless: node.names("unless"),
            place: node.place)
    }
}
