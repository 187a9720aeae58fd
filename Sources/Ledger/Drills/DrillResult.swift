import Desk

/// In which role somebody practised.
public enum DrillRole: String, CaseIterable, Hashable, Sendable {
    /// The trainee is the client and follows the procedure.
    case caller
    /// The trainee takes the call and decides.
    case deskAgent = "desk-agent"
    /// The trainee is the technician who is rung.
    case technician
}

/// How a drill was run.
public enum DrillMode: String, CaseIterable, Hashable, Sendable {
    /// With hints, and with the reason of each.
    case coach
    /// Without any, and against the clock.
    case exam
}

/// What came of one drill of one person: every point with its rule and its moment.
///
/// A drill is in no figure of production and is never billed.
public struct DrillResult: Hashable, Sendable {
    /// Such as `D-20261123-181200-1a2b3c4d`.
    public let id: String
    /// When it began.
    public let at: Instant
    /// Who practised, as the person is named.
    public let person: String
    /// The scenario's name, which is that of its file without its ending.
    public let scenario: String
    /// SHA-256 of the scenario's text, in hexadecimal.
    public let scenarioHash: String
    /// In which role.
    public let role: DrillRole
    /// With hints or without.
    public let mode: DrillMode
    /// The language in which it was played.
    public let language: Language
    /// How long it took, by the clock on the wall.
    public let duration: Duration
    /// How many points make it passed.
    public let passMark: Int
    /// What points were given for, in the order of the rubric.
    public let criteria: [Criterion]
    /// What happened, in order.
    public let timeline: [Moment]
    /// What was measured, in the order in which it is shown: `time-to-accept-ms`, `money-at-stake-cents`.
    public let figures: [Figure]

    /// One line of a rubric, and what was given for it.
    public struct Criterion: Hashable, Sendable {
        /// Its name within the scenario.
        public let id: String
        /// The rule of the procedure that it stands on, such as `R4`; nothing for manners and time.
        public let rule: String?
        /// The points that were given, from 0 to ``outOf``.
        public let points: Int
        /// The points that there are.
        public let outOf: Int
        /// When it was decided, counted from the start; nothing if it never came up.
        public let moment: Duration?
        /// What was asked and why the points are what they are, in the language of the drill.
        public let words: String

        /// Describes a line.
        public init(id: String, rule: String?, points: Int, outOf: Int, moment: Duration?, words: String) {
            self.id = id
            self.rule = rule
            self.points = points
            self.outOf = outOf
            self.moment = moment
            self.words = words
        }
    }

    /// Something that happened.
    public struct Moment: Hashable, Sendable {
        /// When, counted from the start by the clock of the drill.
        public let at: Duration
        /// Who or what: `trainee`, `persona`, `desk`, `inject`, `hint`, `system`.
        public let who: String
        /// What, in the language of the drill.
        public let words: String

        /// Describes a moment.
        public init(at: Duration, who: String, words: String) {
            self.at = at
            self.who = who
            self.words = words
        }
    }

    /// Something that was measured.
    public struct Figure: Hashable, Sendable {
        /// Its name, with the unit at the end.
        public let name: String
        /// Its value in that unit.
        public let value: Int

        /// Describes a figure.
        public init(name: String, value: Int) {
            self.name = name
            self.value = value
        }
    }

    /// The points that were given.
    public var points: Int { criteria.reduce(0) { $0 + $1.points } }
    /// The points that there are.
    public var outOf: Int { criteria.reduce(0) { $0 + $1.outOf } }
    /// Whether it is passed.
    public var isPassed: Bool { points >= passMark }

    /// Describes a result.
    public init(
        id: String, at: Instant, person: String, scenario: String, scenarioHash: String, role: DrillRole,
        mode: DrillMode, language: Language, duration: Duration, passMark: Int, criteria: [Criterion],
        timeline: [Moment], figures: [Figure]
    ) {
        self.id = id
        self.at = at
        self.person = person
        self.scenario = scenario
        self.scenarioHash = scenarioHash
        self.role = role
        self.mode = mode
        self.language = language
        self.duration = duration
        self.passMark = passMark
        self.criteria = criteria
        self.timeline = timeline
        self.figures = figures
    }
}
