/// A named list of people who are rung in order.
public enum ChainName: String, CaseIterable, Hashable, Sendable {
    /// The support team, during support hours (R8).
    case support
    /// The technicians on call (R8).
    case onCall = "on-call"
    /// The managers, for the managerial number.
    case managers
    /// The standby of the policy, when the rota cannot be read or has nobody.
    case standby

    /// The position among all.
    var index: Int {
        switch self {
        case .support: 0
        case .onCall: 1
        case .managers: 2
        case .standby: 3
        }
    }
}

/// Who is to be rung: people in order, or that the rota could not say.
public enum ChainAnswer: Hashable, Sendable {
    /// These people, in order; never empty.
    case people(OnCallChain)
    /// The rota could not be read, or has nobody at that time.
    case unavailable
}
