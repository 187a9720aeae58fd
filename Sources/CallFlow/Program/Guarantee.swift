import Desk

/// A guarantee whose names are resolved.
public struct Guarantee: Hashable, Sendable {
    /// The guarantee's name.
    public let name: String
    /// What may not happen too early.
    public let before: Moment
    /// Every line must hold; a line holds if one of its facts does.
    public let require: [[Fact]]
    /// If one of these facts holds, nothing is required.
    public let unless: [Fact]
    /// Where it is written.
    public let place: SourcePlace

    /// A kind of moment in a call.
    public enum Moment: Hashable, Sendable {
        case hunt(ChainName?)
        case log(LogCategory?)
        case play(String)
        case step(String)
        case hangup(HangupCause?)

        /// Whether entering this step is such a moment.
        func matches(_ step: FlowProgram.Step) -> Bool {
            switch (self, step.verb) {
            case (.hunt(let chain), .hunt(let hunt)): chain == nil || chain == hunt.chain
            case (.log(let category), .log(let logged, _)): category == nil || category == logged
            case (.play(let prompt), .play(let play)): play.prompts.contains(prompt)
            case (.hangup(let cause), .hangup(let used)): cause == nil || cause == used
            case (.step(let name), _): step.name == name || step.name.hasSuffix("/" + name)
            default: false
            }
        }

        /// Whether a technician's mark is such a moment: it logs `abusive_call` without a step of its own.
        var coversMark: Bool {
            if case .log(let category) = self { category == nil || category == .abusiveCall } else { false }
        }
    }

    /// Something that may be known in a call.
    public enum Fact: Hashable, Sendable {
        case topic(Topic, TopicOutcome)
        case variable(Int, value: Int)
        case priceHeard
        case insisted
        case agreed
        case marked
        case unavailable
        case unrecorded
        case charged

        /// Whether it is known in a state.
        func holds(in state: FlowState) -> Bool {
            switch self {
            case .topic(let topic, let outcome): state.standing.outcomes[topic] == outcome
            case .variable(let variable, let value): state.variables[variable] == value + 1
            case .priceHeard: state.standing.heardPrice
            case .insisted: state.standing.insisted
            case .agreed: state.standing.agreed
            case .marked: state.standing.marked
            case .unavailable: state.standing.sawUnavailable
            case .unrecorded: state.standing.unrecorded
            case .charged: state.standing.charged
            }
        }
    }

    /// Whether the guarantee is kept in a state that enters its moment.
    func holds(in state: FlowState) -> Bool {
        unless.contains { $0.holds(in: state) }
            || require.allSatisfy { line in line.contains { $0.holds(in: state) } }
    }
}
