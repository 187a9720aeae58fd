import Desk
import Ledger

/// The disputes of a month: those that were open at some time within it.
public struct DisputeFigures: Hashable, Sendable {
    /// All of them.
    public internal(set) var total = 0
    /// Opened within the month.
    public internal(set) var opened = 0
    /// Answered within the month.
    public internal(set) var answered = 0
    /// Closed within the month, by how they ended.
    public internal(set) var closed: [DisputeLine.Outcome: Int] = [:]
    /// Still open at the end of the month, or now if that is earlier.
    public internal(set) var pending = 0

    mutating func add(_ line: DisputeLine, from: Instant, until: Instant) throws(ReportError) {
        func isWithin(_ mark: ChargeLine.Mark?) -> Bool { mark.map { from <= $0.at && $0.at < until } ?? false }
        guard (line.closed == nil) == (line.outcome == nil) else {
            throw .contradiction(
                "dispute \(line.id) \(line.closed == nil ? "has an outcome but is not closed" : "is closed without an outcome")"
            )
        }
        total += 1
        if isWithin(line.opened) { opened += 1 }
        if isWithin(line.answered) { answered += 1 }
        if isWithin(line.closed), let outcome = line.outcome { closed[outcome, default: 0] += 1 } else { pending += 1 }
    }
}
