import Desk
import Testing

@Suite("Support hours") struct SupportHoursTests {
    let daily: SupportHours
    let working: SupportHours

    init() throws {
        daily = try #require(SupportHours(opens: try time("08:00"), closes: try time("19:00")))
        working = try #require(
            SupportHours(
                opens: try time("08:00"), closes: try time("19:00"),
                weekdays: Set(Weekday.allCases).subtracting([.saturday, .sunday]),
                holidays: [try day("2026-05-01"), try day("2026-12-25")]))
    }

    @Test("cannot close before they open, nor open on no day")
    func unusable() throws {
        let eight = try time("08:00")
        #expect(SupportHours(opens: eight, closes: eight) == nil)
        #expect(SupportHours(opens: eight, closes: try time("07:59:59")) == nil)
        #expect(SupportHours(opens: .midnight, closes: eight, weekdays: []) == nil)
    }

    @Test(
        "begin at 08:00:00 and end before 19:00:00",
        arguments: [
            ("07:59:59", Period.onCall), ("08:00:00", .support), ("18:59:59", .support), ("18:59:59.999", .support),
            ("19:00:00", .onCall), ("23:59:59", .onCall), ("00:00:00", .onCall),
        ])
    func edges(clock: String, period: Period) throws {
        for date in ["2026-03-10", "2024-02-29", "2028-02-29", "2026-03-29", "2026-10-25", "2026-12-31"] {
            #expect(daily.period(at: try paris("\(date)T\(clock)"), in: .paris) == period, "\(date)")
        }
    }

    @Test("follow the wall clock, not UTC")
    func wallClock() throws {
        #expect(daily.period(at: try #require(Timestamp.parse("2026-03-28T07:00:00Z")), in: .paris) == .support)
        #expect(daily.period(at: try #require(Timestamp.parse("2026-03-29T06:00:00Z")), in: .paris) == .support)
        #expect(daily.period(at: try #require(Timestamp.parse("2026-03-28T06:00:00Z")), in: .paris) == .onCall)
    }

    @Test(
        "are on-call time in both 02:30 and on either side of the jump",
        arguments: [
            "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-03-29T01:59:59+01:00",
            "2026-03-29T03:00:00+02:00",
        ])
    func nights(text: String) throws {
        let now = try paris(text)
        let eight = try paris("\(text.prefix(10))T08:00:00")
        #expect(daily.period(at: now, in: .paris) == .onCall)
        #expect(daily.nextSupport(from: now, in: .paris) == eight)
        #expect(daily.nextChange(after: now, in: .paris) == eight)
    }

    @Test(
        "are next there at the next opening, or now",
        arguments: [
            ("2026-03-10T07:59:59", "2026-03-10T08:00:00+01:00"), ("2026-03-10T08:00:00", "2026-03-10T08:00:00+01:00"),
            ("2026-03-10T18:59:59", "2026-03-10T18:59:59+01:00"), ("2026-03-10T19:00:00", "2026-03-11T08:00:00+01:00"),
            ("2026-03-28T19:00:00", "2026-03-29T08:00:00+02:00"), ("2026-10-24T19:00:00", "2026-10-25T08:00:00+01:00"),
            ("2024-02-28T22:00:00", "2024-02-29T08:00:00+01:00"), ("2024-02-29T19:00:00", "2024-03-01T08:00:00+01:00"),
            ("2026-12-31T23:59:59", "2027-01-01T08:00:00+01:00"),
        ])
    func nextSupport(now: String, opening: String) throws {
        #expect(inParis(daily.nextSupport(from: try paris(now), in: .paris)) == opening)
    }

    @Test(
        "change next at the next edge, never now",
        arguments: [
            ("2026-03-10T07:59:59", "2026-03-10T08:00:00+01:00"), ("2026-03-10T08:00:00", "2026-03-10T19:00:00+01:00"),
            ("2026-03-10T18:59:59", "2026-03-10T19:00:00+01:00"), ("2026-03-10T19:00:00", "2026-03-11T08:00:00+01:00"),
            ("2026-03-29T12:00:00", "2026-03-29T19:00:00+02:00"), ("2026-10-25T12:00:00", "2026-10-25T19:00:00+01:00"),
        ])
    func nextChange(now: String, change: String) throws {
        #expect(inParis(daily.nextChange(after: try paris(now), in: .paris)) == change)
    }

    @Test("skip weekends and holidays")
    func daysOff() throws {
        #expect(working.period(at: try paris("2026-03-14T12:00:00"), in: .paris) == .onCall)
        #expect(working.period(at: try paris("2026-05-01T12:00:00"), in: .paris) == .onCall)
        let fridayEvening = try paris("2026-03-13T19:00:00")
        #expect(inParis(working.nextSupport(from: fridayEvening, in: .paris)) == "2026-03-16T08:00:00+01:00")
        // Friday 1 May is a holiday, so the weekend after Thursday has three days.
        let thursdayEvening = try paris("2026-04-30T19:00:00")
        #expect(inParis(working.nextChange(after: thursdayEvening, in: .paris)) == "2026-05-04T08:00:00+02:00")
        let overTheClockChange = try paris("2026-03-27T19:00:00")
        #expect(inParis(working.nextSupport(from: overTheClockChange, in: .paris)) == "2026-03-30T08:00:00+02:00")
    }

    @Test(
        "add up to an amount of support time",
        arguments: [
            ("2026-03-10T10:00:00", 60, "2026-03-10T11:00:00+01:00"),
            ("2026-03-10T18:30:00", 60, "2026-03-11T08:30:00+01:00"),
            ("2026-03-10T18:00:00", 60, "2026-03-10T19:00:00+01:00"),
            ("2026-03-10T21:00:00", 60, "2026-03-11T09:00:00+01:00"),
            ("2026-03-10T21:00:00", 0, "2026-03-11T08:00:00+01:00"),
            ("2026-03-28T18:30:00", 60, "2026-03-29T08:30:00+02:00"),
            ("2026-10-24T18:30:00", 60, "2026-10-25T08:30:00+01:00"),
            ("2026-03-28T08:00:00", 22 * 60, "2026-03-29T19:00:00+02:00"),
            ("2026-03-28T08:00:00", 22 * 60 + 1, "2026-03-30T08:01:00+02:00"),
        ])
    func adding(start: String, minutes: Int, end: String) throws {
        #expect(inParis(daily.adding(.minutes(minutes), from: try paris(start), in: .paris)) == end)
    }

    @Test("add up over a weekend")
    func addingOverWeekend() throws {
        let end = working.adding(.hours(2), from: try paris("2026-03-27T18:00:00"), in: .paris)
        #expect(inParis(end) == "2026-03-30T09:00:00+02:00")
    }

    @Test("lose and repeat time when the clock changes inside them")
    func clockChangeInside() throws {
        let night = try #require(SupportHours(opens: try time("01:00"), closes: try time("05:00")))
        let spring = try paris("2026-03-29T01:00:00")
        let autumn = try paris("2026-10-25T01:00:00")
        #expect(spring.duration(to: night.nextChange(after: spring, in: .paris)) == .hours(3))
        #expect(autumn.duration(to: night.nextChange(after: autumn, in: .paris)) == .hours(5))
        #expect(inParis(night.adding(.hours(4), from: autumn, in: .paris)) == "2026-10-25T04:00:00+01:00")
    }

    @Test("open at the jump when the clock jumps over their beginning")
    func openingInTheGap() throws {
        let hours = try #require(SupportHours(opens: try time("02:30"), closes: try time("08:00")))
        let midnight = try paris("2026-03-29T00:00:00")
        #expect(inParis(hours.nextSupport(from: midnight, in: .paris)) == "2026-03-29T03:00:00+02:00")
    }

    @Test("open again when the clock goes back behind an edge")
    func edgeInTheFold() throws {
        let hours = try #require(SupportHours(opens: try time("02:30"), closes: try time("08:00")))
        var changes: [String] = []
        var now = try paris("2026-10-25T00:00:00")
        for _ in 0..<4 {
            now = hours.nextChange(after: now, in: .paris)
            changes.append(inParis(now))
        }
        #expect(
            changes == [
                "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00", "2026-10-25T02:30:00+01:00",
                "2026-10-25T08:00:00+01:00",
            ])
        let between = try paris("2026-10-25T02:10:00+01:00")
        #expect(inParis(hours.nextSupport(from: between, in: .paris)) == "2026-10-25T02:30:00+01:00")
        let short = try #require(SupportHours(opens: try time("02:15"), closes: try time("02:45")))
        let second = try paris("2026-10-25T02:30:00+01:00")
        #expect(inParis(short.nextChange(after: second, in: .paris)) == "2026-10-25T02:45:00+01:00")
    }

    @Test("agree with the period at every quarter of an hour around both clock changes")
    func agreement() throws {
        for start in ["2026-03-28T00:00:00", "2026-10-24T00:00:00"] {
            let begin = try paris(start)
            for hours in [daily, working] {
                for quarter in 0..<3 * 96 {
                    let now = begin.advanced(by: .minutes(quarter * 15))
                    let period = hours.period(at: now, in: .paris)
                    let change = hours.nextChange(after: now, in: .paris)
                    try #require(change > now)
                    try #require(hours.period(at: change.advanced(by: .milliseconds(-1)), in: .paris) == period)
                    try #require(hours.period(at: change, in: .paris) != period)
                }
            }
        }
    }

    @Test("end at the distant future when there is no more support")
    func never() throws {
        #expect(daily.nextSupport(from: .distantFuture, in: .paris) == .distantFuture)
        #expect(daily.nextChange(after: .distantFuture, in: .paris) == .distantFuture)
        #expect(daily.adding(.hours(1), from: .distantFuture, in: .paris) == .distantFuture)
        #expect(daily.adding(.hours(.max), from: try paris("2026-03-10T12:00:00"), in: .paris) == .distantFuture)
        let first = daily.nextSupport(from: .distantPast, in: .utc)
        #expect(Timestamp.format(first) == "0001-01-01T08:00:00Z")
    }
}
