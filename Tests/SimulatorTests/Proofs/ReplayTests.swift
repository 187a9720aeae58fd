import CallFlow
import Calls
import Desk
import DeskFolder
import Foundation
import Simulator
import TestSupport
import Testing

/// For every state of a flow: the script that is written for its way, run as a call, takes that way.
///
/// A script has one set of facts for the whole call, so two kinds of ways have none, and all others do: those on which
/// something stops answering that has answered before (a passcode check, a recording, the ledger), and those that ring
/// the technicians on call before the first tariff, which is before the shipped rota begins.
@Suite("Ways as scripts") struct ReplayTests {
    enum Exception { case failsLater, beforeTheRota }

    /// A seeded sample; all states of a flow with `VOICEDESK_ALL_STATES` set, which takes a minute.
    static let sampleSize = ProcessInfo.processInfo.environment["VOICEDESK_ALL_STATES"] == nil ? 1500 : Int.max

    @Test("take the way, in every state that a script can bring about", arguments: NumberRole.allCases)
    func replays(number: NumberRole) throws {
        let desk = try ProofDesk.shipped.get()
        let flow = try desk.flow(number)
        let hasher = KeyedPasscodeHasher.ephemeral()
        var random = SplitMix64(seed: 20_260_310)
        for state in flow.exploration.states.indices.shuffled(using: &random).prefix(Self.sampleSize) {
            let way = flow.exploration.way(to: state)
            let script = ScriptWriter.script(for: way, in: flow.context, rota: desk.folder.rota, hasher: hasher)
            #expect((script == nil) == (exception(way, in: flow.program) != nil))
            guard let script else { continue }
            let run = try ScriptRun(script, in: desk.folder, flow, hasher: hasher)
            #expect(run.problem == nil)
            #expect(try run.takes(way, in: flow), "\(WayText.of(way, in: flow.program))")
            #expect(run.report.duration <= flow.prover.worstCase)
        }
    }

    @Test("cannot be taken in a known part of all states")
    func exceptions() throws {
        let desk = try ProofDesk.shipped.get()
        let counts = try NumberRole.allCases.map { number in
            let flow = try desk.flow(number)
            return flow.exploration.states.indices.count {
                exception(flow.exploration.way(to: $0), in: flow.program) != nil
            }
        }
        let all = desk.flows.reduce(0) { $0 + $1.exploration.states.count }
        #expect(counts.reduce(0, +) * 100 < all * 12, "\(counts) of \(all)")
    }

    private func exception(_ way: [Exploration.Leg], in program: FlowProgram) -> Exception? {
        var answered: Set<String> = []
        var hasNoTariff = false
        for leg in way {
            let step = program.steps[leg.step]
            guard let outcome = leg.outcome.map({ step.nameOfOutcome($0) }) else { continue }
            let name: String
            switch step.verb {
            case .check(let check):
                name = check.topic.name
                if check.topic == .tariff, outcome == "none" { hasNoTariff = true }
            case .record: name = "record"
            case .log where step.virtualOutcome != nil: name = "ledger"
            case .hunt(let hunt):
                if hasNoTariff, hunt.chain == .onCall, outcome != "unavailable" { return .beforeTheRota }
                continue
            default: continue
            }
            if outcome != "unavailable", outcome != "unrecorded" {
                answered.insert(name)
            } else if answered.contains(name) {
                return .failsLater
            }
        }
        return nil
    }
}
