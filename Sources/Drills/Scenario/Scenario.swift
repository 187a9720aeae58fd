import Desk
import Ledger

/// One exercise: what is told beforehand, the facts, who plays in it, and what points are given for.
///
/// A scenario holds nothing that could contradict the rules: what is right is decided by the desk's rules from the world
/// and the ``Truth`` at the moment at which the trainee decides.
public struct Scenario: Sendable {
    /// The name: that of the file without its ending.
    public let name: String
    /// SHA-256 of the file's bytes, in hexadecimal.
    public let hash: String
    /// What it is called.
    public let title: LocalText
    /// From 1, the first day, to 5, nasty.
    public let level: Int
    /// What the trainee is told before it begins.
    public let briefing: LocalText
    /// What is to be learnt.
    public let goals: [LocalText]
    /// What is to be remembered, told at the end.
    public let debrief: LocalText?
    /// How long an exam takes at most, by the clock on the wall.
    public let limit: Duration
    /// When it begins, on the desk's clock.
    public let start: Instant
    /// The facts at the beginning.
    public let world: World
    /// Who calls, and how things really are.
    public let truth: Truth
    /// What can be found out.
    public let facts: [Fact]
    /// What happens by itself.
    public let injects: [Inject]
    /// Help in coach mode, in order: the first whose end has not come is told.
    public let hints: [Hint]
    /// What belongs to the role alone.
    public let part: Part
    /// What points are given for.
    public let rubric: [RubricLine]
    /// How many points make it passed.
    public let passMark: Int
    /// The model answer: what a trainee would write, line by line.
    public let solution: [String]
    /// Runs that go wrong, and the lines of the rubric that each loses.
    public let mistakes: [Mistake]

    /// What belongs to one role alone.
    public enum Part: Sendable {
        case caller(CallerPart)
        case deskAgent(DeskAgentPart)
        case technician(TechnicianPart)
    }

    /// The role that is practised.
    public var role: DrillRole {
        switch part {
        case .caller: .caller
        case .deskAgent: .deskAgent
        case .technician: .technician
        }
    }

    /// The points that there are.
    public var points: Int { rubric.reduce(0) { $0 + $1.points } }

    /// Something that can be found out.
    public struct Fact: Hashable, Sendable {
        /// Its name.
        public let id: String
        /// What it is called where it can be looked at, such as "Your account".
        public let title: LocalText
        /// What it says.
        public let text: LocalText
        /// What has to be done before it can be looked at: deeds.
        public let needs: [String]
        /// What is seen as long as something is missing.
        public let locked: LocalText?
    }

    /// Something that happens by itself.
    public struct Inject: Hashable, Sendable {
        /// Its name.
        public let id: String
        /// When.
        public let time: Time
        /// Deeds that keep it from happening.
        public let unless: [String]
        /// What is told.
        public let text: LocalText
        /// Whether the persona says it.
        public let isSaid: Bool
        /// The ticket that is answered by it; `own` is the one that the trainee opened last.
        public let answers: String?
        /// The bulletin that is published by it.
        public let publishes: Published?
        /// The stores that do not answer from then on.
        public let fails: [Store]
        /// What is otherwise from then on.
        public let change: Change

        /// When something happens.
        public enum Time: Hashable, Sendable {
            /// Counted from the start.
            case at(Duration)
            /// So long after something was done for the first time.
            case after(String, Duration)
        }

        /// A bulletin that comes out during the drill.
        public struct Published: Hashable, Sendable {
            /// Its id.
            public let id: String
            /// Its title, in the language of the desk's clients.
            public let title: String
            /// What it covers.
            public let covers: [Bulletin.Scope]
        }

        /// What becomes otherwise; nothing stays as it is.
        public struct Change: Hashable, Sendable {
            /// Whether it is particularly urgent from then on.
            public var isUrgent: Bool?
            /// Whether it is serious from then on.
            public var isSerious: Bool?
        }
    }

    /// Help that is told on request.
    public struct Hint: Hashable, Sendable {
        /// The deed after which it is of no use any more; never if there is none.
        public let until: String?
        /// The rule that it explains.
        public let rule: String?
        /// What it says.
        public let text: LocalText
    }
}
