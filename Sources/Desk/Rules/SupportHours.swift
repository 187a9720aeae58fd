/// The two parts of the provider's day.
public enum Period: String, CaseIterable, Hashable, Sendable {
    /// The support team answers (08:00–19:00 in the procedure).
    case support
    /// The technicians on call answer (19:00–08:00 in the procedure).
    case onCall = "on-call"
}

/// When the support team is there: rule R8 and the reading of e-mail depend on it.
///
/// The period is decided by the wall clock: support from `opens`, inclusive, to `closes`, exclusive, on the given
/// weekdays that are no holidays.
public struct SupportHours: Hashable, Sendable {
    /// The first second of support.
    public let opens: TimeOfDay
    /// The first second of on-call duty.
    public let closes: TimeOfDay
    /// The days of the week on which there is support.
    public let weekdays: Set<Weekday>
    /// Days without support.
    public let holidays: Set<LocalDate>

    /// Makes support hours; nothing if they would close before they open, or never open.
    public init?(
        opens: TimeOfDay, closes: TimeOfDay, weekdays: Set<Weekday> = Set(Weekday.allCases),
        holidays: Set<LocalDate> = []
    ) {
        guard opens < closes, !weekdays.isEmpty else { return nil }
        self.opens = opens
        self.closes = closes
        self.weekdays = weekdays
        self.holidays = holidays
    }

    /// Which period an instant falls into.
    public func period(at now: Instant, in zone: ZoneRules) -> Period {
        let local = zone.local(now)
        return opens <= local.time && local.time < closes && isWorkingDay(local.date) ? .support : .onCall
    }

    /// The first instant from `now` on at which there is support: `now` itself during support hours.
    public func nextSupport(from now: Instant, in zone: ZoneRules) -> Instant {
        period(at: now, in: zone) == .support ? now : firstInstant(of: .support, from: now, in: zone)
    }

    /// The first instant after `now` at which the period changes; the distant future if it never does.
    public func nextChange(after now: Instant, in zone: ZoneRules) -> Instant {
        firstInstant(of: period(at: now, in: zone) == .support ? .onCall : .support, from: now, in: zone)
    }

    /// The instant at which `amount` of support time has passed since `start`.
    public func adding(_ amount: Duration, from start: Instant, in zone: ZoneRules) -> Instant {
        var rest = amount
        var now = nextSupport(from: start, in: zone)
        for _ in 0..<Self.searchLimit where now != .distantFuture {
            let closing = nextChange(after: now, in: zone)
            let available = now.duration(to: closing)
            if rest <= available { return now.advanced(by: rest) }
            rest -= available
            now = nextSupport(from: closing, in: zone)
        }
        return .distantFuture
    }

    private func firstInstant(of period: Period, from now: Instant, in zone: ZoneRules) -> Instant {
        var day = zone.local(now).date
        for _ in 0..<Self.searchLimit {
            let edge = edges(on: day, in: zone).first { $0 >= now && self.period(at: $0, in: zone) == period }
            if let edge { return edge }
            day = day.adding(days: 1)
        }
        return .distantFuture
    }

    /// The instants of a day at which the period may change: the clock shows an edge, or jumps over or back behind one.
    private func edges(on day: LocalDate, in zone: ZoneRules) -> [Instant] {
        let shown = [opens, closes].flatMap { zone.instants(of: LocalDateTime(date: day, time: $0)) }
        let jumps = zone.transitions(from: zone.start(of: day), until: zone.start(of: day.adding(days: 1)))
        return (shown + jumps.map(\.at)).sorted()
    }

    private func isWorkingDay(_ date: LocalDate) -> Bool {
        weekdays.contains(date.weekday) && !holidays.contains(date)
    }

    /// How many days ahead a change is sought, and how many stretches of support time are added up.
    private static let searchLimit = 800
}
