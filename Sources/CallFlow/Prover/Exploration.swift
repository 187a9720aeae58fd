import Desk

/// Every state that a call of a program can be in, found breadth first, so that the way to each is a shortest one.
///
/// The exploration moves states with ``FlowContext/follow(_:from:)``, the machine's own transition. What it adds is which
/// outcomes a waiting step may have; it leaves out only those that no caller and no store can bring about (``PossibleOutcomes``).
public struct Exploration: Sendable {
    /// The program and policy that were explored.
    public let context: FlowContext
    /// The states, the start first.
    public private(set) var states: [FlowState]
    /// The moves out of each state, in the same order.
    public private(set) var moves: [[Move]] = []
    /// How each state was first reached; none for the start.
    private var origins: [Origin?]
    /// Whether the limit on states ended the exploration early.
    public private(set) var isComplete = true

    /// One move out of a state.
    public struct Move: Hashable, Sendable {
        /// The outcome, an index into the step's outcomes, the virtual one behind the others.
        public let outcome: Int
        /// The state that follows.
        public let target: Int
    }

    /// One step of a way through the flow.
    public struct Leg: Hashable, Sendable {
        /// The step.
        public let step: Int
        /// The outcome by which it is left; none for the last step of a way.
        public let outcome: Int?

        /// Describes a step of a way.
        public init(step: Int, outcome: Int?) {
            self.step = step
            self.outcome = outcome
        }
    }

    private struct Origin: Sendable {
        let state: Int
        let outcome: Int
    }

    /// The most states that are explored.
    public static let stateLimit = 2_000_000

    /// Explores a program.
    public init(_ context: FlowContext, stateLimit: Int = Exploration.stateLimit) {
        self.context = context
        let possible = PossibleOutcomes(context)
        let start = FlowState(context.program)
        states = [start]
        origins = [nil]
        var known = [start: 0]
        var next = 0
        while next < states.count {
            var out: [Move] = []
            for outcome in possible.outcomes(in: states[next]) {
                var state = states[next]
                context.follow(outcome, from: &state)
                if let seen = known[state] {
                    out.append(Move(outcome: outcome, target: seen))
                } else if states.count < stateLimit {
                    known[state] = states.count
                    out.append(Move(outcome: outcome, target: states.count))
                    states.append(state)
                    origins.append(Origin(state: next, outcome: outcome))
                } else {
                    isComplete = false
                }
            }
            moves.append(out)
            next += 1
        }
    }

    /// How many moves there are.
    public var moveCount: Int { moves.reduce(0) { $0 + $1.count } }

    /// The step of a state.
    public func step(_ state: Int) -> FlowProgram.Step { context.program.steps[states[state].step] }

    /// A shortest way from the start to a state.
    public func way(to state: Int) -> [Leg] {
        var legs = [Leg(step: states[state].step, outcome: nil)]
        var at = state
        while let origin = origins[at] {
            legs.append(Leg(step: states[origin.state].step, outcome: origin.outcome))
            at = origin.state
        }
        return legs.reversed()
    }

    /// The places of the steps that some call reaches.
    public var reachedPlaces: Set<SourcePlace> {
        Set(Set(states.map(\.step)).map { context.program.steps[$0].place })
    }
}
