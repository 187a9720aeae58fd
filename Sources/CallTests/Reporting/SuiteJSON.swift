import Calls
import Desk

/// Results as JSON for other programs.
public enum SuiteJSON {
    /// The whole suite, with its coverage if there is one.
    public static func json(_ result: SuiteResult, coverage: FlowCoverage?) -> JSON {
        var members: [(String, JSON)] = [
            ("stories", .int(result.results.count)), ("passed", .int(result.passed)), ("failed", .int(result.failed)),
            ("skipped", .int(result.skipped)),
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
            ("rules", .array(result.story.rules.map(JSON.string))),
            ("passed", .bool(result.isPassed && result.skipped == nil)), ("skipped", .optional(result.skipped)),
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
            ("report", call.report?.json ?? .null), ("line", call.line.map(json) ?? .null),
        ])
    }

    private static func json(_ line: LineFigures) -> JSON {
        func seconds(_ duration: Duration?) -> JSON { duration.map { .number(CallReport.seconds($0)) } ?? .null }
        return .object([
            ("post_dial_delay_s", seconds(line.postDialDelay)), ("answer_delay_s", seconds(line.answerDelay)),
            ("time_to_first_prompt_s", seconds(line.timeToFirstPrompt)),
            ("packets_received", .int(line.packetsReceived)), ("packets_lost", .int(line.packetsLost)),
            ("jitter_us", line.jitterMicroseconds.map(JSON.int) ?? .null),
            ("mos_x100", line.opinionScore.map(JSON.int) ?? .null), ("codec", .optional(line.codec)),
            ("keys", .optional(line.keyMethod)), ("recording", .optional(line.recording)),
            (
                "prompts",
                .array(
                    line.prompts.map { prompt in
                        .object([
                            ("prompt", .string(prompt.prompt)), ("begins_s", seconds(prompt.begins)),
                            ("share_percent", .int(Int((prompt.share * 100).rounded()))),
                            ("clipped", .bool(prompt.isClipped)),
                        ])
                    })
            ),
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
