import Desk

@testable import Ledger

extension DrillResult {
    /// A caller's drill: 7 of 10 points, passed by a mark of 6.
    static func sample(
        _ id: String = "D-20261123-181200-1a2b3c4d", person: String = "Yvonne Kermarrec",
        scenario: String = "friday-night", at: Instant = SampleLog.now, points: Int = 4, role: DrillRole = .caller,
        timeline: [Moment]? = nil
    ) -> DrillResult {
        DrillResult(
            id: id, at: at, person: person, scenario: scenario,
            scenarioHash: String(repeating: "0a", count: 32), role: role, mode: .exam, language: .french,
            duration: .milliseconds(184_250), passMark: 6,
            criteria: [
                Criterion(
                    id: "client-number", rule: "R1", points: 3, outOf: 3, moment: .seconds(12),
                    words: "Vous avez donné le numéro « 12345 »."),
                Criterion(
                    id: "ticket-first", rule: "R4", points: points, outOf: 5, moment: nil,
                    words: "Le ticket \"d’abord\"."),
                Criterion(id: "calm", rule: nil, points: 0, outOf: 2, moment: .seconds(90), words: "Restez calme.\n"),
            ],
            timeline: timeline ?? [
                Moment(at: .zero, who: "desk", words: "Bonjour."),
                Moment(
                    at: .milliseconds(4_200), who: "trainee", words: "C’est Yvonne Kermarrec, srv-yvonne est tombé."),
            ],
            figures: [Figure(name: "time-to-accept-ms", value: 8_400), Figure(name: "money-at-stake-cents", value: -1)])
    }

    /// The same with one part changed.
    func with(
        id: String? = nil, person: String? = nil, scenarioHash: String? = nil, criteria: [Criterion]? = nil,
        figures: [Figure]? = nil
    ) -> DrillResult {
        DrillResult(
            id: id ?? self.id, at: at, person: person ?? self.person, scenario: scenario,
            scenarioHash: scenarioHash ?? self.scenarioHash, role: role, mode: mode, language: language,
            duration: duration, passMark: passMark, criteria: criteria ?? self.criteria, timeline: timeline,
            figures: figures ?? self.figures)
    }
}
