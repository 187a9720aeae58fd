import Desk

/// The checks on a linked flow that need no exploration: loops, steps that lead nowhere, and what may not be logged.
public enum FlowChecker {
    /// Says everything that is wrong with a program; a program with a problem never answers a call.
    public static func check(_ program: FlowProgram) -> [Problem] {
        unboundedLoops(program) + unreachableSteps(program) + sensitiveLogs(program) + hangupActions(program)
    }

    /// Every loop must carry an edge with a bound; this reports the edge that closes a loop without one.
    ///
    /// Loops are sought from every step: one may be entered over a bounded edge only.
    private static func unboundedLoops(_ program: FlowProgram) -> [Problem] {
        var marks = Array(repeating: Mark.unseen, count: program.steps.count)
        var problems: [Problem] = []
        for root in [program.start] + Array(program.steps.indices) where marks[root] == .unseen {
            seekLoops(from: root, in: program, &marks, &problems)
        }
        return problems
    }

    /// How far the search for loops has come with a step: open while the way leads over it.
    private enum Mark { case unseen, open, done }

    private static func seekLoops(
        from root: Int, in program: FlowProgram, _ marks: inout [Mark], _ problems: inout [Problem]
    ) {
        var stack: [(step: Int, next: Int)] = [(root, 0)]
        marks[root] = .open
        while let (step, next) = stack.last {
            let edges = program.steps[step].edges
            guard next < edges.count else {
                marks[step] = .done
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            for target in followers(edges[next], unboundedOnly: true) {
                switch marks[target] {
                case .unseen:
                    marks[target] = .open
                    stack.append((target, 0))
                case .open:
                    problems.append(
                        Problem(
                            program.steps[step].place,
                            "'\(program.steps[step].outcomes[next])' leads from '\(program.steps[step].name)' back to '\(program.steps[target].name)' without a bound",
                            mend: "write '{ to: …, at_most: N, then: … }'"))
                case .done: break
                }
            }
        }
    }

    /// A step that no edge leads to is a mistake; a copy of a sub-flow may leave a step unused as long as another copy uses it.
    private static func unreachableSteps(_ program: FlowProgram) -> [Problem] {
        var reached = Array(repeating: false, count: program.steps.count)
        var waiting = [program.start] + (program.onUnrecorded.map { [$0] } ?? [])
        for step in waiting { reached[step] = true }
        while let step = waiting.popLast() {
            for edge in program.steps[step].edges {
                for target in followers(edge, unboundedOnly: false) where !reached[target] {
                    reached[target] = true
                    waiting.append(target)
                }
            }
        }
        let used = Set(program.steps.indices.filter { reached[$0] }.map { program.steps[$0].place })
        return program.steps.filter { !used.contains($0.place) }.map {
            Problem($0.place, "no step leads to '\($0.name)'", mend: "lead an outcome to it, or remove it")
        }
    }

    private static func followers(_ edge: FlowProgram.Edge, unboundedOnly: Bool) -> [Int] {
        guard let bound = edge.bound else { return [edge.target] }
        return unboundedOnly ? [bound.then] : [edge.target, bound.then]
    }

    private static func sensitiveLogs(_ program: FlowProgram) -> [Problem] {
        program.steps.flatMap { step -> [Problem] in
            guard case .log(_, let fields) = step.verb else { return [] }
            return fields.filter { program.sensitiveVariables.contains($0.variable) }.map {
                Problem(step.place, "'\($0.name)' is sensitive and would be logged", mend: "remove it from 'fields'")
            }
        }
    }

    private static func hangupActions(_ program: FlowProgram) -> [Problem] {
        let place = program.steps[program.start].place
        return program.onHangup.flatMap { action -> [Problem] in
            var problems: [Problem] = []
            if action.category == .abusiveCall {
                problems.append(
                    Problem(
                        place, "a caller who hangs up would be charged", mend: "do not log 'abusive_call' in on_hangup")
                )
            }
            for field in action.fields where program.sensitiveVariables.contains(field.variable) {
                problems.append(
                    Problem(place, "'\(field.name)' is sensitive and would be logged", mend: "remove it from on_hangup")
                )
            }
            return problems
        }
    }
}
