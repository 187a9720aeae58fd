import Desk
import Ledger

extension DrillResult {
    /// A drill with a line for R1, one for R4 and one for manners: 3 of 3, some of 5, 1 of 2; passed by a mark of 6.
    static func sample(
        _ id: String, person: String = "Alice Martin", scenario: String = "friday-night", at: Instant,
        points: Int = 4, role: DrillRole = .caller, accept: Int? = nil
    ) -> DrillResult {
        DrillResult(
            id: id, at: at, person: person, scenario: scenario, scenarioHash: String(repeating: "0a", count: 32),
            role: role, mode: .exam, language: .french, duration: .milliseconds(184_250), passMark: 6,
            criteria: [
                Criterion(id: "number", rule: "R1", points: 3, outOf: 3, moment: .seconds(12), words: "Le numéro."),
                Criterion(id: "ticket", rule: "R4", points: points, outOf: 5, moment: nil, words: "Le ticket."),
                Criterion(id: "calm", rule: nil, points: 1, outOf: 2, moment: nil, words: "Restez calme."),
            ],
            timeline: [], figures: accept.map { [Figure(name: "time-to-accept-ms", value: $0)] } ?? [])
    }
}
