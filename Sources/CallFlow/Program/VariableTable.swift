import Desk

/// The variables of a flow and its sub-flows: one table, shared by name.
struct VariableTable {
    private(set) var variables: [VariableDefinition] = []
    /// The flows whose variables are in the table, and so the flows of the program.
    private(set) var flows: Set<String> = []

    func index(_ name: String) -> Int? { variables.firstIndex { $0.name == name } }

    mutating func enter(_ flow: String) -> Bool { flows.insert(flow).inserted }

    mutating func add(_ variable: VariableDefinition) { variables.append(variable) }

    mutating func giveInitial(_ value: String, to index: Int) { variables[index].initial = value }

    var initialValues: NibbleTable {
        var table = NibbleTable()
        for (index, variable) in variables.enumerated().prefix(NibbleTable.count) {
            if let initial = variable.initial, let value = variable.kind.values.firstIndex(of: initial) {
                table[index] = value + 1
            }
        }
        return table
    }
}

extension Linker {
    /// Declares the variables of a flow and of every flow that it calls; declarations of one name must agree.
    mutating func declareVariables(of flow: FlowDefinition, path: [String]) {
        guard names.enter(flow.name), path.count <= FlowLimits.depth else { return }
        for variable in flow.variables { declare(variable) }
        for step in flow.steps {
            if case .call(let name) = step.verb, let sub = library[name.text] {
                declareVariables(of: sub, path: path + [flow.name])
            }
        }
    }

    private mutating func declare(_ variable: VariableDefinition) {
        if let initial = variable.initial, !variable.kind.values.contains(initial) {
            report(
                variable.place, "variable '\(variable.name)' cannot be '\(initial)' at the start",
                Wording.choose(initial, from: variable.kind.values))
        }
        if case .enumeration(let values) = variable.kind {
            if values.isEmpty || values.count > FlowLimits.enumerationValues || Set(values).count != values.count {
                report(
                    variable.place, "variable '\(variable.name)' has \(values.count) values",
                    "give 1 to \(FlowLimits.enumerationValues) different values")
            }
        }
        if let index = names.index(variable.name) {
            let first = names.variables[index]
            if first.kind != variable.kind {
                report(
                    variable.place, "variable '\(variable.name)' has another type than at \(first.place)",
                    "declare it alike in every flow")
            } else if let initial = variable.initial {
                if first.initial == nil {
                    names.giveInitial(initial, to: index)
                } else if first.initial != initial {
                    report(
                        variable.place,
                        "variable '\(variable.name)' starts as '\(initial)', but as '\(first.initial ?? "")' at \(first.place)",
                        "declare it alike in every flow")
                }
            }
        } else if names.variables.count == FlowLimits.variables {
            report(
                variable.place, "variable '\(variable.name)' is one too many",
                "a call has at most \(FlowLimits.variables) variables")
        } else {
            names.add(variable)
        }
    }
}

/// Words for messages.
enum Wording {
    /// "use one of …", with the nearest name first when there is one.
    static func choose(_ given: String, from names: [String]) -> String {
        guard !names.isEmpty else { return "there is none to choose from" }
        let sorted = names.sorted()
        if let nearest = sorted.min(by: { distance(given, $0) < distance(given, $1) }), distance(given, nearest) <= 2 {
            return "did you mean '\(nearest)'?"
        }
        return "use one of \(sorted.map { "'\($0)'" }.joined(separator: ", "))"
    }

    /// The number of edits between two names (Levenshtein), capped by their lengths.
    static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
