import CallFlow
import Desk
import DeskFolder
import Testing

/// A broken copy of the shipped desk, and everything that must be found wrong with it.
struct Mutant: Sendable, CustomTestStringConvertible {
    typealias Edit = ProofDesk.Edit

    let name: String
    let edits: [Edit]
    /// What `flow check` says, and for each flow every property that fails, where, why, and by which way.
    let findings: String

    init(_ name: String, _ edits: Edit..., findings: String = "") {
        (self.name, self.edits, self.findings) = (name, edits, findings)
    }

    var testDescription: String { name }

    static let all = ringing + insisting + identity + charging + recording + speaking + writing

    /// What is found wrong with a desk, one thing a line; a way is indented below what it shows.
    static func findings(on desk: ProofDesk) -> String {
        var lines: [String] = []
        for problem in desk.flows.flatMap({ FlowChecker.check($0.program) }) {
            // A sub-flow is in both flows, its problems need to be told once only.
            let line = "check \(file(problem.place)): \(problem.message)"
            if !lines.contains(line) { lines.append(line) }
        }
        for flow in desk.flows {
            for violation in flow.prover.violations {
                let name = violation.property.name
                lines.append("\(flow.program.name) \(name), \(file(violation.place)): \(violation.message)")
                let way = WayText.of(violation.way, in: flow.program)
                let script = ScriptWriter.script(
                    for: violation.way, in: flow.context, rota: desk.folder.rota,
                    hasher: KeyedPasscodeHasher.ephemeral())
                if !way.isEmpty { lines.append((script == nil ? "  no script for: " : "  ") + way) }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The file's name alone: lines move whenever somebody edits the shipped flows.
    private static func file(_ place: SourcePlace) -> Substring { place.file.split(separator: "/").last ?? "" }
}
