/// A part of every day, on the wall clock: from `opens`, inclusive, to `closes`, exclusive.
///
/// A window that closes at or before the time at which it opens runs over midnight: 19:00–08:00 ends on the next day,
/// and 08:00–08:00 lasts the whole day. It belongs to the weekday on which it opens. Each edge happens once a day: at
/// the first of two equal wall-clock times, and where the clock jumps past it, at the jump.
public struct DutyWindow: Hashable, Sendable {
    /// The first second of the window.
    public let opens: TimeOfDay
    /// The first second after it.
    public let closes: TimeOfDay

    /// Makes a window.
    public init(opens: TimeOfDay, closes: TimeOfDay) {
        self.opens = opens
        self.closes = closes
    }

    /// From midnight to midnight.
    public static let wholeDay = DutyWindow(opens: .midnight, closes: .midnight)

    /// The window that opens on a day, as instants: the first inside it, and the first after it.
    func span(on date: LocalDate, in zone: ZoneRules) -> (opening: Instant, closing: Instant) {
        let lastDate = closes <= opens ? date.adding(days: 1) : date
        return (
            zone.instant(of: LocalDateTime(date: date, time: opens)),
            zone.instant(of: LocalDateTime(date: lastDate, time: closes))
        )
    }

    /// Whether an instant falls into the window of one of these weekdays.
    ///
    /// The day after is looked at too, because in some zones the clock goes back over midnight.
    func contains(_ now: Instant, on weekdays: Set<Weekday>, in zone: ZoneRules) -> Bool {
        let today = zone.local(now).date
        return [-1, 0, 1].contains { shift in
            let date = today.adding(days: shift)
            guard weekdays.contains(date.weekday) else { return false }
            let span = span(on: date, in: zone)
            return span.opening <= now && now < span.closing
        }
    }

    /// The edges of the windows that may fall between two instants, in no particular order.
    func edges(from: Instant, until: Instant, on weekdays: Set<Weekday>, in zone: ZoneRules) -> [Instant] {
        let first = zone.local(from).date.daysSinceEpoch - 1
        let last = zone.local(until).date.daysSinceEpoch + 1
        guard first <= last else { return [] }
        return (first...last).flatMap { day -> [Instant] in
            let date = LocalDate(daysSinceEpoch: day)
            guard weekdays.contains(date.weekday) else { return [] }
            let span = span(on: date, in: zone)
            return [span.opening, span.closing]
        }
    }
}
