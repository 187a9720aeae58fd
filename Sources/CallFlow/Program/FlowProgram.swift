import Desk

/// A flow that was linked with its sub-flows: steps by number, ready to run and to be explored.
///
/// Sub-flows are copied into the place of their call, so that a call is in one step and nothing else: there is no stack.
/// Programs and steps never change and are shared by all calls, which is why they are classes: handing one on costs one count.
public final class FlowProgram: Sendable {
    /// The flow's name.
    public let name: String
    /// A hash over the flow and all its sub-flows, in hexadecimal; the ledger records it.
    public let hash: String
    /// The flow and its sub-flows with the hash of each, by name.
    public let sources: [Source]
    /// The number that the flow answers.
    public let number: NumberRole
    /// The steps.
    public let steps: [Step]
    /// The first step.
    public let start: Int
    /// The variables; a ``NibbleTable`` holds their values, 0 for unset.
    public let variables: [VariableDefinition]
    /// The variables that hold digits which may never be logged or spoken.
    public let sensitiveVariables: Set<Int>
    /// The values of the variables at the start.
    public let initialVariables: NibbleTable
    /// What runs when the caller hangs up.
    public let onHangup: [LinkedHangupAction]
    /// The step to which a call goes whose refusal could not be written down.
    public let onUnrecorded: Int?
    /// The longest time that a call may last.
    public let maxCallDuration: Duration
    /// The flow's own guarantees.
    public let guarantees: [Guarantee]
    /// The prompts that the steps name, and all others of the desk.
    public let catalogue: PromptCatalogue

    init(
        name: String, hash: String, sources: [Source], number: NumberRole, steps: [Step], start: Int,
        variables: [VariableDefinition], sensitiveVariables: Set<Int>, initialVariables: NibbleTable,
        onHangup: [LinkedHangupAction], onUnrecorded: Int?, maxCallDuration: Duration, guarantees: [Guarantee],
        catalogue: PromptCatalogue
    ) {
        self.name = name
        self.hash = hash
        self.sources = sources
        self.number = number
        self.steps = steps
        self.start = start
        self.variables = variables
        self.sensitiveVariables = sensitiveVariables
        self.initialVariables = initialVariables
        self.onHangup = onHangup
        self.onUnrecorded = onUnrecorded
        self.maxCallDuration = maxCallDuration
        self.guarantees = guarantees
        self.catalogue = catalogue
    }

    /// The same program under another hash.
    public func identified(by hash: String) -> FlowProgram {
        FlowProgram(
            name: name, hash: hash, sources: sources, number: number, steps: steps, start: start, variables: variables,
            sensitiveVariables: sensitiveVariables, initialVariables: initialVariables, onHangup: onHangup,
            onUnrecorded: onUnrecorded, maxCallDuration: maxCallDuration, guarantees: guarantees, catalogue: catalogue)
    }

    /// One file that the program was linked from.
    public struct Source: Hashable, Sendable {
        /// The flow's name.
        public let name: String
        /// SHA-256 of the file, in hexadecimal.
        public let hash: String
    }

    /// One step.
    public final class Step: Sendable {
        /// The name, with the calls that led to it: `identify/ask-number`.
        public let name: String
        /// What the step does.
        public let verb: Verb
        /// The closed set of outcomes, none for a step that ends the call.
        public let outcomes: [String]
        /// An outcome that the flow does not map, where the machine has one more: its index is behind the others'.
        public let virtualOutcome: String?
        /// Where each outcome leads, in the same order.
        public let edges: [Edge]
        /// Where the step is written.
        public let place: SourcePlace
        /// Whether the step speaks the price to its end.
        public let speaksPrice: Bool

        init(
            name: String, verb: Verb, outcomes: [String], virtualOutcome: String? = nil, edges: [Edge],
            place: SourcePlace, speaksPrice: Bool
        ) {
            self.name = name
            self.verb = verb
            self.outcomes = outcomes
            self.virtualOutcome = virtualOutcome
            self.edges = edges
            self.place = place
            self.speaksPrice = speaksPrice
        }

        /// The name of an outcome, virtual ones included.
        public func nameOfOutcome(_ outcome: Int) -> String {
            outcomes.indices.contains(outcome) ? outcomes[outcome] : virtualOutcome ?? ""
        }
    }

    /// Where an outcome leads.
    public struct Edge: Hashable, Sendable {
        /// The step that follows.
        public var target: Int
        /// The bound, if the edge has one.
        public var bound: Bound?
    }

    /// How often an edge may be taken.
    public struct Bound: Hashable, Sendable {
        /// The counter that counts it.
        public var counter: Int
        /// How often.
        public var atMost: Int
        /// The step that follows afterwards.
        public var then: Int
    }

    /// One line of what runs when the caller hangs up.
    public struct LinkedHangupAction: Hashable, Sendable {
        /// What the entry says.
        public let category: LogCategory
        /// Its fields.
        public let fields: [LogField]
    }
}

/// Where a call stands in its flow: all that decides what may follow, and so all that the prover explores.
public struct FlowState: Hashable, Sendable {
    /// The step.
    public internal(set) var step: Int
    /// What the call has established.
    public internal(set) var standing = Standing()
    /// The values of the variables.
    public internal(set) var variables: NibbleTable
    /// How often each bounded edge was taken.
    public internal(set) var counters = NibbleTable()
    /// The log categories that were written.
    public internal(set) var logged = LoggedCategories()

    /// The state at the start of a call.
    public init(_ program: FlowProgram) {
        step = program.start
        variables = program.initialVariables
    }
}

/// A set of log categories.
public struct LoggedCategories: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt16

    /// Makes a set from bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The set of one category.
    public init(_ category: LogCategory) {
        rawValue = 1 << category.index
    }
}
