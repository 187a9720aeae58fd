import Desk

/// A flow as it is written in one file, with the place of everything, before it is linked.
public struct FlowDefinition: Sendable {
    /// The flow's name; the file's name without its ending.
    public var name: String
    /// What the flow is for, in words.
    public var title: String
    /// SHA-256 of the file's bytes, in hexadecimal.
    public var hash: String
    /// The longest time that a call of this flow may last.
    public var maxCallDuration: Duration
    /// The variables that the flow uses.
    public var variables: [VariableDefinition]
    /// The outcomes that a sub-flow declares; none for a flow that answers a number.
    public var outcomes: [String]
    /// The name of the first step, and where it is named.
    public var start: Name
    /// The steps, in the order of the text.
    public var steps: [StepDefinition]
    /// What runs when the caller hangs up.
    public var onHangup: [HangupAction]
    /// The step to which a call goes whose refusal could not be written down; the call goes on if there is none.
    public var onUnrecorded: Name?
    /// What the flow promises beyond the built-in properties.
    public var guarantees: [GuaranteeDefinition]
    /// Where the flow begins.
    public var place: SourcePlace

    /// Makes a definition.
    public init(
        name: String, title: String = "", hash: String = "", maxCallDuration: Duration = .hours(1),
        variables: [VariableDefinition] = [], outcomes: [String] = [], start: Name, steps: [StepDefinition],
        onHangup: [HangupAction] = [], onUnrecorded: Name? = nil, guarantees: [GuaranteeDefinition] = [],
        place: SourcePlace
    ) {
        self.name = name
        self.title = title
        self.hash = hash
        self.maxCallDuration = maxCallDuration
        self.variables = variables
        self.outcomes = outcomes
        self.start = start
        self.steps = steps
        self.onHangup = onHangup
        self.onUnrecorded = onUnrecorded
        self.guarantees = guarantees
        self.place = place
    }

    /// A name and where it stands.
    public struct Name: Hashable, Sendable {
        /// The name.
        public var text: String
        /// Where it stands.
        public var place: SourcePlace

        /// Makes a name.
        public init(_ text: String, at place: SourcePlace) {
            self.text = text
            self.place = place
        }
    }
}

/// A variable of a flow.
public struct VariableDefinition: Hashable, Sendable {
    /// The type of a variable.
    public enum Kind: Hashable, Sendable {
        /// True or false.
        case boolean
        /// One of these values.
        case enumeration([String])
        /// At most this many digits.
        case digits(Int)

        /// The values that a variable of this type can have; none for digits.
        public var values: [String] {
            switch self {
            case .boolean: ["false", "true"]
            case .enumeration(let values): values
            case .digits: []
            }
        }
    }

    /// The name, shared by all flows of a call.
    public var name: String
    /// The type.
    public var kind: Kind
    /// The value at the start of the call, if it has one.
    public var initial: String?
    /// Where it is declared.
    public var place: SourcePlace

    /// Makes a declaration.
    public init(name: String, kind: Kind, initial: String? = nil, place: SourcePlace) {
        self.name = name
        self.kind = kind
        self.initial = initial
        self.place = place
    }
}

/// A step as it is written.
public struct StepDefinition: Sendable {
    /// The step's name, unique in its flow.
    public var name: String
    /// The verb with its fields; names are not resolved yet.
    public var verb: UnlinkedVerb
    /// Where every outcome leads.
    public var edges: [EdgeDefinition]
    /// Where the step begins.
    public var place: SourcePlace

    /// Makes a step.
    public init(name: String, verb: UnlinkedVerb, edges: [EdgeDefinition], place: SourcePlace) {
        self.name = name
        self.verb = verb
        self.edges = edges
        self.place = place
    }
}

/// Where one outcome of a step leads.
public struct EdgeDefinition: Hashable, Sendable {
    /// The outcome.
    public var outcome: String
    /// The step that follows.
    public var target: FlowDefinition.Name
    /// How often the edge may be taken in one call, with the step that follows once it is used up; needed on a back edge.
    public var bound: Bound?
    /// Where the outcome is written.
    public var place: SourcePlace

    /// Makes an edge.
    public init(outcome: String, target: FlowDefinition.Name, bound: Bound? = nil, place: SourcePlace) {
        self.outcome = outcome
        self.target = target
        self.bound = bound
        self.place = place
    }

    /// The bound of a back edge.
    public struct Bound: Hashable, Sendable {
        /// How often the edge may be taken.
        public var atMost: Int
        /// The step that follows instead afterwards.
        public var then: FlowDefinition.Name

        /// Makes a bound.
        public init(atMost: Int, then: FlowDefinition.Name) {
            self.atMost = atMost
            self.then = then
        }
    }
}

/// A verb whose variables, choices and sub-flows are still names.
public enum UnlinkedVerb: Sendable {
    case answer(earlyMedia: Bool)
    case play(prompts: [FlowDefinition.Name], bargein: Bool)
    case collect(Verb.Collect, prompts: Prompts, into: FlowDefinition.Name)
    case menu(Verb.Menu, prompts: Prompts, declares: FlowDefinition.Name?)
    case check(topic: FlowDefinition.Name, arguments: [Argument], timeout: Duration)
    case switchOn(FlowDefinition.Name)
    case set(FlowDefinition.Name, to: FlowDefinition.Name)
    case hunt(Verb.Hunt, whisper: [FlowDefinition.Name], holdPrompts: [FlowDefinition.Name])
    case record(Verb.Record, prompts: [FlowDefinition.Name])
    case log(LogCategory, fields: [FlowDefinition.Name])
    case call(FlowDefinition.Name)
    case returns(FlowDefinition.Name)
    case transfer(destination: String)
    case hangup(HangupCause)

    /// The prompts of a step that asks for keys.
    public struct Prompts: Sendable {
        /// Spoken at every attempt.
        public var first: [FlowDefinition.Name]
        /// Spoken before them at a second attempt.
        public var retry: [FlowDefinition.Name]

        /// Makes the pair.
        public init(first: [FlowDefinition.Name], retry: [FlowDefinition.Name] = []) {
            self.first = first
            self.retry = retry
        }
    }

    /// A named argument of a check.
    public struct Argument: Sendable {
        /// The argument's name.
        public var name: FlowDefinition.Name
        /// The variable that is handed over.
        public var variable: FlowDefinition.Name

        /// Makes an argument.
        public init(name: FlowDefinition.Name, variable: FlowDefinition.Name) {
            self.name = name
            self.variable = variable
        }
    }

    /// The verb's name in the flow language.
    public var name: String {
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
        case .call: "call"
        case .returns: "return"
        case .transfer: "transfer"
        case .hangup: "hangup"
        }
    }
}

/// One line of the list that runs when the caller hangs up: no media, no waiting.
public enum HangupAction: Sendable {
    /// Writes a log entry.
    case log(LogCategory, fields: [FlowDefinition.Name])
}

/// What a flow promises: before something happens, something else is known.
public struct GuaranteeDefinition: Sendable {
    /// The guarantee's name.
    public var name: String
    /// What may not happen too early: `hunt: on-call`, `log: abusive_call`, `play: prompt`, `step: name`, `hangup: cause`.
    public var before: Moment
    /// Every line must hold; a line holds if one of its facts does.
    public var require: [[FlowDefinition.Name]]
    /// If one of these facts holds, nothing is required.
    public var unless: [FlowDefinition.Name]
    /// Where it is written.
    public var place: SourcePlace

    /// Makes a guarantee.
    public init(
        name: String, before: Moment, require: [[FlowDefinition.Name]], unless: [FlowDefinition.Name] = [],
        place: SourcePlace
    ) {
        self.name = name
        self.before = before
        self.require = require
        self.unless = unless
        self.place = place
    }

    /// A kind of moment in a call.
    public struct Moment: Sendable {
        /// The verb or `step`.
        public var kind: FlowDefinition.Name
        /// Which one; `any` for all of the kind.
        public var which: FlowDefinition.Name

        /// Makes a moment.
        public init(kind: FlowDefinition.Name, which: FlowDefinition.Name) {
            self.kind = kind
            self.which = which
        }
    }
}
