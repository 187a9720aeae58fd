import CallFlow
import Desk

/// What a scenario for callers holds.
public struct CallerPart: Hashable, Sendable {
    /// How the people behave who are rung; who is not named accepts.
    public let technicians: [String: TechnicianBehaviour]
    /// What the person says who takes the call.
    public let conversation: LocalText
}

/// What a scenario for desk agents holds.
public struct DeskAgentPart: Hashable, Sendable {
    /// Who calls.
    public let persona: Persona
    /// What can be asked.
    public let questions: [Question]
    /// What can be said beside what every desk agent can say.
    public let statements: [Statement]
    /// What the persona answers to what every desk agent can say, by its name.
    public let replies: [String: LocalText]
}

/// The person who calls a desk agent.
public struct Persona: Hashable, Sendable {
    /// Who the person claims to be.
    public let name: String
    /// The first words.
    public let opening: LocalText
    /// How long the person stays on the line.
    public let patience: Duration
    /// What is said when two thirds of that are over.
    public let grumble: LocalText
    /// The last words before the person hangs up unserved.
    public let leaving: LocalText
    /// What is said after a refusal and the price, if the person insists all the same.
    public let insisting: LocalText?
    /// What is said when a known incident is announced, if that is enough for the person.
    public let contented: LocalText?
    /// What is said to a question that is not understood.
    public let puzzled: LocalText
    /// What is said when the call is passed on.
    public let routed: LocalText
    /// What is said when it is refused.
    public let refused: LocalText
}

/// A question that a desk agent can ask.
public struct Question: Hashable, Sendable {
    /// Its name.
    public let id: String
    /// The question.
    public let text: LocalText
    /// Words by which it is recognised when it is typed, in either language.
    public let words: [String]
    /// The answers, of which the last whose conditions hold is given.
    public let answers: [Answer]

    /// What the persona answers.
    public struct Answer: Hashable, Sendable {
        /// How honest it is.
        public let manner: Manner
        /// How often the question has to be asked before this is given.
        public let asked: Int
        /// Deeds that have to be done before this is given.
        public let after: [String]
        /// The facts that it reveals.
        public let reveals: [String]
        /// The words.
        public let text: LocalText
    }

    /// How honest an answer is.
    public enum Manner: String, CaseIterable, Hashable, Sendable {
        /// True.
        case open
        /// Evasive.
        case hides
        /// Untrue.
        case lies
    }
}

/// Something that a desk agent can say.
public struct Statement: Hashable, Sendable {
    /// Its name.
    public let id: String
    /// The words.
    public let text: LocalText
    /// What the persona answers.
    public let reply: LocalText?
}

/// What a scenario for technicians holds.
public struct TechnicianPart: Hashable, Sendable {
    /// Who is rung, by the id in the rota.
    public let person: String
    /// How long it rings.
    public let rings: Duration
    /// What the caller says once connected.
    public let caller: LocalText
    /// What has to be decided, in order.
    public let triage: [TriageQuestion]
    /// How long each decision may take.
    public let patience: Duration
}

/// One decision of a technician, taken by a key.
public struct TriageQuestion: Hashable, Sendable {
    /// Its name.
    public let id: String
    /// The question with its keys.
    public let text: LocalText
    /// What can be chosen, in order of the keys.
    public let choices: [Choice]

    /// One key.
    public struct Choice: Hashable, Sendable {
        /// The key.
        public let key: Key
        /// Its name, for the rubric.
        public let id: String
        /// What it means.
        public let text: LocalText
        /// What follows.
        public let reply: LocalText
    }
}
