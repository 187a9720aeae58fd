import Desk

/// Draws a linked flow: its steps as boxes, grouped by sub-flow, its outcomes as arrows.
public struct FlowDiagram: Sendable {
    private let program: FlowProgram

    /// Prepares the drawing of a flow.
    public init(_ program: FlowProgram) { self.program = program }

    /// The diagram in Mermaid's flowchart language.
    public var mermaid: String {
        var lines = ["flowchart TD"]
        for (group, steps) in groups {
            if !group.isEmpty { lines.append("  subgraph \(identifier(group))[\"\(group)\"]") }
            for step in steps {
                let (open, close) = mermaidShape(program.steps[step].verb)
                lines.append("    s\(step)\(open)\"\(label(step))\"\(close)")
            }
            if !group.isEmpty { lines.append("  end") }
        }
        for arrow in arrows { lines.append("  s\(arrow.from) -->|\"\(arrow.label)\"| s\(arrow.to)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The diagram in Graphviz's language.
    public var graphviz: String {
        var lines = ["digraph \"\(program.name)\" {", "  node [shape=box, fontname=\"sans-serif\"];"]
        for (group, steps) in groups {
            if !group.isEmpty {
                lines.append("  subgraph \"cluster_\(group)\" {")
                lines.append("    label=\"\(group)\";")
            }
            for step in steps {
                lines.append(
                    "    s\(step) [label=\"\(label(step))\", shape=\(graphvizShape(program.steps[step].verb))];")
            }
            if !group.isEmpty { lines.append("  }") }
        }
        for arrow in arrows { lines.append("  s\(arrow.from) -> s\(arrow.to) [label=\"\(arrow.label)\"];") }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private struct Arrow {
        let from: Int
        let to: Int
        let label: String
    }

    /// The arrows; outcomes with one target share one.
    private var arrows: [Arrow] {
        program.steps.indices.flatMap { from -> [Arrow] in
            let step = program.steps[from]
            var labels: [(to: Int, names: [String])] = []
            func add(_ name: String, _ to: Int) {
                if let index = labels.firstIndex(where: { $0.to == to }) {
                    labels[index].names.append(name)
                } else {
                    labels.append((to, [name]))
                }
            }
            for (name, edge) in zip(step.outcomes, step.edges) {
                if let bound = edge.bound {
                    add("\(name), at most \(bound.atMost)", edge.target)
                    add("\(name), then", bound.then)
                } else {
                    add(name, edge.target)
                }
            }
            return labels.map { Arrow(from: from, to: $0.to, label: $0.names.joined(separator: ", ")) }
        }
    }

    /// The steps by the sub-flow call that they belong to.
    private var groups: [(String, [Int])] {
        let named = program.steps.indices.map { index -> (String, Int) in
            (program.steps[index].name.split(separator: "/").dropLast().joined(separator: "/"), index)
        }
        return Dictionary(grouping: named, by: \.0).map { ($0, $1.map(\.1)) }.sorted { $0.0 < $1.0 }
    }

    private func label(_ step: Int) -> String {
        let step = program.steps[step]
        let name = step.name.split(separator: "/").last.map(String.init) ?? step.name
        return "\(name): \(summary(step.verb))"
    }

    private func summary(_ verb: Verb) -> String {
        switch verb {
        case .answer: "answer"
        case .play(let play): "play \(play.prompts.joined(separator: ", "))"
        case .collect(let collect): "collect \(program.variables[collect.into].name)"
        case .menu(let menu): "menu \(menu.choices.map { "\($0.key) \($0.outcome)" }.joined(separator: ", "))"
        case .check(let check): "check \(check.topic.name)"
        case .switchOn(let variable): "switch \(program.variables[variable].name)"
        case .set(let variable, _): "set \(program.variables[variable].name)"
        case .hunt(let hunt): "hunt \(hunt.chain.rawValue)"
        case .record: "record"
        case .log(let category, _): "log \(category.rawValue)"
        case .enter(let flow): "call \(flow)"
        case .leave(let outcome): "return \(outcome)"
        case .transfer: "transfer"
        case .hangup(let cause): "hangup \(cause.rawValue)"
        }
    }

    private func mermaidShape(_ verb: Verb) -> (String, String) {
        switch verb {
        case .check, .switchOn: ("{", "}")
        case .menu, .collect: ("[/", "/]")
        case .hangup, .transfer, .answer: ("([", "])")
        default: ("[", "]")
        }
    }

    private func graphvizShape(_ verb: Verb) -> String {
        switch verb {
        case .check, .switchOn: "diamond"
        case .menu, .collect: "parallelogram"
        case .hangup, .transfer, .answer: "oval"
        default: "box"
        }
    }

    private func identifier(_ group: String) -> String {
        "g_" + group.replacing("/", with: "_").replacing("-", with: "_")
    }
}
