import CallFlow
import Desk

/// The steps of a call as a table of numbers: what a machine costs that follows edges and does nothing else.
///
/// It tells how fast this computer is, and so makes figures of two computers comparable.
struct Floor {
    private enum Kind { case waits, decides, ends }
    private struct Node {
        let kind: Kind
        let target: Int
    }

    private var nodes: [Node] = []

    init(_ scenario: Scenario) {
        var effects: [FlowEffect] = []
        var call = LiveCall(scenario)
        var steps: [Int] = []
        while !call.isOver {
            effects.removeAll()
            call.step(scenario, &effects)
            for case .entered(let step) in effects { steps.append(step) }
        }
        for (index, step) in steps.enumerated() {
            let kind: Kind =
                switch scenario.context.program.steps[step].verb {
                case .switchOn, .set, .log, .enter, .leave: .decides
                case .hangup: .ends
                default: .waits
                }
            nodes.append(Node(kind: kind, target: index + 1))
        }
    }

    /// Microseconds a walk.
    func measure() -> Double {
        let walks = 20_000
        var waits = 0
        let sample = Sample.measure(runs: walks) {
            for _ in 0..<walks { waits += walk() }
        }
        precondition(waits > 0)
        return sample.nanoseconds / 1000
    }

    @inline(never) private func walk() -> Int {
        var (step, waits) = (0, 0)
        while true {
            switch nodes[step].kind {
            case .waits: waits += 1
            case .decides: break
            case .ends: return waits
            }
            step = nodes[step].target
        }
    }
}
