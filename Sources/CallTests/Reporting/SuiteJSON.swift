import Calls
import Desk

/// Results as JSON for other programs.
public enum SuiteJSON {
    /// The whole suite, with its coverage if there is one.
    public static func json(_ result: SuiteResult, coverage: FlowCoverage?) -> JSON {
        var members: [(String, JSON)] = [
            ("stories", .int(result.results.count)), ("passed", .int(result.passed)), ("failed", .int(result.failed)),
            ("runs", .int(result.runs)), ("elapsed_s", .number(CallReport.seconds(result.elapsed))),
            ("results", .array(result.results.map(story))),
        ]
        if let coverage { members.append(("coverage", json(coverage))) }
        return .object(members)
    }

    private static func story(_ result: StoryResult) -> JSON {
        .object([
            ("name", .string(result.story.name)), ("title", .string(result.story.title)),
            ("file", .string(result.story.place.file)), ("line", .int(result.story.place.line)),
            ("rules", .array(result.story.rules.map(JSON.string))), ("passed", .bool(result.isPassed)),
            ("calls", .array(result.calls.map(call))),
        ])
    }

    private static func call(_ call: StoryResult.Call) -> JSON {
        .object([
            (
                "failures",
                .array(
                    call.failures.map { failure in
                        .object([
                            ("kind", .string(failure.kind.rawValue)), ("at", .string("\(failure.place)")),
                            ("expected", .string(failure.expected)), ("seen", .string(failure.seen)),
                        ])
                    })
            ),
            ("unseen", .array(call.unseen.map { .string($0.rawValue) })),
            ("report", call.report?.json ?? .null),
        ])
    }

    private static func json(_ coverage: FlowCoverage) -> JSON {
        let (steps, outcomes) = (coverage.stepCount, coverage.outcomes)
        return .object([
            ("outcomes", .int(outcomes.all)), ("outcomes_covered", .int(outcomes.covered)),
            ("steps", .int(steps.all)), ("steps_covered", .int(steps.covered)),
            (
                "missing",
                .array(
                    coverage.missing.map { step, open in
                        .object([
                            ("at", .string("\(step.place)")), ("step", .string(step.name)),
                            ("outcomes", .array(open.map(JSON.string))),
                        ])
                    })
            ),
        ])
    }
}
