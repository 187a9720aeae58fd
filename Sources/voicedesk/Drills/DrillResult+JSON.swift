import Calls
import Desk
import Ledger

extension DrillResult {
    /// The result as JSON.
    var json: String {
        JSON.object([
            ("id", .string(id)), ("at", .string(Timestamp.format(at))), ("person", .string(person)),
            ("scenario", .string(scenario)), ("scenario_hash", .string(scenarioHash)), ("role", .string(role.rawValue)),
            ("mode", .string(mode.rawValue)), ("language", .string(language.rawValue)),
            ("duration_s", .number(CallReport.seconds(duration))), ("points", .int(points)), ("out_of", .int(outOf)),
            ("pass_mark", .int(passMark)), ("passed", .bool(isPassed)),
            (
                "criteria",
                .array(
                    criteria.map { criterion in
                        .object([
                            ("id", .string(criterion.id)), ("rule", .optional(criterion.rule)),
                            ("points", .int(criterion.points)), ("out_of", .int(criterion.outOf)),
                            ("moment_s", criterion.moment.map { .number(CallReport.seconds($0)) } ?? .null),
                            ("words", .string(criterion.words)),
                        ])
                    })
            ),
            (
                "timeline",
                .array(
                    timeline.map { moment in
                        .object([
                            ("at_s", .number(CallReport.seconds(moment.at))), ("who", .string(moment.who)),
                            ("words", .string(moment.words)),
                        ])
                    })
            ),
            ("figures", .object(figures.map { ($0.name, .int($0.value)) })),
        ]).pretty()
    }
}
