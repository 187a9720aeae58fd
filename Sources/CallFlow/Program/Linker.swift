import Desk

/// Joins a flow with its sub-flows into a program, and says everything that is wrong on the way.
public struct Linker {
    let library: [String: FlowDefinition]
    let catalogue: PromptCatalogue
    let number: NumberRole
    var problems: [Problem] = []
    var names: VariableTable
    var steps: [Draft] = []
    var guarantees: [Guarantee] = []
    var counters = 0
    /// The step that `on_unrecorded` names.
    var onUnrecorded: Int?

    /// A step whose edges are still to be resolved.
    struct Draft {
        var name: String
        var verb: Verb
        var outcomes: [String]
        var edges: [FlowProgram.Edge]
        var place: SourcePlace
    }

    /// Where the steps of one copy of a flow are, and where its outcomes lead.
    struct Frame {
        let flow: FlowDefinition
        let prefix: String
        let indices: [String: Int]
        let exits: [String: FlowProgram.Edge]
        let path: [String]
    }

    /// Links the flow that answers a number.
    ///
    /// - Parameters:
    ///   - library: every flow of the desk by name.
    ///   - catalogue: every prompt of the desk.
    /// - Returns: the program, if the flow can be run at all, and the problems.
    public static func link(
        _ flow: FlowDefinition, for number: NumberRole, library: [String: FlowDefinition], catalogue: PromptCatalogue
    ) -> (program: FlowProgram?, problems: [Problem]) {
        var linker = Linker(
            library: library, catalogue: catalogue, number: number, names: VariableTable())
        linker.declareVariables(of: flow, path: [])
        if !flow.outcomes.isEmpty {
            linker.report(
                flow.place, "flow '\(flow.name)' declares outcomes",
                "a flow that answers a number has none; remove 'outcomes:'")
        }
        let start = linker.place(flow, prefix: "", exits: [:], path: [flow.name])
        if linker.counters > FlowLimits.boundedEdges {
            linker.report(
                flow.place, "flow '\(flow.name)' has \(linker.counters) bounded edges",
                "at most \(FlowLimits.boundedEdges) are allowed")
        }
        let actions = linker.hangupActions(of: flow)
        guard linker.problems.isEmpty, let start else { return (nil, linker.problems) }
        return (linker.program(flow, start: start, onHangup: actions, onUnrecorded: linker.onUnrecorded), [])
    }

    mutating func report(_ place: SourcePlace, _ message: String, _ mend: String) {
        problems.append(Problem(place, message, mend: mend))
    }

    private mutating func hangupActions(of flow: FlowDefinition) -> [FlowProgram.LinkedHangupAction] {
        var actions: [FlowProgram.LinkedHangupAction] = []
        for case .log(let category, let fields) in flow.onHangup {
            actions.append(.init(category: category, fields: link(fields)))
        }
        return actions
    }

    private func program(
        _ flow: FlowDefinition, start: Int, onHangup: [FlowProgram.LinkedHangupAction], onUnrecorded: Int?
    ) -> FlowProgram {
        let linked = steps.map { draft in
            FlowProgram.Step(
                name: draft.name, verb: draft.verb, outcomes: draft.outcomes,
                virtualOutcome: virtualOutcome(draft.verb, onUnrecorded), edges: draft.edges, place: draft.place,
                speaksPrice: speaksPrice(draft.verb))
        }
        let sources = names.flows.compactMap { library[$0] }.sorted { $0.name < $1.name }
        return FlowProgram(
            name: flow.name, hash: flow.hash, sources: sources.map { .init(name: $0.name, hash: $0.hash) },
            number: number, steps: linked, start: start,
            variables: names.variables, sensitiveVariables: sensitiveVariables, initialVariables: names.initialValues,
            onHangup: onHangup, onUnrecorded: onUnrecorded, maxCallDuration: flow.maxCallDuration,
            guarantees: guarantees,
            catalogue: catalogue)
    }

    private func virtualOutcome(_ verb: Verb, _ onUnrecorded: Int?) -> String? {
        switch verb {
        case .hunt(let hunt) where hunt.abuseKey != nil: String(describing: HuntOutcome.marked)
        case .log(let category, _) where category.isRefusal && onUnrecorded != nil:
            String(describing: LogOutcome.unrecorded)
        default: nil
        }
    }

    private var sensitiveVariables: Set<Int> {
        Set(
            steps.compactMap { step in
                if case .collect(let collect) = step.verb, collect.sensitive { collect.into } else { nil }
            })
    }

    /// Only a prompt that no key can cut short is heard to its end.
    private func speaksPrice(_ verb: Verb) -> Bool {
        guard case .play(let play) = verb, !play.bargein else { return false }
        return play.prompts.contains { catalogue.prompts[$0]?.quotesPrice ?? false }
    }

    /// Copies a flow's steps into the program; its steps are numbered before any edge is resolved.
    ///
    /// - Returns: the number of its first step.
    private mutating func place(
        _ flow: FlowDefinition, prefix: String, exits: [String: FlowProgram.Edge], path: [String]
    ) -> Int? {
        var indices: [String: Int] = [:]
        for step in flow.steps {
            if indices[step.name] != nil {
                report(step.place, "step '\(step.name)' is written twice", "give one of them another name")
            }
            indices[step.name] = steps.count
            steps.append(
                Draft(name: prefix + step.name, verb: .hangup(.normal), outcomes: [], edges: [], place: step.place))
        }
        guard steps.count <= FlowLimits.steps else {
            report(flow.place, "the flow has more than \(FlowLimits.steps) steps with its sub-flows", "split it")
            return nil
        }
        let frame = Frame(flow: flow, prefix: prefix, indices: indices, exits: exits, path: path)
        for step in flow.steps {
            guard let index = indices[step.name] else { continue }
            place(step, at: index, in: frame)
        }
        for guarantee in flow.guarantees {
            if let linked = link(guarantee, in: frame), !guarantees.contains(linked) { guarantees.append(linked) }
        }
        // Only the flow that answers the number has one.
        if path.count == 1, let step = flow.onUnrecorded { onUnrecorded = target(step, in: frame) }
        return target(flow.start, in: frame)
    }

    private mutating func place(_ step: StepDefinition, at index: Int, in frame: Frame) {
        switch step.verb {
        case .call(let name): place(callOf: name, step, at: index, in: frame)
        case .returns(let outcome):
            steps[index].verb = .leave(outcome: outcome.text)
            expectNoEdges(step)
            guard let exit = frame.exits[outcome.text] else {
                if frame.path.count == 1 {
                    report(
                        outcome.place, "'return' in a flow that answers a number",
                        "end the call with 'hangup' or 'transfer'")
                } else if !frame.flow.outcomes.contains(outcome.text) {
                    report(
                        outcome.place, "outcome '\(outcome.text)' is not declared",
                        "\(Wording.choose(outcome.text, from: frame.flow.outcomes)), or add it to 'outcomes:'")
                }
                return
            }
            steps[index].outcomes = ["left"]
            steps[index].edges = [exit]
        default:
            guard let (verb, outcomes) = link(step, in: frame) else { return }
            steps[index].verb = verb
            steps[index].outcomes = outcomes
            steps[index].edges = edges(of: step, outcomes: outcomes, in: frame) ?? []
        }
    }

    private mutating func place(
        callOf name: FlowDefinition.Name, _ step: StepDefinition, at index: Int, in frame: Frame
    ) {
        guard let sub = library[name.text] else {
            report(
                name.place, "there is no flow '\(name.text)'",
                Wording.choose(name.text, from: library.values.filter { !$0.outcomes.isEmpty }.map(\.name)))
            return
        }
        guard !frame.path.contains(name.text) else {
            report(
                name.place, "flow '\(name.text)' calls itself (\((frame.path + [name.text]).joined(separator: " → ")))",
                "sub-flows do not recurse; use a bounded edge")
            return
        }
        guard frame.path.count < FlowLimits.depth else {
            report(
                name.place, "sub-flows are nested more than \(FlowLimits.depth) deep", "call fewer within each other")
            return
        }
        guard !sub.outcomes.isEmpty else {
            report(name.place, "flow '\(name.text)' declares no outcomes", "only a flow with 'outcomes:' can be called")
            return
        }
        guard let edges = edges(of: step, outcomes: sub.outcomes, in: frame) else { return }
        let exits = Dictionary(zip(sub.outcomes, edges)) { first, _ in first }
        let start = place(sub, prefix: frame.prefix + step.name + "/", exits: exits, path: frame.path + [name.text])
        steps[index].verb = .enter(flow: name.text)
        steps[index].outcomes = ["entered"]
        steps[index].edges = start.map { [FlowProgram.Edge(target: $0, bound: nil)] } ?? []
    }

    private mutating func expectNoEdges(_ step: StepDefinition) {
        for edge in step.edges {
            report(edge.place, "'\(step.verb.name)' has no outcome '\(edge.outcome)'", "remove it: the step ends here")
        }
    }

    /// The edges of a step in the order of its outcomes: each exactly once.
    private mutating func edges(of step: StepDefinition, outcomes: [String], in frame: Frame) -> [FlowProgram.Edge]? {
        let before = problems.count
        for edge in step.edges where !outcomes.contains(edge.outcome) {
            if outcomes.isEmpty {
                report(
                    edge.place, "'\(step.verb.name)' has no outcome '\(edge.outcome)'",
                    "remove it: the step ends the call")
            } else {
                report(
                    edge.place, "'\(step.verb.name)' has no outcome '\(edge.outcome)'",
                    Wording.choose(edge.outcome, from: outcomes))
            }
        }
        var found: [FlowProgram.Edge] = []
        for outcome in outcomes {
            let written = step.edges.filter { $0.outcome == outcome }
            guard let edge = written.first else {
                report(
                    step.place, "step '\(step.name)' does not say what follows '\(outcome)'",
                    "add '\(outcome): <step>' to its outcomes")
                continue
            }
            if written.count > 1 {
                report(written[1].place, "outcome '\(outcome)' is written twice", "remove one of them")
            }
            if let linked = link(edge, in: frame) { found.append(linked) }
        }
        return problems.count == before ? found : nil
    }

    private mutating func link(_ edge: EdgeDefinition, in frame: Frame) -> FlowProgram.Edge? {
        guard let target = target(edge.target, in: frame) else { return nil }
        guard let bound = edge.bound else { return FlowProgram.Edge(target: target, bound: nil) }
        guard (1...FlowLimits.bound).contains(bound.atMost) else {
            report(edge.place, "at_most is \(bound.atMost)", "give a number from 1 to \(FlowLimits.bound)")
            return nil
        }
        guard let then = self.target(bound.then, in: frame) else { return nil }
        defer { counters += 1 }
        return FlowProgram.Edge(target: target, bound: .init(counter: counters, atMost: bound.atMost, then: then))
    }

    private mutating func target(_ name: FlowDefinition.Name, in frame: Frame) -> Int? {
        if let index = frame.indices[name.text] { return index }
        report(
            name.place, "there is no step '\(name.text)' in flow '\(frame.flow.name)'",
            Wording.choose(name.text, from: Array(frame.indices.keys)))
        return nil
    }
}
