import CallFlow
import Calls
import Desk
import DeskFolder

/// How an exercise of the people on call is told on the command line.
struct ReadinessText {
    let zone: ZoneRules

    func words(_ refusal: ReadinessTerms.Refusal) -> String {
        switch refusal {
        case .noConsent: "did not agree: 'drills: readiness: consent' in desk.yaml"
        case .quietHours(let window):
            "quiet hours, \(Timestamp.format(window.opens)) to \(Timestamp.format(window.closes))"
        case .drilledRecently(let until): "was rung recently; again from \(Timestamp.format(until, in: zone))"
        }
    }

    func word(_ refusal: ReadinessTerms.Refusal) -> String {
        switch refusal {
        case .noConsent: "no-consent"
        case .quietHours: "quiet-hours"
        case .drilledRecently: "drilled-recently"
        }
    }

    func words(_ outcome: ReadinessReport.Outcome) -> String {
        switch outcome {
        case .skipped(let refusal): "not rung: \(words(refusal))"
        case .notNeeded: "not rung: not needed"
        case .rung(let result): Self.words(result)
        case .overtaken: "a colleague accepted before"
        case .brokenOff: "broken off"
        }
    }

    static func words(_ result: HuntResult) -> String {
        switch result {
        case .answered: "accepted"
        case .machine: "picked up, and pressed no key"
        case .noAnswer: "did not pick up"
        case .declined: "declined"
        case .busy: "busy"
        case .unreachable: "could not be reached"
        }
    }

    func word(_ outcome: ReadinessReport.Outcome) -> String {
        switch outcome {
        case .skipped(let refusal): word(refusal)
        case .notNeeded: "not-needed"
        case .rung(.answered): "accepted"
        case .rung(let result): result.rawValue
        case .overtaken: "overtaken"
        case .brokenOff: "broken-off"
        }
    }

    func seconds(_ time: Duration?) -> String {
        guard let time else { return "–" }
        let tenths = max(0, time.milliseconds) / 100
        return "\(tenths / 10).\(tenths % 10) s"
    }

    func table(_ report: ReadinessReport) -> String {
        let rows = report.lines.map { line in
            [
                line.person.id, line.person.name, seconds(line.answeredAfter), seconds(line.acceptedAfter),
                words(line.outcome),
            ]
        }
        return Output.table([["person", "name", "picked up", "accepted", "outcome"]] + rows)
    }

    /// What a caller would have met.
    func summary(_ report: ReadinessReport) -> String {
        guard let time = report.timeToHuman else { return "nobody accepted: a caller would have reached no human" }
        let assumed =
            report.assumed == 0
            ? "" : " (counting \(report.assumed) who were not rung as phones that nobody picked up)"
        return "a caller would have reached a human after \(seconds(time))\(assumed)"
    }

    func json(_ report: ReadinessReport, kept: [String]) -> JSON {
        func time(_ time: Duration?) -> JSON { time.map { .int(Int(clamping: max(0, $0.milliseconds))) } ?? .null }
        return .object([
            ("at", .string(Timestamp.format(report.at, in: zone))), ("chain", .string(report.chain.rawValue)),
            ("rung", .int(report.rung)), ("time_to_human_ms", time(report.timeToHuman)),
            ("assumed", .int(report.assumed)),
            (
                "people",
                .array(
                    report.lines.map { line in
                        .object([
                            ("id", .string(line.person.id)), ("name", .string(line.person.name)),
                            ("outcome", .string(word(line.outcome))),
                            ("rung_at", .optional(line.rungAt.map { Timestamp.format($0, in: zone) })),
                            ("answered_after_ms", time(line.answeredAfter)),
                            ("accepted_after_ms", time(line.acceptedAfter)),
                        ])
                    })
            ), ("results", .array(kept.map(JSON.string))),
        ])
    }
}
