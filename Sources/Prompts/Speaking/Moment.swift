import CallFlow
import Desk

/// What there is to say of a moment, whether it is written or spoken.
///
/// A moment is told to the minute, with its day where that is not today, and the year where it is another one.
struct Moment: Hashable, Sendable {
    /// The day as seen from today.
    let day: Day
    /// The time of that day.
    let time: TimeOfDay
    /// Which one it is of two that the clock shows alike; nothing for all others.
    let side: Side?

    enum Day: Hashable, Sendable {
        case today
        case tomorrow
        case yesterday
        case date(LocalDate, isThisYear: Bool)
    }

    /// The side of a change of the clock.
    enum Side: Hashable, Sendable {
        case before
        case after
    }

    /// - Parameter name: what the moment is for: one to wait for is rounded up to the minute, any other down.
    /// - Returns: nothing for the ends of the scale.
    init?(_ instant: Instant, as name: SpokenValueName, in zone: ZoneRules, now: Instant) {
        guard instant != .distantPast, instant != .distantFuture else { return nil }
        // Whoever calls back at the time that they were told must not be a few seconds early.
        let isAwaited = name == .deadline || name == .lockedUntil
        let instant = isAwaited ? Self.nextMinute(instant) : instant
        let local = zone.local(instant)
        day = Day(local.date, today: zone.local(now).date)
        time = local.time
        let shown = zone.instants(of: local)
        side = shown.count < 2 ? nil : shown.first == Instant(seconds: instant.seconds) ? .before : .after
    }

    /// The first whole minute from an instant on.
    private static func nextMinute(_ instant: Instant) -> Instant {
        let over = instant.milliseconds % 60_000
        if over == 0 { return instant }
        return instant.advanced(by: .milliseconds(over < 0 ? -over : 60_000 - over))
    }
}

extension Moment.Day {
    fileprivate init(_ date: LocalDate, today: LocalDate) {
        switch date.daysSinceEpoch - today.daysSinceEpoch {
        case 0: self = .today
        case 1: self = .tomorrow
        case -1: self = .yesterday
        default: self = .date(date, isThisYear: date.year == today.year)
        }
    }
}
