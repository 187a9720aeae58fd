/// How long one shift of a rotation lasts on the wall clock.
public enum ShiftLength: Hashable, Sendable {
    case hours(Int)
    case days(Int)
    case weeks(Int)

    /// The longest shift, in days.
    public static let limitInDays = 366

    /// The length in seconds of the wall clock; nothing if it is not positive or exceeds ``limitInDays``.
    var wallSeconds: Int64? {
        let (count, unit): (Int, Int) =
            switch self {
            case .hours(let count): (count, 3600)
            case .days(let count): (count, 86_400)
            case .weeks(let count): (count, 604_800)
            }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow || seconds <= 0 || seconds > Self.limitInDays * 86_400 ? nil : Int64(seconds)
    }
}

/// People who take turns at being on duty.
///
/// Shifts are counted on the wall clock, from the first handover on. So a handover at 08:00 stays at 08:00 when the
/// clocks change, and that night's shift lasts an hour less or more. A handover whose wall-clock time happens twice
/// takes place at the first; one that the clock jumps past takes place at the jump. An hour-long shift that the clock
/// jumps over is thus empty, and one in the repeated hour lasts two hours.
public struct Rotation: Hashable, Sendable {
    /// A short name, unique in the rota, for example `technicians`.
    public let name: String
    /// The ids of the people, in turn; a person who takes more turns is listed more than once.
    public let people: [String]
    /// How long each shift lasts.
    public let shift: ShiftLength
    /// The day of the first handover, when the first person comes on duty; nobody is on duty before.
    public let starts: LocalDate
    /// The wall-clock time of the first handover.
    public let handover: TimeOfDay
    /// The day at whose handover time the rotation ends; none if it goes on.
    public let ends: LocalDate?
    /// The part of the day to which duty is restricted; none for all day.
    public let window: DutyWindow?
    /// The weekdays to which duty is restricted; a window over midnight belongs to the day on which it opens.
    public let weekdays: Set<Weekday>
    /// The first handover, in seconds of the wall clock.
    private let firstHandover: Int64

    /// Makes a rotation; ``Rota/problems()`` says whether it is sound.
    public init(
        name: String, people: [String], shift: ShiftLength, starts: LocalDate, handover: TimeOfDay,
        ends: LocalDate? = nil, window: DutyWindow? = nil, weekdays: Set<Weekday> = Set(Weekday.allCases)
    ) {
        self.name = name
        self.people = people
        self.shift = shift
        self.starts = starts
        self.handover = handover
        self.ends = ends
        self.window = window
        self.weekdays = weekdays
        firstHandover = LocalDateTime(date: starts, time: handover).wallSeconds
    }

    /// The id of the person at a position by turn, without regard to overrides; nothing while nobody is on duty.
    ///
    /// - Parameter position: 0 for who is on duty, 1 for the next in turn; it wraps around.
    public func person(at position: Int, now: Instant, in zone: ZoneRules) -> String? {
        guard position >= 0, !people.isEmpty, let turn = turnOnDuty(at: now, in: zone) else { return nil }
        return people[(turn % people.count + position % people.count) % people.count]
    }

    /// The number of the shift at an instant, if somebody is on duty then.
    func turnOnDuty(at now: Instant, in zone: ZoneRules) -> Int? {
        isInWindow(now, in: zone) ? turn(at: now, in: zone) : nil
    }

    /// The number of the shift at an instant, 0 for the first; nothing before the first and after the end.
    ///
    /// More than a day away from a handover the wall clock alone tells: no zone repeats or skips more.
    func turn(at now: Instant, in zone: ZoneRules) -> Int? {
        guard let length = shift.wallSeconds else { return nil }
        let wall = zone.wallSeconds(at: now)
        let elapsed = wall - firstHandover
        if elapsed < Self.longestFold, now < beginning(ofShift: 0, lasting: length, in: zone) { return nil }
        if let ends, LocalDateTime(date: ends, time: handover).wallSeconds - wall < Self.longestFold,
            let end = end(in: zone), now >= end
        {
            return nil
        }
        var turn = max(0, elapsed / length)
        guard length - elapsed % length < Self.longestFold else { return Int(turn) }
        // In a repeated hour the wall clock is behind the handovers that already took place.
        for _ in 0..<Self.foldLimit {
            guard now >= beginning(ofShift: turn + 1, lasting: length, in: zone) else { break }
            turn += 1
        }
        return Int(turn)
    }

    /// How the turns follow one another on the wall clock alone.
    struct Clock: Hashable, Sendable {
        let first: Int64
        let last: Int64
        let length: Int64

        /// The number of the shift, if it is certain: no restriction, and no handover, beginning or end near.
        func turn(atWall wall: Int64) -> Int? {
            let elapsed = wall - first
            guard length > 0, elapsed >= Rotation.longestFold, last - wall >= Rotation.longestFold,
                length - elapsed % length >= Rotation.longestFold
            else { return nil }
            return Int(elapsed / length)
        }
    }

    /// The rotation's clock; one without length is never certain.
    var clock: Clock {
        Clock(
            first: firstHandover,
            last: ends.map { LocalDateTime(date: $0, time: handover).wallSeconds } ?? Self.never,
            length: isRestricted ? 0 : shift.wallSeconds ?? 0)
    }

    /// The instants between two others at which who is on duty may change, in no particular order.
    func boundaries(from: Instant, until: Instant, in zone: ZoneRules) -> [Instant] {
        var found = handovers(from: from, until: until, in: zone)
        if let end = end(in: zone) { found.append(end) }
        if isRestricted {
            found += (window ?? .wholeDay).edges(from: from, until: until, on: weekdays, in: zone)
        }
        return found
    }

    private func handovers(from: Instant, until: Instant, in zone: ZoneRules) -> [Instant] {
        guard let length = shift.wallSeconds else { return [] }
        let elapsed = zone.wallSeconds(at: from) - firstHandover
        let first = max(0, elapsed / length)
        var found: [Instant] = []
        for turn in first..<first + Self.handoverLimit {
            let instant = beginning(ofShift: turn, lasting: length, in: zone)
            if instant >= until { break }
            found.append(instant)
        }
        return found
    }

    private func isInWindow(_ now: Instant, in zone: ZoneRules) -> Bool {
        !isRestricted || (window ?? .wholeDay).contains(now, on: weekdays, in: zone)
    }

    private func beginning(ofShift turn: Int64, lasting length: Int64, in zone: ZoneRules) -> Instant {
        zone.instant(ofWallSeconds: firstHandover + turn * length)
    }

    private func end(in zone: ZoneRules) -> Instant? {
        ends.map { zone.instant(of: LocalDateTime(date: $0, time: handover)) }
    }

    private var isRestricted: Bool { window != nil || weekdays.count < Weekday.allCases.count }

    /// A time on the wall clock later than any, far enough from the end of the scale to be subtracted from.
    private static let never = Int64.max / 2

    /// More seconds than any zone repeats or skips.
    static let longestFold: Int64 = 36 * 3600

    /// How many hour-long shifts a repeated stretch of the wall clock can hold: no zone repeats more than a day.
    private static let foldLimit = 25

    /// How many hour-long shifts a schedule can hold.
    private static let handoverLimit = Int64(Rota.horizonInDays * 24 + 2 * foldLimit)
}
