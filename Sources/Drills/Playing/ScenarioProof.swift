import Desk
import DeskFolder
import Ledger

/// Proves that a scenario can be played as it says.
///
/// In both languages the model answer earns every point, each mistake loses what it should, and doing nothing does not
/// pass.
public enum ScenarioProof {
    /// Something that a scenario promises and does not keep.
    public struct Failure: Hashable, Sendable {
        /// The place in the scenario: `solution`, `mistakes`, `pass`, or the name of a line of the rubric.
        public let about: About
        /// What is wrong.
        public let message: String
        /// How to mend it.
        public let mend: String

        /// What a failure is about.
        public enum About: Hashable, Sendable {
            case line(String)
            case mistake(Int)
            case passMark
            case solution
        }
    }

    /// Everything that is wrong with how a scenario plays.
    public static func failures(of scenario: Scenario, desk: DrillDesk) -> [Failure] {
        Language.allCases.flatMap { language in
            solution(scenario, desk, language) + mistakes(scenario, desk, language) + nothing(scenario, desk, language)
        }
    }

    private static func solution(_ scenario: Scenario, _ desk: DrillDesk, _ language: Language) -> [Failure] {
        let session = DrillPlay.run(scenario, lines: scenario.solution, desk: desk, language: language)
        var failures = session.score.lines.filter { $0.outcome != .earned }.map { scored in
            Failure(
                about: .line(scored.line.id),
                message:
                    "'\(scored.line.id)' is not earned by the solution in '\(language.rawValue)': \(session.why(scored))",
                mend: "correct the solution, or the line, which may be out of reach")
        }
        if !session.isOver {
            failures.append(
                Failure(
                    about: .solution, message: "the drill is not over behind the solution's last line",
                    mend: "end it, with 'finish' for instance"))
        }
        return failures
    }

    private static func mistakes(_ scenario: Scenario, _ desk: DrillDesk, _ language: Language) -> [Failure] {
        scenario.mistakes.enumerated().compactMap { index, mistake in
            let session = DrillPlay.run(scenario, lines: mistake.play, desk: desk, language: language)
            let (lost, expected) = (Set(session.score.lost), Set(mistake.loses))
            guard lost != expected else { return nil }
            let names = session.score.lost.joined(separator: ", ")
            return Failure(
                about: .mistake(index),
                message: "this run loses \(names.isEmpty ? "nothing" : names) in '\(language.rawValue)'",
                mend: "correct what it plays, or 'loses'")
        }
    }

    private static func nothing(_ scenario: Scenario, _ desk: DrillDesk, _ language: Language) -> [Failure] {
        let session = DrillPlay.run(scenario, lines: ["finish"], desk: desk, language: language)
        guard session.score.points >= scenario.passMark else { return [] }
        return [
            Failure(
                about: .passMark, message: "whoever does nothing has \(session.score.points) points and passes",
                mend: "raise 'pass', or ask for something to be done")
        ]
    }
}
