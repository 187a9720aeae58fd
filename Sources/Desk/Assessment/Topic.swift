/// Everything that a call can establish: what the desk looks up (checks) and what the caller declares.
///
/// Each topic has a closed set of outcomes. A flow names topics, the machine remembers the outcome of each, and the prover
/// explores all of them.
public enum Topic: UInt8, CaseIterable, Hashable, Sendable {
    // Looked up.
    case client, caller, contact, passcode, bulletin, order, ticket, guarantee, service, hours, tariff
    // Declared by the caller.
    case urgency, seriousness, nature, sites
}

/// One outcome of one topic, in the words of the flow language.
public enum TopicOutcome: String, CaseIterable, Hashable, Sendable {
    case known, unknown, missing
    case technical
    case notTechnical = "not_technical"
    case verified, wrong, locked
    case nothing = "none"
    case active
    case tried
    case notTried = "not_tried"
    case reached
    case unanswered, answered
    case exceeded, running
    case noTicket = "no_ticket"
    case dedicated
    case notDedicated = "not_dedicated"
    case support
    case onCall = "on_call"
    case inForce = "in_force"
    case yes, no
    case network, other
    case unavailable
}

extension Topic {
    /// The topic's name in the flow language.
    public var name: String { String(describing: self) }

    /// Finds a topic by its name in the flow language.
    public init?(name: String) {
        guard let topic = Topic.allCases.first(where: { $0.name == name }) else { return nil }
        self = topic
    }

    /// Whether the desk looks this up (`check`), rather than the caller declaring it (`menu` with `declares`).
    public var isLookedUp: Bool {
        switch self {
        case .urgency, .seriousness, .nature, .sites: false
        default: true
        }
    }

    /// The closed set of outcomes; what is looked up can always be `unavailable`.
    public var outcomes: [TopicOutcome] { Topic.outcomeTable[Int(rawValue)] }

    private static let outcomeTable: [[TopicOutcome]] = allCases.map { topic in
        switch topic {
        case .client: [.known, .unknown, .missing, .unavailable]
        case .caller: [.technical, .notTechnical, .unknown, .unavailable]
        case .contact: [.technical, .notTechnical, .unknown, .unavailable]
        case .passcode: [.verified, .wrong, .locked, .unavailable]
        case .bulletin: [.nothing, .active, .unavailable]
        case .order: [.tried, .notTried, .reached, .unavailable]
        case .ticket: [.unanswered, .answered, .nothing, .unavailable]
        case .guarantee: [.exceeded, .running, .noTicket, .unavailable]
        case .service: [.dedicated, .notDedicated, .unavailable]
        case .hours: [.support, .onCall, .unavailable]
        case .tariff: [.inForce, .nothing, .unavailable]
        case .urgency, .seriousness, .sites: [.yes, .no]
        case .nature: [.network, .dedicated, .other]
        }
    }
}

/// The outcome of every topic so far, four bits each: small enough to be copied and compared at no cost.
public struct TopicOutcomes: Hashable, Sendable {
    private var bits: UInt64 = 0

    /// Nothing is known.
    public init() {}

    /// The outcome of a topic, or nothing if it has not come up.
    public subscript(topic: Topic) -> TopicOutcome? {
        get {
            let code = Int(bits >> (UInt64(topic.rawValue) * 4) & 0xF)
            let outcomes = topic.outcomes
            return code == 0 || code > outcomes.count ? nil : outcomes[code - 1]
        }
        set {
            let code = newValue.flatMap(topic.outcomes.firstIndex(of:)).map { UInt64($0) + 1 } ?? 0
            let shift = UInt64(topic.rawValue) * 4
            bits = bits & ~(0xF << shift) | code << shift
        }
    }
}
