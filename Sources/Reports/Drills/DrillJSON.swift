import Desk
import Ledger

/// Writes a report on drills as one JSON object, the results streamed into its last member.
public enum DrillJSON {
    /// Writes it, ended by a line break.
    ///
    /// Shares are thousandths, times RFC 3339 with the desk's offset, lengths milliseconds.
    public static func write(_ report: DrillReport, to output: inout ReportOutput) throws {
        let figures = report.figures
        let filter = report.request.filter
        let zone = report.request.zone
        let head: [(String, CanonicalJSON)] = [
            ("made", .string(Timestamp.format(report.request.now, in: zone))),
            ("person", .optional(filter.person)), ("scenario", .optional(filter.scenario)),
            ("from", .optional(filter.during.map { Timestamp.format($0.lowerBound, in: zone) })),
            ("until", .optional(filter.during.map { Timestamp.format($0.upperBound, in: zone) })),
            ("erased", .integer(figures.erased)), ("total", tally(figures.all, zone)),
            ("people", named("person", figures.peopleByName, zone)),
            ("scenarios", named("scenario", figures.scenariosByName, zone)),
            ("rules", .array(figures.rulesByLoss.map { rule($0.rule, $0.tally) })),
        ]
        for (index, (name, value)) in head.enumerated() {
            output.write("\(index == 0 ? "{" : ",")\"\(name)\":\(value.text)\n")
        }
        output.write(",\"results\":[")
        var isFirst = true
        try report.eachResult { drill, result in
            output.write("\(isFirst ? "" : ",")\n\(object(drill, result, zone).text)")
            isFirst = false
            try output.spill()
        }
        output.write("]}\n")
        try output.flush()
    }

    private static func named(
        _ name: String, _ rows: [(name: String, tally: DrillTally)], _ zone: ZoneRules
    ) -> CanonicalJSON {
        .array(rows.map { .object(.init([(name, .string($0.name)), ("figures", tally($0.tally, zone))])) })
    }

    private static func tally(_ tally: DrillTally, _ zone: ZoneRules) -> CanonicalJSON {
        [
            "accept_ms": times(tally.accepts), "answer_ms": times(tally.answers), "drills": .integer(tally.count),
            "last_at": tally.count > 0 ? .string(Timestamp.format(tally.last, in: zone)) : .null,
            "out_of": .integer(tally.outOf), "passed": .integer(tally.passed), "points": .integer(tally.points),
            "progress": .array(
                tally.steps.map {
                    [
                        "at": .string(Timestamp.format($0.at, in: zone)), "passed": .bool($0.isPassed),
                        "permille": .integer($0.permille),
                    ]
                }), "technician": .integer(tally.technician),
        ]
    }

    private static func times(_ times: ReactionTimes) -> CanonicalJSON {
        func number(_ value: Int?) -> CanonicalJSON { value.map(CanonicalJSON.integer) ?? .null }
        return [
            "count": .integer(times.count), "fastest": number(times.fastest), "median": number(times.median),
            "slowest": number(times.slowest),
        ]
    }

    private static func rule(_ rule: String, _ tally: RuleTally) -> CanonicalJSON {
        [
            "drills": .integer(tally.drills), "lost": .integer(tally.lost), "missed": .integer(tally.missed),
            "out_of": .integer(tally.outOf), "points": .integer(tally.points),
            "rule": rule.isEmpty ? .null : .string(rule),
            "lines": .array(tally.costliest.map { ["line": .string($0.line), "lost": .integer($0.lost)] }),
        ]
    }

    private static func object(_ drill: RecordedDrill, _ result: DrillResult, _ zone: ZoneRules) -> CanonicalJSON {
        .object(
            .init([
                ("at", .string(Timestamp.format(result.at, in: zone))),
                (
                    "criteria",
                    .array(
                        result.criteria.map {
                            [
                                "id": .string($0.id), "out_of": .integer($0.outOf), "points": .integer($0.points),
                                "rule": .optional($0.rule), "words": .string($0.words),
                            ]
                        })
                ), ("duration_ms", .integer(Int(result.duration.milliseconds))), ("entry", .integer(drill.entry)),
                ("figures", .object(.init(result.figures.map { ($0.name, .integer($0.value)) }))),
                ("id", .string(result.id)), ("language", .string(result.language.rawValue)),
                ("mode", .string(result.mode.rawValue)), ("out_of", .integer(result.outOf)),
                ("pass_mark", .integer(result.passMark)), ("passed", .bool(result.isPassed)),
                ("person", .string(result.person)), ("points", .integer(result.points)),
                ("role", .string(result.role.rawValue)), ("scenario", .string(result.scenario)),
                ("scenario_hash", .string(result.scenarioHash)),
            ]))
    }
}
