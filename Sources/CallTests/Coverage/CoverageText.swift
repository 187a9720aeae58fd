import Desk

/// Coverage as lines for a terminal.
public enum CoverageText {
    /// The figures in a line, then everything that did not happen.
    public static func lines(_ coverage: FlowCoverage) -> [String] {
        let (steps, outcomes) = (coverage.stepCount, coverage.outcomes)
        var lines = [
            "flow coverage: \(outcomes.covered) of \(outcomes.all) outcomes (\(percent(outcomes))), "
                + "\(steps.covered) of \(steps.all) steps (\(percent(steps)))"
        ]
        for (step, open) in coverage.missing {
            let what = step.isCovered ? open.joined(separator: ", ") : "never reached"
            lines.append("  \(step.place): \(step.name): \(what)")
        }
        return lines
    }

    /// Parts of a whole in percent, never rounded up to 100.
    public static func percent(_ part: (covered: Int, all: Int)) -> String {
        guard part.all > 0 else { return "100 %" }
        let tenths = part.covered * 1000 / part.all
        return tenths == 1000 ? "100 %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
