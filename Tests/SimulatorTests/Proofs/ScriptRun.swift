import CallFlow
import Calls
import Desk
import DeskFolder
import Prompts
import Simulator

/// A scripted call, run on a desk while a second machine that hears the same events is followed through the exploration.
struct ScriptRun {
    let report: CallReport
    /// The states of the exploration that the call went through.
    let visited: [Int]
    /// What went otherwise than the exploration says.
    let problem: String?

    init(_ script: CallScript, in folder: DeskFolder, _ flow: ProvedFlow, hasher: any PasscodeHasher) throws {
        let file = CaseFile(number: script.number, from: script.from, startedAt: script.at)
        let shadow = Shadow(flow, file)
        let facts = WorldFacts(script.world, hasher: hasher)
        var call = ScriptedCall(
            flow.context, rota: folder.rota, facts: facts,
            renderer: PromptRenderer(folder.catalogue, zone: folder.policy.zone), file: file,
            behaviour: try script.behaviour(),
            listener: { now, happening in
                if case .event(let event, _) = happening { shadow.hear(event, at: now) }
            })
        report = try call.run()
        visited = shadow.tracker.visited
        problem = shadow.problem
    }

    /// Whether the call begins with the way.
    func takes(_ way: [Exploration.Leg], in flow: ProvedFlow) throws -> Bool {
        try problem == nil && report.steps.starts(with: flow.names(of: way))
            && visited.starts(with: flow.states(on: way))
    }

    private final class Shadow {
        var machine: FlowMachine
        var tracker: StateTracker
        var problem: String?

        init(_ flow: ProvedFlow, _ file: CaseFile) {
            machine = FlowMachine(flow.context, file: file)
            tracker = StateTracker(flow)
        }

        func hear(_ event: FlowEvent, at now: Instant) {
            let effects = machine.receive(event, at: now)
            if problem == nil { problem = tracker.follow(effects, of: machine, event: event) }
        }
    }
}
