/// Whether a leg may send and take packets, as far as their protection goes.
public enum MediaProtection: Hashable, Sendable {
    /// Packets go as they are.
    case none
    /// The leg has to be secure, and waits for its keys: nothing is sent or taken.
    case awaited
    /// Packets are protected before they are sent, and proved before the leg sees them.
    case ready
    /// The keys cannot be used: nothing is sent or taken.
    case failed

    var lets: Bool { self == .none || self == .ready }
}

/// Why a packet of a secure leg was dropped.
public enum SecurityRefusal: Hashable, Sendable {
    /// Its tag is wrong: another key, a changed packet, or one that was never protected.
    case notAuthentic
    /// It has come before, or is older than the window.
    case replayed
    /// It is too short or malformed, of a source too many, or came while there were no keys.
    case unusable
    /// It is one of ours that could not be protected.
    case notProtected
}

/// What a secure leg has dropped; all zero for one that is not secure.
public struct SecurityCounters: Hashable, Sendable {
    /// Packets whose tag was wrong, those that were never protected among them.
    public private(set) var authenticationFailures: UInt64 = 0
    /// Packets that came again, or too late.
    public private(set) var replays: UInt64 = 0
    /// Packets that could not be looked at.
    public private(set) var unusable: UInt64 = 0
    /// Packets of ours that were not sent, as they could not be protected.
    public private(set) var notProtected: UInt64 = 0

    /// Nothing yet.
    public init() {}

    /// Counts a packet.
    public mutating func count(_ refusal: SecurityRefusal) {
        switch refusal {
        case .notAuthentic: authenticationFailures &+= 1
        case .replayed: replays &+= 1
        case .unusable: unusable &+= 1
        case .notProtected: notProtected &+= 1
        }
    }
}
