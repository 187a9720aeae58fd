import Desk
import Testing

@Suite("Rotations") struct RotationTests {
    private let fixture: RotaFixture

    init() throws { fixture = try RotaFixture() }

    @Test("hand over at 08:00:00, and not a moment before")
    func handover() throws {
        let rota = fixture.rota([try fixture.rotation()])
        #expect(try rota.ids(at: "2026-01-05T07:59:59.999") == [])
        #expect(try rota.ids(at: "2026-01-05T08:00:00") == ["alice"])
        #expect(try rota.ids(at: "2026-01-06T07:59:59.999") == ["alice"])
        #expect(try rota.ids(at: "2026-01-06T08:00:00") == ["bruno"])
        #expect(try rota.ids(at: "2026-01-07T00:00:00") == ["bruno"])
        #expect(try rota.ids(at: "2026-01-08T08:00:00") == ["alice"])
    }

    @Test("answer long before 1970, where the wall clock is negative")
    func longAgo() throws {
        let rota = fixture.rota([try fixture.rotation(starts: "0001-01-05")])
        #expect(try rota.ids(at: "1500-06-01T12:00:00").count == 1)
    }

    @Test("keep the handover at 08:00 on the wall clock when the clocks change")
    func dayShifts() throws {
        let rota = fixture.rota([try fixture.rotation(starts: "2026-03-27")])
        #expect(
            try rota.schedule("2026-03-28T08:00", "2026-03-31T00:00") == [
                "2026-03-28T08:00:00+01:00 bruno", "2026-03-29T08:00:00+02:00 chloe", "2026-03-30T08:00:00+02:00 alice",
            ])
        let night = rota.shifts(in: .onCall, from: try paris("2026-03-28T08:00"), until: try paris("2026-03-29T08:00"))
        #expect(night.map { $0.from.duration(to: $0.until) } == [.hours(23)])
        let longNight = rota.shifts(
            in: .onCall, from: try paris("2026-10-24T08:00"), until: try paris("2026-10-25T08:00"))
        #expect(longNight.map { $0.from.duration(to: $0.until) } == [.hours(25)])
    }

    @Test("change weekly on Monday at 08:00, all year round")
    func weeks() throws {
        let rota = fixture.rota([try fixture.rotation(shift: .weeks(1))])
        let shifts = rota.shifts(in: .onCall, from: try paris("2026-01-05T08:00"), until: try paris("2027-01-04T08:00"))
        #expect(shifts.count == 52)
        for (index, shift) in shifts.enumerated() {
            let local = ZoneRules.paris.local(shift.from)
            #expect(local.date.weekday == .monday)
            #expect(local.time == (try time("08:00")))
            #expect(shift.people.map(\.id) == [["alice", "bruno", "chloe"][index % 3]])
        }
    }

    @Test("pass over 29 February")
    func leapDays() throws {
        let rota = fixture.rota([try fixture.rotation(starts: "2024-02-28")])
        #expect(try rota.ids(at: "2024-02-29T12:00") == ["bruno"])
        #expect(try rota.ids(at: "2024-03-01T12:00") == ["chloe"])
        // 1461 days after 28 February 2024: a whole number of rounds.
        #expect(try rota.ids(at: "2028-02-28T12:00") == ["alice"])
        #expect(try rota.ids(at: "2028-02-29T12:00") == ["bruno"])
    }

    @Test("with twelve-hour shifts stay at 08:00 and 20:00")
    func twelveHours() throws {
        let rota = fixture.rota([try fixture.rotation(["alice", "bruno"], shift: .hours(12), starts: "2026-03-28")])
        #expect(
            try rota.schedule("2026-03-28T08:00", "2026-03-30T00:00") == [
                "2026-03-28T08:00:00+01:00 alice", "2026-03-28T20:00:00+01:00 bruno", "2026-03-29T08:00:00+02:00 alice",
                "2026-03-29T20:00:00+02:00 bruno",
            ])
    }

    @Test("with hour-long shifts leave out the hour that does not exist")
    func hourInTheGap() throws {
        let rota = fixture.rota([
            try fixture.rotation(
                ["alice", "bruno", "chloe", "david"], shift: .hours(1), starts: "2026-03-29", handover: "00:00")
        ])
        #expect(
            try rota.schedule("2026-03-29T00:00", "2026-03-29T05:00") == [
                "2026-03-29T00:00:00+01:00 alice", "2026-03-29T01:00:00+01:00 bruno", "2026-03-29T03:00:00+02:00 david",
                "2026-03-29T04:00:00+02:00 alice",
            ])
    }

    @Test("with hour-long shifts keep one person through the hour that comes twice")
    func hourInTheFold() throws {
        let rota = fixture.rota([
            try fixture.rotation(
                ["alice", "bruno", "chloe", "david"], shift: .hours(1), starts: "2026-10-25", handover: "00:00")
        ])
        #expect(
            try rota.schedule("2026-10-25T00:00", "2026-10-25T05:00") == [
                "2026-10-25T00:00:00+02:00 alice", "2026-10-25T01:00:00+02:00 bruno", "2026-10-25T02:00:00+02:00 chloe",
                "2026-10-25T03:00:00+01:00 david", "2026-10-25T04:00:00+01:00 alice",
            ])
    }

    @Test("hand over once, at the first of two equal times")
    func handoverInTheFold() throws {
        let rota = fixture.rota([try fixture.rotation(starts: "2026-10-24", handover: "02:30")])
        #expect(try rota.ids(at: "2026-10-25T02:29:59+02:00") == ["alice"])
        #expect(try rota.ids(at: "2026-10-25T02:30:00+02:00") == ["bruno"])
        #expect(try rota.ids(at: "2026-10-25T02:00:00+01:00") == ["bruno"])
        #expect(try rota.ids(at: "2026-10-25T02:30:00+01:00") == ["bruno"])
        #expect(try rota.ids(at: "2026-10-26T02:30:00") == ["chloe"])
    }

    @Test("hand over at the jump when the clock jumps past the time")
    func handoverInTheGap() throws {
        let rota = fixture.rota([try fixture.rotation(starts: "2026-03-28", handover: "02:30")])
        #expect(try rota.ids(at: "2026-03-29T01:59:59") == ["alice"])
        #expect(try rota.ids(at: "2026-03-29T03:00:00") == ["bruno"])
        #expect(try rota.ids(at: "2026-03-30T02:30:00") == ["chloe"])
    }

    @Test("end at the handover time of their last day")
    func ends() throws {
        let rota = fixture.rota([try fixture.rotation(ends: "2026-02-01")])
        #expect(try rota.ids(at: "2026-02-01T07:59:59") == ["chloe"])
        #expect(try rota.ids(at: "2026-02-01T08:00:00") == [])
        #expect(
            try rota.gaps("2026-01-01T00:00", "2026-03-01T00:00") == [
                "2026-01-01T00:00:00+01:00 2026-01-05T08:00:00+01:00",
                "2026-02-01T08:00:00+01:00 2026-03-01T00:00:00+01:00",
            ])
    }

    @Test("leave out whole days that a zone leaves out")
    func skippedDay() throws {
        let rota = fixture.rota([try fixture.rotation(starts: "2011-12-29", handover: "00:00")], zone: .dayLeftOut)
        let jump = ZoneRules.dayLeftOut.start(of: try day("2011-12-31"))
        #expect(rota.ids(at: jump.advanced(by: .seconds(-1))) == ["alice"])
        #expect(rota.ids(at: jump) == ["chloe"])
    }
}
