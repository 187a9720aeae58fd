import Desk

/// Both sides of one client: what was asked of the provider, and how the numbers were used.
public struct ClientFigures: Hashable, Sendable {
    /// All calls.
    public internal(set) var calls = 0
    /// Calls that were admitted.
    public internal(set) var admitted = 0
    /// Calls that were refused at no charge.
    public internal(set) var refused = 0
    /// Calls that were abusive.
    public internal(set) var abusive = 0
    /// Tickets that were opened.
    public internal(set) var tickets = 0
    /// Tickets that were answered in time.
    public internal(set) var kept = 0
    /// Tickets whose guarantee was missed.
    public internal(set) var missed = 0
    /// The longest delay, in milliseconds.
    public internal(set) var longest: Int64 = 0

    mutating func add(_ result: CallResult) {
        calls += 1
        switch result {
        case .connected, .unreached: admitted += 1
        case .refused: refused += 1
        case .abusive: abusive += 1
        case .abandoned, .undecided: break
        }
    }

    mutating func add(_ line: GuaranteeLine) {
        tickets += 1
        if line.result == .kept { kept += 1 }
        guard line.result.isMissed else { return }
        missed += 1
        longest = max(longest, line.delay)
    }
}

extension ClientFigures {
    /// Adds what another one did.
    mutating func merge(_ other: ClientFigures) {
        calls += other.calls
        admitted += other.admitted
        refused += other.refused
        abusive += other.abusive
        tickets += other.tickets
        kept += other.kept
        missed += other.missed
        longest = max(longest, other.longest)
    }
}
