import Desk
import Ledger

extension DrillSession {
    /// What the session earns as it stands.
    public var score: RubricScore { RubricScore(scenario.rubric, timeline) }

    /// The result as it is kept.
    ///
    /// - Parameters:
    ///   - id: such as `D-20261123-181200-1a2b3c4d`.
    ///   - begun: when it began, by the clock on the wall.
    public func result(id: String, person: String, begun: Instant) -> DrillResult {
        DrillResult(
            id: id, at: begun, person: person, scenario: scenario.name, scenarioHash: scenario.hash,
            role: scenario.role, mode: mode, language: language, duration: wall, passMark: scenario.passMark,
            criteria: score.lines.map { scored in
                DrillResult.Criterion(
                    id: scored.line.id, rule: scored.line.rule, points: scored.points, outOf: scored.line.points,
                    moment: scored.moment, words: scored.line.text[language] + " " + why(scored))
            },
            timeline: timeline.happenings.map { .init(at: $0.at, who: $0.who.rawValue, words: $0.words) },
            figures: figures)
    }

    /// Why a line has the points that it has.
    func why(_ scored: RubricScore.Scored) -> String {
        let deeds = DeedWords(scenario: scenario, words: words)
        let moment = scored.moment.map { DeedWords.clock($0) } ?? ""
        switch scored.outcome {
        case .earned: return words.choose("[acquis à \(moment)]", "[earned at \(moment)]")
        case .neverDone(let names):
            let list = names.prefix(3).map(deeds.describe).joined(separator: words.choose(" ou ", " or "))
            return words.choose("[jamais : \(list)]", "[never: \(list)]")
        case .tooLate(let deed, let other):
            let (what, limit) = (deeds.describe(deed), deeds.describe(other))
            return words.choose(
                "[trop tard, à \(moment) : \(what), après : \(limit)]",
                "[too late, at \(moment): \(what), after: \(limit)]")
        case .tooSlow(let deed):
            let limit = scored.line.within.map(words.span) ?? ""
            let what = deeds.describe(deed)
            return words.choose(
                "[trop lent, à \(moment) au lieu de \(limit) : \(what)]",
                "[too slow, at \(moment) instead of \(limit): \(what)]")
        case .tooEarly(let deed, let other):
            let (what, limit) = (deeds.describe(deed), deeds.describe(other))
            return words.choose(
                "[trop tôt, à \(moment) : \(what), avant : \(limit)]",
                "[too early, at \(moment): \(what), before: \(limit)]")
        case .forbidden(let deed):
            let what = deeds.describe(deed)
            return words.choose("[à éviter, à \(moment) : \(what)]", "[to be avoided, at \(moment): \(what)]")
        }
    }

    /// What was measured, in the order in which it is shown.
    var figures: [DrillResult.Figure] {
        var figures: [DrillResult.Figure] = []
        func add(_ name: String, from start: String, to end: String) {
            guard let begun = timeline.first(start), let done = timeline.first(end) else { return }
            figures.append(.init(name: name, value: Int(clamping: (done - begun).milliseconds)))
        }
        add("time-to-answer-ms", from: "rang", to: "answered")
        add("time-to-accept-ms", from: "rang", to: "accepted")
        add("time-to-decision-ms", from: "started", to: "decided")
        add("time-to-first-call-ms", from: "started", to: "called")
        figures.append(.init(name: "money-at-stake-cents", value: moneyAtStake))
        let hints = timeline.happenings.count { $0.deeds.contains("hint") || $0.deeds.contains("warned") }
        figures.append(.init(name: "hints-count", value: hints))
        return figures
    }
}
