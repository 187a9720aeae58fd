import CallFlow
import Calls
import Desk
import DeskFolder
import Foundation
import Simulator
import Testing

@Suite("Broken copies of the shipped desk") struct MutantTests {
    /// With `VOICEDESK_PRINT_FINDINGS` set, the findings are printed, to be compared and put in the place of the old ones.
    private static let prints = ProcessInfo.processInfo.environment["VOICEDESK_PRINT_FINDINGS"] != nil

    @Test("are found out, each by its own properties, places and ways", arguments: Mutant.all)
    func findings(mutant: Mutant) throws {
        let desk = try ProofDesk(mutant.edits)
        let findings = Mutant.findings(on: desk)
        if Self.prints { print("@@ \(mutant.name)\n\(findings)\n@@end") }
        #expect(!findings.isEmpty)
        #expect(findings == mutant.findings)
    }

    @Test("are shown by a call that takes the way, also as the command that is printed", arguments: Mutant.all)
    func replays(mutant: Mutant) throws {
        let desk = try ProofDesk(mutant.edits)
        for flow in desk.flows {
            for violation in flow.prover.violations {
                let step = flow.program.steps[violation.way.last?.step ?? flow.program.start]
                #expect(violation.way.isEmpty || step.place == violation.place)
                let hasher = KeyedPasscodeHasher.ephemeral()
                guard !violation.way.isEmpty,
                    let script = ScriptWriter.script(
                        for: violation.way, in: flow.context, rota: desk.folder.rota, hasher: hasher)
                else { continue }
                let run = try ScriptRun(script, in: desk.folder, flow, hasher: hasher)
                #expect(run.problem == nil)
                #expect(try run.takes(violation.way, in: flow), "\(violation.property.name): \(run.report.steps)")
                let printed = script.command(zone: desk.folder.policy.zone, desk: ".")
                let again = try PrintedCommand(printed).run(in: desk.folder, flow)
                #expect(again.json.description == run.report.json.description)
            }
        }
    }

    @Test("that may loop go round in the call that shows it")
    func lasso() throws {
        let mutant = try #require(Mutant.all.first { $0.name == "the passcode may be tried for ever" })
        let flow = try ProofDesk(mutant.edits).flow(.managerial)
        let loop = try #require(flow.prover.violation(of: .everyPathEnds))
        let names = flow.names(of: loop.way)
        let last = try #require(names.last)
        #expect(names.count { $0 == last } == 2)
        let states = try flow.states(on: loop.way)
        #expect(states.last == states[names.firstIndex(of: last) ?? 0])
    }

    @Test("that miss an outcome are not loaded")
    func missingOutcome() throws {
        let edit = Mutant.Edit(
            "callflows/grounds.yaml", ", unavailable: unavailable }\n  see-guarantee", " }\n  see-guarantee")
        let error = #expect(throws: Problems.self) { try ProofDesk.load([edit]) }
        let problem = try #require(error?.all.first)
        #expect(error?.all.count == 1)
        #expect(problem.message == "step 'find-ticket' does not say what follows 'unavailable'")
        #expect(problem.place.file.hasSuffix("callflows/grounds.yaml"))
        let lines = try String(contentsOfFile: "\(ProofDesk.root)/callflows/grounds.yaml", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[problem.place.line - 1].dropFirst(problem.place.column - 1).hasPrefix("find-ticket:"))
    }

    @Test("whose prompts lack a language are not loaded, and would not be proved")
    func missingLanguage() throws {
        let catalogue = try String(contentsOfFile: "\(ProofDesk.root)/prompts/catalogue.yaml", encoding: .utf8)
        let line = try #require(
            catalogue.split(separator: "\n").first { $0.hasPrefix("    en: ") && $0.hasSuffix("\"") })
        let error = #expect(throws: Problems.self) {
            try ProofDesk.load([.init("prompts/catalogue.yaml", line + "\n", "")])
        }
        #expect(error?.all.count == 1)
        let folder = try ProofDesk.shipped.get().folder
        let prompts = folder.catalogue.prompts.values.map { prompt in
            let texts = prompt.id == "hold" ? prompt.texts.filter { $0.key != .english } : prompt.texts
            return Prompt(id: prompt.id, texts: texts, note: prompt.note, place: prompt.place)
        }
        let flow = try #require(folder.flows["managerial"])
        let linked = Linker.link(flow, for: .managerial, library: folder.flows, catalogue: PromptCatalogue(prompts))
        let prover = Prover(FlowContext(program: try #require(linked.program), policy: folder.policy))
        let violation = try #require(prover.violation(of: .promptsComplete))
        #expect(violation.message == "prompt 'hold' has no text in 'en'")
    }
}
