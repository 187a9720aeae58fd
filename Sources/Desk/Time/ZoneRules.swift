/// The offsets of one time zone as a table: what a wall clock shows at an instant, and when it shows a given time.
///
/// The table is data. It is read from the operating system's zone information at the edge, so that the rules stay pure
/// and a recorded call can be replayed with the zone as it was.
public struct ZoneRules: Hashable, Sendable {
    /// From `at` on, the wall clock shows UTC plus `offset`.
    public struct Transition: Hashable, Sendable {
        /// The first instant at which the offset holds.
        public let at: Instant
        /// Seconds to add to UTC.
        public let offset: Int

        /// Makes a transition.
        public init(at: Instant, offset: Int) {
            self.at = at
            self.offset = offset
        }
    }

    /// The zone's name in the tz database, for example `Europe/Paris`.
    public let identifier: String
    /// Seconds to add to UTC before the first transition.
    public let initialOffset: Int
    /// The changes of offset, in order of time.
    public let transitions: [Transition]

    /// Makes a zone; transitions are put in order of time.
    public init(identifier: String, initialOffset: Int, transitions: [Transition] = []) {
        self.identifier = identifier
        self.initialOffset = initialOffset
        self.transitions = transitions.sorted { $0.at < $1.at }
    }

    /// Coordinated Universal Time.
    public static let utc = ZoneRules(identifier: "UTC", initialOffset: 0)

    /// Seconds to add to UTC at an instant.
    public func offset(at instant: Instant) -> Int {
        offset(beforeTransition: firstTransition { $0.at > instant })
    }

    /// The offset that holds until a transition; until the end of time for the index after the last.
    private func offset(beforeTransition index: Int) -> Int {
        index == 0 ? initialOffset : transitions[index - 1].offset
    }

    /// The changes of offset from an instant, inclusive, to another, exclusive.
    func transitions(from: Instant, until: Instant) -> ArraySlice<Transition> {
        let first = firstTransition { $0.at >= from }
        return transitions[first..<max(first, firstTransition { $0.at >= until })]
    }

    /// The index of the first transition for which something holds that holds for all later ones too.
    private func firstTransition(where holds: (Transition) -> Bool) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if holds(transitions[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// What the wall clock shows at an instant; fractions of a second are dropped.
    public func local(_ instant: Instant) -> LocalDateTime { LocalDateTime(wallSeconds: wallSeconds(at: instant)) }

    /// What the wall clock shows at an instant, in seconds of ``LocalDateTime/wallSeconds``.
    func wallSeconds(at instant: Instant) -> Int64 {
        min(max(instant.seconds, -62_135_596_800), 253_402_300_799) + Int64(offset(at: instant))
    }

    /// Every instant at which the wall clock shows `local`, earliest first: none in a gap, two in a fold.
    public func instants(of local: LocalDateTime) -> [Instant] {
        var found: [Instant] = []
        forEachInstant(showing: local.wallSeconds) { instant in
            found.append(instant)
            return true
        }
        return found
    }

    /// Goes through the instants at which the wall clock shows a time, in order, while `goOn` says so.
    ///
    /// Offsets are shorter than a day and a half, so only the stretches between transitions that touch that neighbourhood count.
    private func forEachInstant(showing wallSeconds: Int64, _ goOn: (Instant) -> Bool) {
        let earliest = Instant(seconds: wallSeconds - Self.longestOffset)
        let latest = Instant(seconds: wallSeconds + Self.longestOffset)
        var index = firstTransition { $0.at > earliest }
        var begin = Instant.distantPast
        while true {
            let end = index < transitions.count ? transitions[index].at : .distantFuture
            let instant = Instant(seconds: wallSeconds - Int64(offset(beforeTransition: index)))
            if begin <= instant, instant < end, !goOn(instant) { return }
            if index == transitions.count || end > latest { return }
            begin = end
            index += 1
        }
    }

    private static let longestOffset: Int64 = 36 * 3600

    /// The first instant at which the wall clock shows `local`; in a gap, the instant at which the clock jumps past it.
    public func instant(of local: LocalDateTime) -> Instant { instant(ofWallSeconds: local.wallSeconds) }

    /// The same for seconds since 1970-01-01T00:00 on the wall clock.
    func instant(ofWallSeconds wallSeconds: Int64) -> Instant {
        var first: Instant?
        forEachInstant(showing: wallSeconds) { instant in
            first = instant
            return false
        }
        if let first { return first }
        for (index, transition) in transitions.enumerated() {
            let before = index == 0 ? initialOffset : transitions[index - 1].offset
            let jumpFrom = transition.at.seconds + Int64(before)
            let jumpTo = transition.at.seconds + Int64(transition.offset)
            if jumpFrom <= wallSeconds, wallSeconds < jumpTo { return transition.at }
        }
        return Instant(seconds: wallSeconds - Int64(initialOffset))
    }

    /// The instant at which a calendar day begins here.
    public func start(of date: LocalDate) -> Instant { instant(of: LocalDateTime(date: date, time: .midnight)) }
}
