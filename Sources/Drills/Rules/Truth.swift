import Desk

/// How things really are with a call: who calls whom, and what a true declaration would be.
public struct Truth: Hashable, Sendable {
    /// The number that is called.
    public var number: NumberRole
    /// From which phone; none if it is withheld.
    public var from: PhoneNumber?
    /// The client number that the caller can give; none if it is lost.
    public var client: ClientNumber?
    /// The contact code that the caller can give.
    public var contact: String?
    /// The keys of the passcode that the caller can give, right or wrong.
    public var passcode: String?
    /// Whether it is particularly urgent.
    public var isUrgent: Bool
    /// Whether it is serious.
    public var isSerious: Bool
    /// What it is about.
    public var nature: Nature
    /// Whether a public site and the provider's were tried.
    public var testedSites: Bool

    /// What a call is about.
    public enum Nature: String, CaseIterable, Hashable, Sendable {
        case network, dedicated, other

        var outcome: TopicOutcome {
            switch self {
            case .network: .network
            case .dedicated: .dedicated
            case .other: .other
            }
        }
    }
}
