import Desk
import Foundation

/// How the result of a drill is spelled: in its entry of the log whole, in its row with the parts beside each other.
extension DrillResult {
    /// What the log holds: all that the row says, so that the row can be checked against it.
    var record: CanonicalJSON {
        .object(
            .init([
                ("at", .instant(at)), ("criteria", spelledCriteria), ("duration_ms", Self.spelled(duration)),
                ("figures", spelledFigures), ("id", .string(id)), ("language", .string(language.rawValue)),
                ("mode", .string(mode.rawValue)), ("out_of", .integer(outOf)), ("pass_mark", .integer(passMark)),
                ("passed", .bool(isPassed)), ("person", .string(person)), ("points", .integer(points)),
                ("role", .string(role.rawValue)), ("scenario", .string(scenario)),
                ("scenario_hash", .string(scenarioHash)), ("timeline", spelledTimeline),
            ]))
    }

    /// What the row holds in its column `payload`.
    var payload: CanonicalJSON {
        ["criteria": spelledCriteria, "figures": spelledFigures, "timeline": spelledTimeline]
    }

    private var spelledCriteria: CanonicalJSON {
        .array(
            criteria.map {
                [
                    "id": .string($0.id), "moment_ms": $0.moment.map(Self.spelled) ?? .null,
                    "out_of": .integer($0.outOf), "points": .integer($0.points), "rule": .optional($0.rule),
                    "words": .string($0.words),
                ]
            })
    }

    private var spelledTimeline: CanonicalJSON {
        .array(timeline.map { ["at_ms": Self.spelled($0.at), "who": .string($0.who), "words": .string($0.words)] })
    }

    private var spelledFigures: CanonicalJSON {
        .array(figures.map { ["name": .string($0.name), "value": .integer($0.value)] })
    }

    private static func spelled(_ duration: Duration) -> CanonicalJSON {
        .integer(Int(max(0, duration.milliseconds)))
    }

    /// A name in its one spelling (Unicode's form C), by which it is found and erased however it was typed.
    static func spelled(person: String) -> String {
        person.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespaces)
    }
}

/// Reads the parts of a result out of the column `payload`.
struct DrillPayload {
    let criteria: [DrillResult.Criterion]
    let timeline: [DrillResult.Moment]
    let figures: [DrillResult.Figure]

    /// Nothing unless it is spelled as ``DrillResult/payload`` spells it.
    init?(_ text: String) {
        guard let payload = CanonicalJSON(parsing: text), let criteria = payload["criteria"]?.items,
            let timeline = payload["timeline"]?.items, let figures = payload["figures"]?.items
        else { return nil }
        self.criteria = criteria.compactMap(Self.criterion)
        self.timeline = timeline.compactMap(Self.moment)
        self.figures = figures.compactMap(Self.figure)
        guard self.criteria.count == criteria.count, self.timeline.count == timeline.count,
            self.figures.count == figures.count
        else { return nil }
    }

    private static func criterion(_ json: CanonicalJSON) -> DrillResult.Criterion? {
        guard let id = json["id"]?.string, let points = json["points"]?.integer, let outOf = json["out_of"]?.integer,
            let words = json["words"]?.string
        else { return nil }
        // They are added up by whoever reads them.
        guard (0...LedgerLimits.pointsPerCriterion).contains(outOf), (0...outOf).contains(points) else { return nil }
        return DrillResult.Criterion(
            id: id, rule: json["rule"]?.string, points: points, outOf: outOf,
            moment: json["moment_ms"]?.integer.map { .milliseconds($0) }, words: words)
    }

    private static func moment(_ json: CanonicalJSON) -> DrillResult.Moment? {
        guard let at = json["at_ms"]?.integer, let who = json["who"]?.string, let words = json["words"]?.string else {
            return nil
        }
        return DrillResult.Moment(at: .milliseconds(at), who: who, words: words)
    }

    private static func figure(_ json: CanonicalJSON) -> DrillResult.Figure? {
        guard let name = json["name"]?.string, let value = json["value"]?.integer else { return nil }
        return DrillResult.Figure(name: name, value: value)
    }
}
