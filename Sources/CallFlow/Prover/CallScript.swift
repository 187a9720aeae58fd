import Desk

/// A concrete call that takes a given way through a flow: the facts, the time, the caller's keys and how technicians behave.
public struct CallScript: Sendable {
    /// The number that is called.
    public var number: NumberRole
    /// When.
    public var at: Instant
    /// From which phone; withheld if none.
    public var from: PhoneNumber?
    /// What the caller does at each request for input: digits, `silence`, or `speak`.
    public var keys: [String] = []
    /// How technicians behave, by id or `*`.
    public var technicians: [Technician] = []
    /// What does not answer: topics, `rota`, `recording`, `transfer`, `ledger`.
    public var unavailable: [String] = []
    /// The facts.
    public var world = World()
    /// The passcodes in clear, by `client/contact`, for writing the world down.
    public var passcodes: [String: String] = [:]

    /// How one technician behaves.
    public struct Technician: Hashable, Sendable {
        /// The person's id, or `*` for everybody.
        public let id: String
        /// What the person does.
        public let behaviour: TechnicianBehaviour
    }
}

/// What a technician does when rung.
public enum TechnicianBehaviour: String, CaseIterable, Hashable, Sendable {
    /// Picks up and accepts.
    case accept
    /// Picks up, accepts, and marks the call as abusive.
    case mark
    /// Picks up and declines.
    case decline
    /// Lets it ring.
    case noAnswer = "no_answer"
    /// Is on another call.
    case busy
    /// A voicemail picks up.
    case machine
    /// The phone is off.
    case unreachable
}
