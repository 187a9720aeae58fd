import Desk

/// What every desk agent can say to a caller.
public enum StandardStatement: String, CaseIterable, Hashable, Sendable {
    /// The incident that is known (R9).
    case bulletin
    /// Which condition fails.
    case condition
    /// What the caller can do now.
    case remedy
    /// What an abusive use costs (R10).
    case price
    /// That the call ends at no cost.
    case free
    /// That a passcode is never told or changed over the phone (R3).
    case passcode
}
