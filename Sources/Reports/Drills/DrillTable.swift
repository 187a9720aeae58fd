import Desk
import Ledger

/// The tables of a report on drills, each a CSV file of its own, as ``ReportTable`` writes them: UTF-8, one header line,
/// comma, CRLF, and no text that a spreadsheet takes for a formula.
public enum DrillTable: String, CaseIterable, Hashable, Sendable {
    /// A line for each result.
    case results
    /// A line for each person.
    case people
    /// A line for each scenario.
    case scenarios
    /// A line for each rule, the one that cost most first.
    case rules

    /// Writes the table of a report.
    public func csv(_ report: DrillReport, to output: inout ReportOutput) throws {
        switch self {
        case .results: try Self.writeResults(report, to: &output)
        case .people: try Self.write(report, "person", report.figures.peopleByName, to: &output)
        case .scenarios: try Self.write(report, "scenario", report.figures.scenariosByName, to: &output)
        case .rules: try Self.writeRules(report, to: &output)
        }
        try output.flush()
    }

    private static func writeResults(_ report: DrillReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            [
                "drill", "entry", "at", "person", "scenario", "scenario_hash", "role", "mode", "language",
                "duration_ms", "points", "out_of", "pass_mark", "passed", "lost_by_rule", "time_to_answer_ms",
                "time_to_accept_ms",
            ], to: &output)
        var clock = WallClock(zone: report.request.zone)
        try report.eachResult { drill, result in
            var line = CSVLine()
            line.text(result.id, to: &output)
            line.number(drill.entry, to: &output)
            line.instant(result.at, &clock, to: &output)
            line.text(result.person, to: &output)
            line.text(result.scenario, to: &output)
            line.text(result.scenarioHash, to: &output)
            line.word(result.role.rawValue, to: &output)
            line.word(result.mode.rawValue, to: &output)
            line.word(result.language.rawValue, to: &output)
            line.number(result.duration.milliseconds, to: &output)
            line.number(result.points, to: &output)
            line.number(result.outOf, to: &output)
            line.number(result.passMark, to: &output)
            line.word(result.isPassed ? "true" : "false", to: &output)
            line.text(result.lostByRule.map { "\($0.rule):\($0.lost)" }.joined(separator: " "), to: &output)
            line.number(result.figure("time-to-answer-ms"), to: &output)
            line.number(result.figure("time-to-accept-ms"), to: &output)
            try line.end(&output)
        }
    }

    private static func write(
        _ report: DrillReport, _ name: String, _ rows: [(name: String, tally: DrillTally)],
        to output: inout ReportOutput
    ) throws {
        CSVLine.header(
            [
                name, "drills", "passed", "points", "out_of", "first_permille", "last_permille", "best_permille",
                "last_at", "answers", "median_time_to_answer_ms", "accepts", "median_time_to_accept_ms",
                "fastest_time_to_accept_ms", "slowest_time_to_accept_ms",
            ], to: &output)
        var clock = WallClock(zone: report.request.zone)
        for (name, tally) in rows {
            var line = CSVLine()
            line.text(name, to: &output)
            for number in [tally.count, tally.passed, tally.points, tally.outOf] { line.number(number, to: &output) }
            let steps = tally.steps.map(\.permille)
            for share in [steps.first, steps.last, steps.max()] { line.number(share.map(Int64.init), to: &output) }
            line.instant(tally.last, &clock, to: &output)
            line.number(tally.answers.count, to: &output)
            line.number(tally.answers.median.map(Int64.init), to: &output)
            line.number(tally.accepts.count, to: &output)
            for time in [tally.accepts.median, tally.accepts.fastest, tally.accepts.slowest] {
                line.number(time.map(Int64.init), to: &output)
            }
            try line.end(&output)
        }
    }

    private static func writeRules(_ report: DrillReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            ["rule", "drills", "missed", "points", "out_of", "lost", "costliest_lines"], to: &output)
        for (rule, tally) in report.figures.rulesByLoss {
            var line = CSVLine()
            line.text(rule, to: &output)
            for number in [tally.drills, tally.missed, tally.points, tally.outOf, tally.lost] {
                line.number(number, to: &output)
            }
            line.text(tally.costliest.map { "\($0.line):\($0.lost)" }.joined(separator: " "), to: &output)
            try line.end(&output)
        }
    }
}

extension DrillResult {
    /// The rules that cost points, and how many, in the order of the rubric; `-` for manners and time.
    var lostByRule: [(rule: String, lost: Int)] {
        var lost: [(rule: String, lost: Int)] = []
        for line in criteria where line.outOf > line.points {
            let rule = line.rule ?? "-"
            if let place = lost.firstIndex(where: { $0.rule == rule }) {
                lost[place].lost += line.outOf - line.points
            } else {
                lost.append((rule, line.outOf - line.points))
            }
        }
        return lost
    }

    /// The value of a figure; nothing if it was not measured.
    func figure(_ name: String) -> Int64? { figures.first { $0.name == name }.map { Int64($0.value) } }
}
