import Desk

@testable import CallFlow

/// Follows a machine through the states of its flow's exploration, by the steps that it says it enters.
///
/// Every step that is entered must be the target of a move out of the state before; the last one must be the machine's
/// own state. One thing may differ: the machine knows that somebody was rung, connected, or marked the call, as soon as
/// it happens, while the exploration knows it from the hunt's outcome. So within a hunt what these change is not
/// compared; once the hunt is left it is again. A refusal that the ledger did not take leads back to its `log` step,
/// and out of it another way. And what `on_hangup` logs comes after the last state, so it is not compared once a call
/// is over.
struct StateTracker {
    let flow: ProvedFlow
    /// The states so far, the start first.
    private(set) var visited = [0]

    init(_ flow: ProvedFlow) { self.flow = flow }

    /// The state in which the call is.
    var state: Int { visited[visited.count - 1] }

    /// Whether the call was marked before the step at hand.
    var isMarked: Bool { flow.exploration.states[state].standing.marked }

    /// Where among the states the last refusal was logged.
    var lastRefusal: Int? {
        visited.lastIndex { flow.exploration.step($0).virtualOutcome == String(describing: LogOutcome.unrecorded) }
    }

    /// Takes what a machine did in answer to an event.
    ///
    /// - Parameter outcome: the outcome that the event must bring about, if it moves the call.
    /// - Returns: what is wrong, if anything is.
    mutating func follow(_ effects: [FlowEffect], of machine: FlowMachine, event: FlowEvent, outcome: Int? = nil)
        -> String?
    {
        var expected = outcome
        let isJump = event == .ledgerFailed && effects.contains { if case .entered = $0 { true } else { false } }
        if isJump {
            guard let lastRefusal else { return "the call jumps without a refusal" }
            visited.removeSubrange((lastRefusal + 1)...)
            expected = LogOutcome.unrecorded.rawValue
        }
        var ways = [[state]]
        var isFirst = event == .started
        var keyed: String?
        for effect in effects {
            switch effect {
            case .collected(_, let keys): keyed = keys
            case .entered(let step):
                if isFirst {
                    isFirst = false
                    guard step == flow.program.start else { return "the call starts with another step" }
                    continue
                }
                ways = ways.flatMap { moves(along: $0, to: step, outcome: expected, keyed: keyed) }
                if ways.isEmpty { return "no move leads to '\(flow.program.steps[step].name)' by \(event)" }
                (expected, keyed) = (nil, nil)
            default: break
            }
        }
        guard let way = ways.first(where: { matches($0[$0.count - 1], machine) }) else {
            return "the machine is in no state of the exploration after \(event)"
        }
        visited += way.dropFirst()
        return nil
    }

    private func moves(along way: [Int], to step: Int, outcome: Int?, keyed: String?) -> [[Int]] {
        let from = way[way.count - 1]
        let outcome = outcome ?? menuOutcome(from, keyed)
        return flow.exploration.moves[from]
            .filter { flow.exploration.states[$0.target].step == step && (outcome ?? $0.outcome) == $0.outcome }
            .map { way + [$0.target] }
    }

    /// The outcome by which a menu must be left, by the key that was taken last.
    private func menuOutcome(_ state: Int, _ keyed: String?) -> Int? {
        let step = flow.exploration.step(state)
        guard case .menu(let menu) = step.verb else { return nil }
        guard let keyed else { return step.outcomes.firstIndex(of: "noinput") }
        let choice = menu.choices.first { $0.key.description == keyed }
        return step.outcomes.firstIndex(of: choice?.outcome ?? "nomatch")
    }

    private func matches(_ index: Int, _ machine: FlowMachine) -> Bool {
        let expected = flow.exploration.states[index]
        var state = machine.state
        if case .hunt = machine.step.verb {
            (state.standing.rang, state.standing.connected) = (expected.standing.rang, expected.standing.connected)
            (state.standing.marked, state.standing.charged) = (expected.standing.marked, expected.standing.charged)
            state.logged = expected.logged
        }
        if machine.isOver { state.logged = expected.logged }
        return state == expected
    }
}
