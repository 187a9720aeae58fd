import Desk
import Drills
import Foundation
import Ledger

/// Shows a drill as text: who says what, and at the end what came of it.
struct DrillScreen {
    let language: Language
    /// Where what happens is written.
    let channel: Channel

    /// Where something is written.
    enum Channel {
        /// The standard output, before the result.
        case output
        /// The standard error: the standard output has only the result, and a person looks on.
        case errors
        /// Nowhere: only the result is wanted.
        case none
    }

    func brief(_ scenario: Scenario, _ mode: DrillMode) {
        let goals = scenario.goals.map { "  · " + $0[language] }.joined(separator: "\n")
        let limit = mode == .exam ? (language == .french ? "Durée : " : "Time: ") + span(scenario.limit) + "\n" : ""
        let briefing = wrapped(scenario.briefing[language], in: width).joined(separator: "\n")
        write("\(Output.styled(scenario.title[language], .bold))\n\n\(briefing)\n\n\(goals)\n\(limit)\n")
    }

    /// The lines of an effect, without their ends; none for what the trainee has written anyway.
    func lines(_ effect: DrillEffect) -> [String] {
        guard case .show(let who, let words) = effect else { return [] }
        let (label, style): (String, Output.Style?) =
            switch who {
            case .trainee: (language == .french ? "vous" : "you", .dim)
            case .persona: ("☎", .cyan)
            case .desk: (language == .french ? "bureau" : "desk", .bold)
            case .inject: ("!", .yellow)
            case .hint: (language == .french ? "indice" : "hint", .green)
            case .system: ("", nil)
            }
        let head = label + String(repeating: " ", count: max(1, 8 - label.count))
        return wrapped(words, in: width - head.count).enumerated().map { index, line in
            let text = (index == 0 ? head : String(repeating: " ", count: head.count)) + line
            return style.map { Output.styled(text, $0) } ?? text
        }
    }

    /// How many columns a line may have: those of the terminal, or any number where nobody looks.
    private var width: Int {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else {
            return 10_000
        }
        return Int(size.ws_col) - 1
    }

    /// A text as lines that fit; lines of its own keep their indent.
    private func wrapped(_ text: String, in width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            let indent = String(line.prefix { $0 == " " })
            var lines: [String] = []
            var current = indent
            for word in line.split(separator: " ") {
                if current.count + word.count + 1 > width, current.count > indent.count {
                    lines.append(current)
                    current = indent
                }
                current += (current.count > indent.count ? " " : "") + word
            }
            return lines + [current]
        }
    }

    func show(_ effects: [DrillEffect]) {
        for line in effects.flatMap({ lines($0) }) { write(line + "\n") }
    }

    /// What stands before the line that the trainee writes.
    func prompt(_ next: DrillPrompt) -> String {
        switch next {
        case .command, .phone: "> "
        case .keys: language == .french ? "touches > " : "keys > "
        case .message: "message > "
        }
    }

    func write(_ text: String) {
        switch channel {
        case .output: Output.write(text)
        case .errors: FileHandle.standardError.write(Data(text.utf8))
        case .none: return
        }
    }

    // MARK: The result

    /// The table of the points, each with its rule, its moment and its reason.
    func write(_ result: DrillResult, _ scenario: Scenario) {
        let french = language == .french
        var rows = [
            [
                french ? "points" : "points", french ? "règle" : "rule", french ? "moment" : "moment",
                french ? "pourquoi" : "why",
            ]
        ]
        for criterion in result.criteria {
            let lines = wrapped(criterion.words, in: max(30, width - 24))
            rows.append([
                "\(criterion.points)/\(criterion.outOf)", criterion.rule ?? "–", criterion.moment.map(clock) ?? "–",
                Output.styled(lines[0], criterion.points == criterion.outOf ? .green : .red),
            ])
            rows += lines.dropFirst().map { ["", "", "", $0] }
        }
        var text = "\n" + Output.table(rows) + "\n\n"
        for figure in result.figures { text += "\(name(figure))\(french ? " :" : ":") \(value(figure))\n" }
        let verdict = result.isPassed ? (french ? "RÉUSSI" : "PASSED") : (french ? "À REFAIRE" : "NOT PASSED")
        text += Output.styled("\(result.points)/\(result.outOf), \(verdict)", result.isPassed ? .green : .red)
        text += " (\(french ? "seuil" : "mark") \(result.passMark))\n"
        if let debrief = scenario.debrief {
            text += "\n" + wrapped(debrief[language], in: width).joined(separator: "\n") + "\n"
        }
        Output.write(text)
    }

    private func name(_ figure: DrillResult.Figure) -> String {
        let french: [String: (String, String)] = [
            "time-to-answer-ms": ("temps pour décrocher", "time to answer"),
            "time-to-accept-ms": ("temps pour accepter", "time to accept"),
            "time-to-decision-ms": ("temps pour décider", "time to decide"),
            "time-to-first-call-ms": ("temps avant le premier appel", "time to the first call"),
            "money-at-stake-cents": ("argent en jeu", "money at stake"), "hints-count": ("indices", "hints"),
        ]
        let words = french[figure.name]
        return words.map { language == .french ? $0.0 : $0.1 } ?? figure.name
    }

    private func value(_ figure: DrillResult.Figure) -> String {
        if figure.name.hasSuffix("-ms") { return clock(.milliseconds(figure.value)) }
        if figure.name.hasSuffix("-cents") { return Money(cents: figure.value).description }
        return String(figure.value)
    }

    func clock(_ time: Duration) -> String {
        let seconds = max(0, time.milliseconds / 1000)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : String(value) }
        return seconds >= 3600
            ? "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
            : "\(seconds / 60):\(two(seconds % 60))"
    }

    private func span(_ time: Duration) -> String { "\(time.milliseconds / 60_000) min" }
}
