/// A calendar day of the proleptic Gregorian calendar, with no time zone.
public struct LocalDate: Hashable, Sendable, Comparable {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// Makes a day, or nothing if the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= LocalDate.length(ofMonth: month, in: year)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that lies `days` after 1970-01-01, clamped to the years 1 to 9999.
    ///
    /// The era arithmetic counts from 1 March so that the leap day is the last of its year.
    public init(daysSinceEpoch days: Int) {
        let clamped = min(max(days, -719_162), 2_932_896)
        let shifted = clamped + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(unchecked: year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days since 1970-01-01, negative before it.
    public var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day of the week.
    public var weekday: Weekday {
        let index = (daysSinceEpoch + 3) % 7
        return Weekday.allCases[index < 0 ? index + 7 : index]
    }

    /// The day that lies `days` later, clamped to the years 1 to 9999.
    public func adding(days: Int) -> LocalDate {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
        return LocalDate(daysSinceEpoch: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// Order in the calendar.
    public static func < (left: LocalDate, right: LocalDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// How many days a month has.
    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// A day of the week, Monday first (ISO 8601).
public enum Weekday: String, CaseIterable, Hashable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

/// A wall-clock time, to the second, from 00:00:00 to 23:59:59.
public struct TimeOfDay: Hashable, Sendable, Comparable {
    /// Seconds since midnight on the wall clock, 0 to 86,399.
    public let seconds: Int

    /// Makes a time of day, or nothing if the clock has no such time.
    public init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        seconds = hour * 3600 + minute * 60 + second
    }

    init(clampingSeconds seconds: Int) { self.seconds = min(max(seconds, 0), 86_399) }

    /// 00:00:00.
    public static let midnight = TimeOfDay(clampingSeconds: 0)
    /// The hour, 0 to 23.
    public var hour: Int { seconds / 3600 }
    /// The minute, 0 to 59.
    public var minute: Int { seconds / 60 % 60 }
    /// The second, 0 to 59.
    public var second: Int { seconds % 60 }

    /// Order on one day.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.seconds < right.seconds }
}

/// A day and a time on the wall clock, with no time zone.
public struct LocalDateTime: Hashable, Sendable, Comparable {
    /// The day.
    public var date: LocalDate
    /// The time of that day.
    public var time: TimeOfDay

    /// Joins a day and a time.
    public init(date: LocalDate, time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// Seconds since 1970-01-01T00:00 on this same wall clock.
    var wallSeconds: Int64 { Int64(date.daysSinceEpoch) * 86_400 + Int64(time.seconds) }

    /// The time that lies `wallSeconds` after 1970-01-01T00:00, clamped to the years 1 to 9999.
    init(wallSeconds: Int64) {
        let clamped = min(max(wallSeconds, -62_135_596_800), 253_402_300_799)
        var day = clamped / 86_400
        var rest = clamped % 86_400
        if rest < 0 {
            rest += 86_400
            day -= 1
        }
        date = LocalDate(daysSinceEpoch: Int(day))
        time = TimeOfDay(clampingSeconds: Int(rest))
    }

    /// Order on one wall clock.
    public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }
}
