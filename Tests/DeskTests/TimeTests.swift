import Desk
import Testing

@Suite("Instants and durations") struct InstantTests {
    @Test("saturate at the ends of the scale")
    func saturation() {
        #expect(Instant.distantFuture.advanced(by: .seconds(1)) == .distantFuture)
        #expect(Instant.distantPast.advanced(by: .seconds(-1)) == .distantPast)
        #expect(Instant(seconds: .max) == .distantFuture)
        #expect(Instant(seconds: .min) == .distantPast)
        #expect(Instant.distantPast.duration(to: .distantFuture) == .milliseconds(Int64.max))
        #expect(Instant.distantFuture.duration(to: .distantPast) == .milliseconds(Int64.min))
        #expect(Instant(milliseconds: 0).advanced(by: .seconds(Int64.max)) == .distantFuture)
        #expect(Duration.seconds(Int64.max).milliseconds == .max)
        #expect(Duration.seconds(Int64.min).milliseconds == .min)
        #expect(Duration.hours(.max).milliseconds == .max)
        #expect(Duration.minutes(.min).milliseconds == .min)
    }

    @Test("round seconds down, also before 1970")
    func floor() {
        #expect(Instant(milliseconds: 1999).seconds == 1)
        #expect(Instant(milliseconds: -1).seconds == -1)
        #expect(Instant(milliseconds: -1000).seconds == -1)
        #expect(Instant(milliseconds: -1001).seconds == -2)
    }

    @Test("count whole minutes and hours exactly")
    func units() {
        #expect(Duration.minutes(90) == .seconds(5400))
        #expect(Duration.hours(24) == .seconds(86_400))
        #expect(Duration.hours(-1).milliseconds == -3_600_000)
        #expect(Duration.milliseconds(1500).inSeconds == 1.5)
    }

    @Test("go there and back")
    func thereAndBack() throws {
        let here = try paris("2026-03-29T01:59:59")
        let there = here.advanced(by: .seconds(1))
        #expect(here.duration(to: there) == .seconds(1))
        #expect(inParis(there) == "2026-03-29T03:00:00+02:00")
    }
}

@Suite("The calendar") struct LocalDateTests {
    @Test("every day from 1899 to 2101 follows the one before, and comes back from its number")
    func roundTrip() throws {
        let first = try day("1899-01-01")
        let last = try day("2101-12-31")
        var before = first
        for number in first.daysSinceEpoch + 1...last.daysSinceEpoch {
            let date = LocalDate(daysSinceEpoch: number)
            try #require(date.daysSinceEpoch == number)
            try #require(before < date)
            let follows = date.day == before.day + 1 && date.month == before.month || date.day == 1 && before.day >= 28
            try #require(follows, "\(before) \(date)")
            before = date
        }
        #expect(before == last)
    }

    @Test("every 97th day of all years comes back from its number")
    func wholeRange() throws {
        for number in stride(from: -719_162, through: 2_932_896, by: 97) {
            let date = LocalDate(daysSinceEpoch: number)
            try #require(date.daysSinceEpoch == number)
            try #require(LocalDate(year: date.year, month: date.month, day: date.day) == date)
        }
    }

    @Test("is clamped to the years 1 to 9999")
    func clamped() {
        let first = LocalDate(year: 1, month: 1, day: 1)
        let last = LocalDate(year: 9999, month: 12, day: 31)
        #expect(LocalDate(daysSinceEpoch: .min) == first)
        #expect(LocalDate(daysSinceEpoch: .max) == last)
        #expect(last?.adding(days: .max) == last)
        #expect(first?.adding(days: .min) == first)
        #expect(last?.adding(days: 1) == last)
        #expect(LocalDate(year: 0, month: 12, day: 31) == nil)
        #expect(LocalDate(year: 10_000, month: 1, day: 1) == nil)
    }

    @Test(
        "has 29 February in leap years only",
        arguments: [(2024, true), (2028, true), (2000, true), (2100, false), (2026, false)])
    func leapDay(year: Int, exists: Bool) throws {
        #expect((LocalDate(year: year, month: 2, day: 29) != nil) == exists)
        let last = try #require(LocalDate(year: year, month: 2, day: 28))
        #expect(last.adding(days: 1).month == (exists ? 2 : 3))
        #expect(last.adding(days: 2).day == (exists ? 1 : 2))
    }

    @Test("rejects days that do not exist", arguments: [(4, 31), (2, 30), (13, 1), (0, 1), (1, 0), (1, 32), (1, -1)])
    func noSuchDay(month: Int, day: Int) {
        #expect(LocalDate(year: 2026, month: month, day: day) == nil)
    }

    @Test("knows the day of the week")
    func weekdays() throws {
        #expect(try day("1970-01-01").weekday == .thursday)
        #expect(try day("1969-12-31").weekday == .wednesday)
        #expect(try day("2024-02-29").weekday == .thursday)
        #expect(try day("2026-03-29").weekday == .sunday)
        #expect(try day("0001-01-01").weekday == .monday)
        #expect(try day("2026-03-30").weekday == .monday)
    }

    @Test("has times of day from 00:00:00 to 23:59:59")
    func timesOfDay() throws {
        #expect(TimeOfDay(hour: 0, minute: 0) == .midnight)
        #expect(TimeOfDay(hour: 24, minute: 0) == nil)
        #expect(TimeOfDay(hour: 23, minute: 60) == nil)
        #expect(TimeOfDay(hour: 23, minute: 59, second: 60) == nil)
        #expect(TimeOfDay(hour: -1, minute: 0) == nil)
        let last = try time("23:59:59")
        #expect([last.hour, last.minute, last.second, last.seconds] == [23, 59, 59, 86_399])
        #expect(try time("07:59:59") < time("08:00"))
    }
}

@Suite("Wall clocks") struct ZoneRulesTests {
    @Test("jump from 02:00 to 03:00 on 2026-03-29")
    func springForward() throws {
        let jump = try #require(Timestamp.parse("2026-03-29T01:00:00Z"))
        let gap = LocalDateTime(date: try day("2026-03-29"), time: try time("02:30"))
        #expect(ZoneRules.paris.instants(of: gap) == [])
        #expect(ZoneRules.paris.instant(of: gap) == jump)
        #expect(ZoneRules.paris.local(jump).time == (try time("03:00")))
        #expect(ZoneRules.paris.local(jump.advanced(by: .milliseconds(-1))).time == (try time("01:59:59")))
        #expect(ZoneRules.paris.instant(of: LocalDateTime(date: gap.date, time: try time("02:00"))) == jump)
        #expect(ZoneRules.paris.instants(of: LocalDateTime(date: gap.date, time: try time("03:00"))) == [jump])
    }

    @Test("show 02:30 twice on 2026-10-25")
    func fallBack() throws {
        let twice = LocalDateTime(date: try day("2026-10-25"), time: try time("02:30"))
        let first = try paris("2026-10-25T02:30:00+02:00")
        let second = try paris("2026-10-25T02:30:00+01:00")
        #expect(first.duration(to: second) == .hours(1))
        #expect(ZoneRules.paris.instants(of: twice) == [first, second])
        #expect(ZoneRules.paris.instant(of: twice) == first)
        #expect([first, second].map(ZoneRules.paris.local) == [twice, twice])
        let three = LocalDateTime(date: twice.date, time: try time("03:00"))
        #expect(ZoneRules.paris.instants(of: three) == [try paris("2026-10-25T03:00:00+01:00")])
    }

    @Test("days last 23, 24 and 25 hours", arguments: [("2026-03-29", 23), ("2026-03-30", 24), ("2026-10-25", 25)])
    func dayLengths(date: String, hours: Int) throws {
        let date = try day(date)
        let length = ZoneRules.paris.start(of: date).duration(to: ZoneRules.paris.start(of: date.adding(days: 1)))
        #expect(length == .hours(hours))
    }

    @Test("every hour of 2026 comes back from the wall clock")
    func everyHour() throws {
        let start = try paris("2026-01-01T00:00:00")
        for hour in 0..<365 * 24 {
            let instant = start.advanced(by: .hours(hour))
            let local = ZoneRules.paris.local(instant)
            try #require(ZoneRules.paris.instants(of: local).contains(instant))
        }
    }

    @Test("stand still at the ends of the scale")
    func ends() throws {
        for zone in [ZoneRules.paris, .utc, .dayLeftOut] {
            let last = zone.local(.distantFuture)
            let first = zone.local(.distantPast)
            #expect(last.date.year == 9999)
            #expect(first.date.year == 1)
            #expect(zone.local(Instant(seconds: 253_402_300_799)) <= last)
            #expect(first <= zone.local(Instant(seconds: -62_135_596_800)))
        }
        let end = LocalDateTime(date: try day("9999-12-31"), time: try time("23:59:59"))
        #expect(ZoneRules.paris.local(.distantFuture) == end)
        #expect(ZoneRules.paris.local(Instant(seconds: 253_402_300_799)) == end)
    }

    @Test("leave out a whole day, and go back over midnight")
    func unusualZones() throws {
        let jump = Instant(seconds: 1_325_239_200)
        #expect(ZoneRules.dayLeftOut.start(of: try day("2011-12-30")) == jump)
        #expect(ZoneRules.dayLeftOut.start(of: try day("2011-12-31")) == jump)
        #expect(ZoneRules.dayLeftOut.local(jump.advanced(by: .seconds(-1))).date == (try day("2011-12-29")))
        let midnight = ZoneRules.backOverMidnight.instants(
            of: LocalDateTime(date: try day("2006-10-29"), time: .midnight))
        #expect(midnight.count == 2)
        #expect(ZoneRules.backOverMidnight.start(of: try day("2006-10-29")) == midnight.first)
    }
}

@Suite("Times as text") struct TimestampTests {
    @Test(
        "are read to the millisecond",
        arguments: [
            ("2026-03-10T20:30:00+01:00", 1_773_171_000_000), ("2026-03-10T19:30:00Z", 1_773_171_000_000),
            ("2026-03-10 19:30Z", 1_773_171_000_000), ("2026-03-10T19:30:00.5Z", 1_773_171_000_500),
            ("2026-03-10T19:30:00.123456789Z", 1_773_171_000_123), ("2026-03-10T14:00:00-05:30", 1_773_171_000_000),
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
        ])
    func reads(text: String, milliseconds: Int64) {
        #expect(Timestamp.parse(text) == Instant(milliseconds: milliseconds))
    }

    @Test(
        "are rejected when they are not exactly a time with an offset",
        arguments: [
            "", "2026", "2026-03-10", "2026-03-10T20:30:00", "2026-13-10T20:30:00Z", "2026-00-10T20:30:00Z",
            "2026-02-29T20:30:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-03-10T24:00:00Z",
            "2026-03-10T20:60:00Z", "2026-03-10T20:30:60Z", "2026-03-10T20:30:00Z ", " 2026-03-10T20:30:00Z",
            "2026-03-10T20:30:00ZZ", "2026-03-10T20:30:00+01", "2026-03-10T20:30:00+0100", "2026-03-10T20:30:00+24:00",
            "2026-03-10T20:30:00+01:60", "2026-03-10T20:30:00.Z", "2026-03-10T20:30:00.1234567890Z",
            "26-03-10T20:30:00Z", "2026-3-10T20:30:00Z", "0000-01-01T00:00:00Z", "12026-03-10T20:30:00Z",
            "+2026-03-10T20:30:00Z", "\u{662}\u{660}\u{662}\u{666}-03-10T20:30:00Z", "\u{FF12}026-03-10T20:30:00Z",
            "2026-03-10T20:30:00\u{FF3A}", "2026-03-10T20:30:00\u{2212}01:00",
            "2026-03-10T20:30:00Z\u{0}", "2026-03-10T20:30:00Z\u{301}", "2026-03-10T20:30:00,5Z",
        ])
    func rejects(text: String) {
        #expect(Timestamp.parse(text) == nil)
    }

    @Test(
        "come back as they were written",
        arguments: [
            "2026-03-10T20:30:00+01:00", "2026-03-29T01:59:59+01:00", "2026-03-29T03:00:00+02:00",
            "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2024-02-29T00:00:00+01:00",
            "2028-02-29T23:59:59.001+01:00", "2100-03-01T00:00:00+01:00", "1969-12-31T23:59:59.999+01:00",
        ])
    func roundTrip(text: String) throws {
        #expect(inParis(try #require(Timestamp.parse(text))) == text)
    }

    @Test("are written with the zone's offset")
    func offsets() throws {
        let instant = try #require(Timestamp.parse("2011-12-01T12:00:00Z"))
        #expect(Timestamp.format(instant) == "2011-12-01T12:00:00Z")
        #expect(Timestamp.format(instant, in: .dayLeftOut) == "2011-12-01T02:00:00-10:00")
        #expect(Timestamp.format(Instant(seconds: 0), in: .backOverMidnight) == "1969-12-31T21:30:00-02:30")
        #expect(Timestamp.format(.distantFuture) == "9999-12-31T23:59:59.807Z")
        #expect(Timestamp.format(.distantPast) == "0001-01-01T00:00:00.192Z")
    }

    @Test("are the zone's when the offset is left out: the jump in a gap, the first of two in a fold")
    func withoutOffset() throws {
        #expect(inParis(try paris("2026-03-10T20:30")) == "2026-03-10T20:30:00+01:00")
        #expect(inParis(try paris("2026-03-29T02:30:00")) == "2026-03-29T03:00:00+02:00")
        #expect(inParis(try paris("2026-10-25T02:30:00.250")) == "2026-10-25T02:30:00.250+02:00")
        #expect(Timestamp.parse("2026-03-10T20:30:00x", in: .paris) == nil)
    }

    @Test("have days and times of day of their own")
    func parts() throws {
        #expect(Timestamp.format(try day("2018-06-01")) == "2018-06-01")
        #expect(Timestamp.format(try time("08:05")) == "08:05")
        #expect(Timestamp.format(try time("08:05:09"), withSeconds: true) == "08:05:09")
        for text in ["2018-06-1", "2018-06-31", "2018/06/01", "2018-06-01T", "\u{FF12}018-06-01"] {
            #expect(Timestamp.parseDate(text) == nil, "\(text)")
        }
        for text in ["8:00", "24:00", "08:60", "08:00:60", "08:00:00.5", "08:00 ", "08", "\u{966}8:00"] {
            #expect(Timestamp.parseTime(text) == nil, "\(text)")
        }
    }
}
