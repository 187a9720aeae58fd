import CallFlow
import Desk

/// Finds what the caller keyed for the requests of another flow.
///
/// A request is answered by what was keyed at the step of its name. A step that the record does not know takes, in order,
/// what was keyed at steps that this flow does not have, if it could be keyed here at all.
struct RequestBook {
    enum Answer {
        case keys([(after: Duration, key: Key)])
        case silent
        /// The record has nothing to say.
        case unknown
    }

    private var visits: [RecordedBehaviour.Visit]
    private let recorded: Set<String>
    private let steps: Set<String>
    private var current: RecordedBehaviour.Visit?
    private var isBegun = false
    private var attempt = -1

    init(_ visits: [RecordedBehaviour.Visit], in program: FlowProgram) {
        self.visits = visits
        recorded = Set(visits.map(\.step))
        steps = Set(program.steps.map(\.name))
    }

    /// Whether this flow has a step of that name.
    func has(step: String) -> Bool { steps.contains(step) }

    /// The call came to another step.
    mutating func entered() { (current, isBegun, attempt) = (nil, false, -1) }

    /// A prompt begins.
    ///
    /// - Returns: how long it was spoken then, if the step asks for input and that is known.
    mutating func prompted(_ step: FlowProgram.Step) -> Duration? {
        switch step.verb {
        case .collect, .menu: break
        default: return nil
        }
        begin(step)
        attempt += 1
        guard let current, current.attempts.indices.contains(attempt) else { return nil }
        return current.attempts[attempt].prompt
    }

    /// What was keyed at the prompt at hand.
    mutating func answer(to step: FlowProgram.Step) throws(ReplayObstacle) -> Answer {
        begin(step)
        guard let current, current.attempts.indices.contains(attempt) else { return .unknown }
        var isSensitive = false
        if case .collect(let collect) = step.verb { isSensitive = collect.sensitive }
        let said = current.attempts[attempt]
        guard let keys = said.pressed(isSensitive: isSensitive) else { throw .keysNotOnRecord(step: step.name) }
        return keys.isEmpty ? .silent : .keys(keys)
    }

    private mutating func begin(_ step: FlowProgram.Step) {
        guard !isBegun else { return }
        isBegun = true
        let index =
            recorded.contains(step.name)
            ? visits.firstIndex { $0.step == step.name }
            : visits.firstIndex { !steps.contains($0.step) && fits($0, step) }
        current = index.map { visits.remove(at: $0) }
    }

    private func fits(_ visit: RecordedBehaviour.Visit, _ step: FlowProgram.Step) -> Bool {
        let keyed = visit.attempts.compactMap(\.collected)
        switch step.verb {
        case .collect(let collect):
            return keyed.contains {
                ($0 == "***") == collect.sensitive
                    && (collect.sensitive
                        || (collect.minDigits...max(collect.minDigits, collect.maxDigits)).contains($0.count))
            }
        case .menu(let menu): return keyed.contains { keys in menu.choices.contains { $0.key.description == keys } }
        default: return false
        }
    }
}
