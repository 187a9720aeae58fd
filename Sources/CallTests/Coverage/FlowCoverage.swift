import CallFlow
import Desk

/// What of the flows stories have exercised: every outcome of every step, by the place at which the step is written.
///
/// A sub-flow that is called from several places counts once. What no call can bring about, by the exploration of all states, is
/// told apart and is not counted.
public struct FlowCoverage: Sendable {
    /// One step of one flow.
    public struct Step: Sendable {
        /// Where it is written.
        public let place: SourcePlace
        /// Its name within its flow.
        public let name: String
        /// The verb's name.
        public let verb: String
        /// Its outcomes, the machine's own behind those of the flow.
        public internal(set) var outcomes: [Outcome]
        /// How often it was entered and ended the call.
        public internal(set) var ended = 0
        /// Whether some call can reach it.
        public internal(set) var isReachable = false
    }

    /// One outcome of a step.
    public struct Outcome: Sendable {
        /// Its name.
        public let name: String
        /// How often a step was left by it.
        public internal(set) var count = 0
        /// Whether some call can leave the step by it.
        public internal(set) var isReachable = false
    }

    /// The steps, in the order of their places.
    public private(set) var steps: [Step] = []
    private var index: [SourcePlace: Int] = [:]

    /// Knows all steps of a desk's flows, and which of their outcomes can happen.
    public init(_ contexts: [NumberRole: FlowContext]) {
        for role in NumberRole.allCases {
            guard let context = contexts[role] else { continue }
            for step in context.program.steps { add(step) }
            let exploration = Exploration(context)
            for state in exploration.states.indices {
                let step = exploration.step(state)
                guard let place = index[step.place] else { continue }
                steps[place].isReachable = true
                for move in exploration.moves[state] { mark(step.nameOfOutcome(move.outcome), of: place) }
            }
        }
        let order = steps.indices.sorted { steps[$0].place < steps[$1].place }
        steps = order.map { steps[$0] }
        index = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1.place, $0) })
    }

    private mutating func add(_ step: FlowProgram.Step) {
        // Where a sub-flow is left is written at its return; the step that enters it decides nothing.
        let outcomes = (step.outcomes + [step.virtualOutcome].compactMap { $0 }).map { Outcome(name: $0) }
        if let known = index[step.place] {
            for outcome in outcomes where !steps[known].outcomes.contains(where: { $0.name == outcome.name }) {
                steps[known].outcomes.append(outcome)
            }
            return
        }
        index[step.place] = steps.count
        let name = step.name.split(separator: "/").last.map(String.init) ?? step.name
        steps.append(Step(place: step.place, name: name, verb: step.verb.word, outcomes: outcomes))
    }

    private mutating func mark(_ outcome: String, of step: Int) {
        guard let place = steps[step].outcomes.firstIndex(where: { $0.name == outcome }) else { return }
        steps[step].outcomes[place].isReachable = true
    }

    /// Takes what stories have exercised into account.
    public mutating func add(_ results: [StoryResult], _ contexts: [NumberRole: FlowContext]) {
        for call in results.flatMap(\.calls) {
            guard let program = contexts[call.call.number]?.program else { continue }
            for leg in call.trail { count(leg, in: program) }
            if let last = call.observed.steps?.last, let step = program.steps.first(where: { $0.name == last }),
                let place = index[step.place]
            {
                steps[place].ended += 1
            }
        }
    }

    private mutating func count(_ leg: Exploration.Leg, in program: FlowProgram) {
        guard program.steps.indices.contains(leg.step), let outcome = leg.outcome else { return }
        let step = program.steps[leg.step]
        guard let place = index[step.place],
            let found = steps[place].outcomes.firstIndex(where: { $0.name == step.nameOfOutcome(outcome) })
        else { return }
        steps[place].outcomes[found].count += 1
    }

    // MARK: Figures

    /// Outcomes that can happen: how many, and how many did.
    public var outcomes: (covered: Int, all: Int) {
        let all = steps.flatMap(\.outcomes).filter(\.isReachable)
        return (all.count { $0.count > 0 }, all.count)
    }

    /// Steps that can be reached: how many, and how many were.
    public var stepCount: (covered: Int, all: Int) {
        let all = steps.filter(\.isReachable)
        return (all.count { $0.isCovered }, all.count)
    }

    /// What can happen and did not: the steps with the names of such outcomes.
    public var missing: [(step: Step, outcomes: [String])] {
        steps.filter(\.isReachable).compactMap { step in
            let open = step.outcomes.filter { $0.isReachable && $0.count == 0 }.map(\.name)
            return open.isEmpty && step.isCovered ? nil : (step, open)
        }
    }

    /// Whether everything that can happen did.
    public var isComplete: Bool { missing.isEmpty }
}

extension FlowCoverage.Step {
    /// Whether the step was entered.
    public var isCovered: Bool { ended > 0 || outcomes.contains { $0.count > 0 } }

    /// The flow's file name without its ending.
    public var flow: String {
        let name = place.file.split(separator: "/").last.map(String.init) ?? place.file
        return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    }
}

extension Verb {
    /// The verb's name in the flow language.
    var word: String {
        switch self {
        case .answer: "answer"
        case .play: "play"
        case .collect: "collect"
        case .menu: "menu"
        case .check: "check"
        case .switchOn: "switch"
        case .set: "set"
        case .hunt: "hunt"
        case .record: "record"
        case .log: "log"
        case .enter: "call"
        case .leave: "return"
        case .transfer: "transfer"
        case .hangup: "hangup"
        }
    }
}
