import Desk

/// The phones of one rung, which ring at once: each with a state and a deadline of its own.
///
/// A leg is named by its place in the rung; its activity is the first one's number and that. Everything fits in a few
/// words, so that a hunt is copied without touching the heap.
struct Legs: Sendable {
    /// Where a leg stands.
    enum State: Hashable, Sendable {
        /// The phone rings.
        case ringing
        /// Somebody, or something, picked up.
        case asking
        /// The leg is over, or never was.
        case over
    }

    private var first = 0
    private var ringing: UInt8 = 0
    private var asking: UInt8 = 0
    /// By leg, in milliseconds since the epoch; the far future for one that is over.
    private var deadlines = InlineArray<8, Int64>(repeating: .max)

    /// No leg.
    init() {}

    /// As many legs as there are people, at most ``OnCallChain/rungLimit``, that ring until then.
    init(first: Int, count: Int, until deadline: Instant) {
        self.first = first
        for leg in 0..<min(count, OnCallChain.rungLimit) {
            ringing |= 1 << UInt8(leg)
            deadlines[leg] = deadline.milliseconds
        }
    }

    /// The leg of an activity, if it is one of these.
    func index(of id: ActivityID) -> Int? {
        let (leg, overflow) = id.number.subtractingReportingOverflow(first)
        return overflow || leg < 0 || leg >= OnCallChain.rungLimit || state(leg) == .over ? nil : leg
    }

    /// The activity of a leg.
    func id(of leg: Int) -> ActivityID { ActivityID(first + leg) }

    /// Where a leg stands.
    func state(_ leg: Int) -> State {
        let bit: UInt8 = 1 << UInt8(leg)
        return ringing & bit != 0 ? .ringing : asking & bit != 0 ? .asking : .over
    }

    /// The leg that was begun first of those that are not over.
    var next: Int? {
        let left = ringing | asking
        return left == 0 ? nil : left.trailingZeroBitCount
    }

    /// The earliest deadline of all.
    var deadline: Instant {
        var earliest = Int64.max
        for leg in deadlines.indices { earliest = min(earliest, deadlines[leg]) }
        return Instant(milliseconds: earliest)
    }

    /// The first leg whose time is up.
    func due(at now: Instant) -> Int? {
        let left = ringing | asking
        for leg in 0..<OnCallChain.rungLimit where left & (1 << UInt8(leg)) != 0 {
            if deadlines[leg] <= now.milliseconds { return leg }
        }
        return nil
    }

    mutating func pickedUp(_ leg: Int, until deadline: Instant) {
        let bit: UInt8 = 1 << UInt8(leg)
        ringing &= ~bit
        asking |= bit
        deadlines[leg] = deadline.milliseconds
    }

    mutating func end(_ leg: Int) {
        let bit: UInt8 = 1 << UInt8(leg)
        ringing &= ~bit
        asking &= ~bit
        deadlines[leg] = .max
    }
}
