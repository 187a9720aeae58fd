import CallFlow
import Calls
import Desk
import Ledger

/// The name under which exercises of the people on call stand among the drills.
public enum ReadinessScenario {
    /// The scenario's name.
    public static let name = "readiness"
}

extension DrillResult {
    /// What came of an exercise, a result for each person who was rung: picked up, accepted, and both in time (rule R8).
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the policy that set the terms, in hexadecimal.
    ///   - id: makes an id for each.
    public static func results(
        of report: ReadinessReport, terms: ReadinessTerms, hash: String, language: Language, id: (Int) -> String
    ) -> [DrillResult] {
        report.lines.enumerated().compactMap { position, line in
            guard let rungAt = line.rungAt else { return nil }
            let words = ReadinessWords(language: line.person.language ?? language)
            let criteria = criteria(line, terms, words)
            return DrillResult(
                id: id(position), at: rungAt, person: line.person.name, scenario: ReadinessScenario.name,
                scenarioHash: hash, role: .technician, mode: .exam, language: words.language,
                duration: max(.zero, line.settledAfter ?? .zero), passMark: criteria.contains { $0.outOf > 0 } ? 8 : 0,
                criteria: criteria, timeline: timeline(line, words), figures: figures(line, report))
        }
    }

    private static func criteria(
        _ line: ReadinessReport.Line, _ terms: ReadinessTerms, _ words: ReadinessWords
    ) -> [Criterion] {
        guard case .rung(let result) = line.outcome else {
            // Nobody loses points because a colleague was faster, or the exercise was broken off.
            return [
                Criterion(
                    id: "not-measured", rule: nil, points: 0, outOf: 0, moment: nil, words: words.ending(line.outcome))
            ]
        }
        func points(_ id: String, _ rule: String?, _ outOf: Int, _ earned: Bool, _ at: Duration?) -> Criterion {
            Criterion(
                id: id, rule: rule, points: earned ? outOf : 0, outOf: outOf, moment: at,
                words: words.criterion(id, terms, line, result))
        }
        func isWithin(_ time: Duration?, _ limit: Duration) -> Bool { time.map { $0 <= limit } ?? false }
        return [
            points("picked-up", "R8", 3, line.answeredAfter != nil, line.answeredAfter),
            points(
                "picked-up-in-time", nil, 1, isWithin(line.answeredAfter, terms.answerWithin), line.answeredAfter),
            points("accepted", "R8", 5, line.acceptedAfter != nil, line.acceptedAfter),
            points(
                "accepted-in-time", nil, 1, isWithin(line.acceptedAfter, terms.acceptWithin), line.acceptedAfter),
        ]
    }

    private static func timeline(_ line: ReadinessReport.Line, _ words: ReadinessWords) -> [Moment] {
        var moments = [Moment(at: .zero, who: "system", words: words("Le téléphone sonne.", "The phone rings."))]
        if let at = line.answeredAfter {
            moments.append(Moment(at: at, who: "trainee", words: words("Décroche.", "Picks up.")))
        }
        if let at = line.acceptedAfter {
            moments.append(Moment(at: at, who: "trainee", words: words("Accepte.", "Accepts.")))
        } else {
            moments.append(Moment(at: line.settledAfter ?? .zero, who: "system", words: words.ending(line.outcome)))
        }
        return moments
    }

    private static func figures(_ line: ReadinessReport.Line, _ report: ReadinessReport) -> [Figure] {
        func figure(_ name: String, _ time: Duration?) -> Figure? {
            time.map { Figure(name: name, value: Int(max(0, $0.milliseconds))) }
        }
        return [
            figure("time-to-answer-ms", line.answeredAfter), figure("time-to-accept-ms", line.acceptedAfter),
            figure("chain-time-to-human-ms", report.timeToHuman),
        ].compactMap(\.self)
    }
}

/// What an exercise says on record, in the language of whoever is rung.
private struct ReadinessWords {
    let language: Language

    func callAsFunction(_ french: String, _ english: String) -> String { language == .french ? french : english }

    private func seconds(_ time: Duration?) -> String {
        guard let time else { return "–" }
        let tenths = max(0, time.milliseconds) / 100
        return "\(tenths / 10)\(self(",", "."))\(tenths % 10) s"
    }

    func criterion(
        _ id: String, _ terms: ReadinessTerms, _ line: ReadinessReport.Line, _ result: HuntResult
    ) -> String {
        switch id {
        case "picked-up":
            line.answeredAfter == nil
                ? ending(.rung(result))
                : self(
                    "Décroché après \(seconds(line.answeredAfter)).", "Picked up after \(seconds(line.answeredAfter)).")
        case "picked-up-in-time":
            self(
                "À décrocher en \(seconds(terms.answerWithin)) ; décroché après \(seconds(line.answeredAfter)).",
                "To be picked up within \(seconds(terms.answerWithin)); picked up after \(seconds(line.answeredAfter))."
            )
        case "accepted":
            line.acceptedAfter == nil
                ? ending(.rung(result))
                : self(
                    "Accepté après \(seconds(line.acceptedAfter)).", "Accepted after \(seconds(line.acceptedAfter)).")
        default:
            self(
                "À accepter en \(seconds(terms.acceptWithin)) ; accepté après \(seconds(line.acceptedAfter)).",
                "To be accepted within \(seconds(terms.acceptWithin)); accepted after \(seconds(line.acceptedAfter)).")
        }
    }

    func ending(_ outcome: ReadinessReport.Outcome) -> String {
        switch outcome {
        case .rung(.answered): self("Accepté.", "Accepted.")
        case .rung(.busy): self("Occupé.", "Busy.")
        case .rung(.noAnswer): self("Personne n'a décroché.", "Nobody picked up.")
        case .rung(.declined): self("Refusé.", "Declined.")
        case .rung(.machine): self("Décroché, sans réponse au clavier.", "Picked up, and no key was pressed.")
        case .rung(.unreachable): self("Injoignable.", "Could not be reached.")
        case .overtaken: self("Un collègue a accepté avant.", "A colleague accepted before.")
        case .brokenOff: self("L'exercice a été interrompu.", "The exercise was broken off.")
        case .skipped, .notNeeded: ""
        }
    }
}
