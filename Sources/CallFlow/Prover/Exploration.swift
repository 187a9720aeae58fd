import Desk

/// Every state that a call of a program can be in, found breadth first, so that the way to each is a shortest one.
///
/// The exploration moves states with ``FlowProgram/follow(_:from:policy:)``, the machine's own transition. What it adds is which
/// outcomes a waiting step may have; it leaves out only those that no caller and no store can bring about.
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
        /// The outcome, an index into the step's outcomes.
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
        let start = FlowState(context.program)
        states = [start]
        origins = [nil]
        var known = [start: 0]
        var next = 0
        while next < states.count {
            var out: [Move] = []
            for outcome in Self.outcomes(in: states[next], context) {
                var state = states[next]
                context.program.follow(outcome, from: &state, policy: context.policy)
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

    /// The outcomes that the step of a state can have.
    public static func outcomes(in state: FlowState, _ context: FlowContext) -> [Int] {
        let program = context.program
        let step = program.steps[state.step]
        if step.outcomes.isEmpty { return [] }
        if let decided = program.decidedOutcome(in: state) { return [decided] }
        switch step.verb {
        case .check(let check):
            let possible = possibleOutcomes(of: check, in: state)
            return check.topic.outcomes.indices.filter { possible.contains(check.topic.outcomes[$0]) }
        case .hunt(let hunt) where hunt.chain == .standby && !context.policy.standby.isEmpty:
            return [HuntOutcome.completed.rawValue, HuntOutcome.exhausted.rawValue]
        default: return Array(step.outcomes.indices)
        }
    }

    /// What a check can find, given what is known already.
    private static func possibleOutcomes(of check: Verb.Check, in state: FlowState) -> Set<TopicOutcome> {
        let known = state.standing.outcomes
        let keyed = check.argument.map { state.variables[$0] != 0 } ?? true
        switch check.topic {
        case .client: return keyed ? [.known, .unknown, .unavailable] : [.missing]
        case .contact where !keyed: return [.unknown, .unavailable]
        case .passcode where !keyed: return [.wrong, .locked, .unavailable]
        case .guarantee:
            switch known[.ticket] {
            case .unanswered: return [.exceeded, .running, .unavailable]
            case .answered, .nothing: return [.noTicket, .unavailable]
            default: break
            }
        case .ticket where known[.order] == .tried || known[.order] == .reached:
            return [.unanswered, .answered, .unavailable]
        default: break
        }
        return Set(check.topic.outcomes)
    }
}
