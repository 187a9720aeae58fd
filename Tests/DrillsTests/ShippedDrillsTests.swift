import Desk
import Ledger
import Testing

@testable import Drills

@Suite("The shipped drills") struct ShippedDrillsTests {
    @Test("are for every role and every level, and at least twelve")
    func selection() throws {
        let all = try ShippedDesk.names.map(ShippedDesk.scenario)
        #expect(all.count >= 12)
        #expect(Set(all.map(\.role)) == Set(DrillRole.allCases))
        #expect(Set(all.map(\.level)) == [1, 2, 3, 4, 5])
    }

    @Test("give every point to their solution", arguments: ShippedDesk.names, Language.allCases)
    func solution(name: String, language: Language) throws {
        let scenario = try ShippedDesk.scenario(name)
        let session = try DrillSession.played(name, scenario.solution, language: language)
        #expect(session.isOver)
        #expect(session.score.lost == [])
        let result = session.result(id: "D-1", person: "Jeanne", begun: scenario.start)
        #expect(result.points == result.outOf && result.points == scenario.points && result.isPassed)
        #expect(result.criteria.allSatisfy { $0.moment != nil })
        #expect(result.scenarioHash.count == 64)
        #expect(result.figures.first { $0.name == "money-at-stake-cents" }?.value == 0)
    }

    @Test(
        "take from a bad run what it loses, with the rule and the moment or what was never done",
        arguments: ShippedDesk.names, Language.allCases)
    func mistakes(name: String, language: Language) throws {
        let scenario = try ShippedDesk.scenario(name)
        for mistake in scenario.mistakes {
            let session = try DrillSession.played(name, mistake.play, language: language)
            #expect(Set(session.score.lost) == Set(mistake.loses))
            let result = session.result(id: "D-1", person: "Jeanne", begun: scenario.start)
            for criterion in result.criteria where mistake.loses.contains(criterion.id) {
                #expect(criterion.points == 0 && criterion.outOf > 0)
                let line = try #require(scenario.rubric.first { $0.id == criterion.id })
                #expect(criterion.rule == line.rule)
                let isNever = criterion.words.contains(language == .french ? "[jamais" : "[never")
                #expect((criterion.moment == nil) == isNever, "\(criterion.words)")
            }
        }
    }

    @Test("say nothing in the other language", arguments: ShippedDesk.names)
    func language(name: String) throws {
        let scenario = try ShippedDesk.scenario(name)
        let foreign: [Language: [String]] = [
            .french: [" the ", " you ", " is ", " your "], .english: [" vous ", " est ", " pas ", " votre "],
        ]
        for language in Language.allCases {
            let session = try DrillSession.played(name, scenario.solution, language: language)
            for happening in session.timeline.happenings {
                let text = " \(happening.words.lowercased()) "
                #expect(!(foreign[language] ?? []).contains { text.contains($0) }, "\(happening.words)")
            }
        }
    }

    @Test("are not passed by doing nothing", arguments: ShippedDesk.names)
    func nothing(name: String) throws {
        let session = try DrillSession.played(name, ["finish"])
        #expect(session.score.points < session.scenario.passMark)
    }
}
