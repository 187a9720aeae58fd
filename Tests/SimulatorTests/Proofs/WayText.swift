import CallFlow

/// A way in one line: the steps in order, those of a sub-flow in brackets behind its call, with the outcomes that matter.
enum WayText {
    static func of(_ way: [Exploration.Leg], in program: FlowProgram) -> String {
        var words: [String] = []
        var open: [String] = []
        for leg in way {
            let step = program.steps[leg.step]
            let parts = step.name.split(separator: "/").map(String.init)
            let folders = Array(parts.dropLast())
            while !folders.starts(with: open) {
                open.removeLast()
                words[words.count - 1] += "]"
            }
            let isDeeper = folders.count > open.count
            open = folders
            let word = parts[parts.count - 1] + outcome(leg, of: step)
            if isDeeper { words[words.count - 1] += "[" + word } else { words.append(word) }
        }
        return words.joined(separator: " ") + String(repeating: "]", count: open.count)
    }

    private static func outcome(_ leg: Exploration.Leg, of step: FlowProgram.Step) -> String {
        guard let outcome = leg.outcome, step.outcomes.count > 1 || outcome > 0 else { return "" }
        return ":" + step.nameOfOutcome(outcome)
    }
}
