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
    public var outcomes: [TopicOutcome] { (0..<Self.mostOutcomes).compactMap { outcome(at: $0) } }

    /// The outcome at an index of the closed set.
    ///
    /// A call asks this and ``index(of:)`` tens of times, so both are switches: no table, nothing to retain.
    public func outcome(at index: Int) -> TopicOutcome? {
        switch self {
        case .client: Self.choose(index, .known, .unknown, .missing, .unavailable)
        case .caller, .contact: Self.choose(index, .technical, .notTechnical, .unknown, .unavailable)
        case .passcode: Self.choose(index, .verified, .wrong, .locked, .unavailable)
        case .bulletin: Self.choose(index, .nothing, .active, .unavailable)
        case .order: Self.choose(index, .tried, .notTried, .reached, .unavailable)
        case .ticket: Self.choose(index, .unanswered, .answered, .nothing, .unavailable)
        case .guarantee: Self.choose(index, .exceeded, .running, .noTicket, .unavailable)
        case .service: Self.choose(index, .dedicated, .notDedicated, .unavailable)
        case .hours: Self.choose(index, .support, .onCall, .unavailable)
        case .tariff: Self.choose(index, .inForce, .nothing, .unavailable)
        case .urgency, .seriousness, .sites: Self.choose(index, .yes, .no)
        case .nature: Self.choose(index, .network, .dedicated, .other)
        }
    }

    /// Whether an index of the closed set is that of `unavailable`: the last one of what is looked up.
    func isUnavailable(at index: Int) -> Bool {
        switch self {
        case .client, .caller, .contact, .passcode, .order, .ticket, .guarantee: index == 3
        case .bulletin, .service, .hours, .tariff: index == 2
        case .urgency, .seriousness, .nature, .sites: false
        }
    }

    /// The index of an outcome in the closed set, if it is in there.
    public func index(of outcome: TopicOutcome) -> Int? {
        for index in 0..<Self.mostOutcomes where self.outcome(at: index) == outcome { return index }
        return nil
    }

    private static let mostOutcomes = 4

    @inline(__always) private static func choose(
        _ index: Int, _ first: TopicOutcome, _ second: TopicOutcome, _ third: TopicOutcome? = nil,
        _ fourth: TopicOutcome? = nil
    ) -> TopicOutcome? {
        switch index {
        case 0: first
        case 1: second
        case 2: third
        case 3: fourth
        default: nil
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
            return code == 0 ? nil : topic.outcome(at: code - 1)
        }
        set { setIndex(newValue.flatMap(topic.index(of:)), of: topic) }
    }

    /// Sets the outcome of a topic by its index in the closed set.
    mutating func setIndex(_ index: Int?, of topic: Topic) {
        let code = index.map { UInt64($0) + 1 } ?? 0
        let shift = UInt64(topic.rawValue) * 4
        bits = bits & ~(0xF << shift) | code << shift
    }
}
