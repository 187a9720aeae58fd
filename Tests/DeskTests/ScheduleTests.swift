import Desk
import Testing

@Suite("Schedules") struct ScheduleTests {
    private let fixture: RotaFixture

    init() throws { fixture = try RotaFixture() }

    @Test("agree with the chain at every edge and in between, around both clock changes")
    func agreement() throws {
        let steps: [ChainStep] = [.rotation("technicians"), .rotation("technicians", position: 1)]
        let lengths: [ShiftLength] = [.hours(1), .hours(5), .hours(12), .days(1), .weeks(1)]
        let windows: [(String, String)?] = [nil, ("19:00", "08:00"), ("08:00", "19:00"), ("02:30", "02:15")]
        for start in ["2026-03-27T00:00", "2026-10-23T00:00"] {
            for (length, window) in lengths.flatMap({ length in windows.map { (length, $0) } }) {
                let rotation = try fixture.rotation(
                    shift: length, starts: "2026-03-28", handover: "02:30", window: window)
                let hole = RotaOverride(
                    rotation: "technicians", from: try paris("2026-10-25T02:40:00+02:00"),
                    until: try paris("2026-10-25T02:20:00+01:00"), replaces: "alice", person: nil)
                let rota = fixture.rota([rotation], overrides: [hole], steps: steps)
                let from = try paris(start)
                let until = from.advanced(by: .hours(96))
                let shifts = rota.shifts(in: .onCall, from: from, until: until)
                try #require(shifts.first?.from == from && shifts.last?.until == until)
                for (shift, next) in zip(shifts, shifts.dropFirst()) {
                    try #require(shift.until == next.from && shift.people != next.people)
                }
                for shift in shifts {
                    try #require(shift.from < shift.until)
                    let ids = shift.people.map(\.id)
                    try #require(rota.ids(at: shift.from) == ids)
                    try #require(rota.ids(at: shift.until.advanced(by: .milliseconds(-1))) == ids)
                    var now = shift.from
                    while now < shift.until {
                        try #require(rota.ids(at: now) == ids, "\(inParis(now))")
                        now = now.advanced(by: .minutes(19))
                    }
                }
            }
        }
    }

    @Test("are cut at what was asked, to the millisecond")
    func cut() throws {
        let rota = fixture.rota([try fixture.rotation()])
        let from = Instant(milliseconds: try paris("2026-01-05T06:00:00").milliseconds + 1)
        let until = try paris("2026-01-05T09:00:00.500")
        let start = try paris("2026-01-05T08:00")
        #expect(rota.gaps(in: .onCall, from: from, until: until) == [Rota.Gap(from: from, until: start)])
        #expect(rota.shifts(in: .onCall, from: from, until: until).last?.until == until)
        #expect(rota.shifts(in: .onCall, from: from, until: from) == [])
        #expect(rota.gaps(in: .onCall, from: until, until: from) == [])
    }

    @Test("cover 366 days at most, and say so")
    func horizon() throws {
        let rota = fixture.rota([try fixture.rotation(shift: .hours(1))])
        let from = try paris("2026-01-05T08:00")
        let end = Rota.end(from: from, until: .distantFuture)
        #expect(from.duration(to: end) == .hours(366 * 24))
        let shifts = rota.shifts(in: .onCall, from: from, until: .distantFuture)
        #expect(shifts.last?.until == end)
        // An hour-long shift for every hour but the empty one in March and the double one in October.
        #expect(shifts.count == 366 * 24 - 1)
        #expect(Rota.end(from: from, until: from) == from)
    }

    @Test("end with the scale of time")
    func ends() throws {
        let rota = fixture.rota([try fixture.rotation(shift: .hours(1), window: ("19:00", "08:00"))])
        #expect(rota.gaps(in: .onCall, from: .distantPast, until: .distantFuture).count == 1)
        let late = Instant(milliseconds: .max - 1000)
        #expect(rota.shifts(in: .onCall, from: late, until: .distantFuture).last?.until == .distantFuture)
    }

    @Test("have no gap outside the period in which the chain is rung")
    func duringPeriod() throws {
        let hours = try #require(SupportHours(opens: try time("08:00"), closes: try time("19:00")))
        let hole = RotaOverride(
            rotation: "technicians", from: try paris("2026-03-29T07:00"), until: try paris("2026-03-29T20:00"),
            person: nil)
        let rota = fixture.rota([try fixture.rotation(window: ("19:00", "08:00"))], overrides: [hole])
        let gaps = rota.gaps(
            in: .onCall, from: try paris("2026-03-01T00:00"), until: try paris("2026-04-15T00:00"), during: .onCall,
            of: hours)
        #expect(
            gaps == [
                Rota.Gap(from: try paris("2026-03-29T07:00"), until: try paris("2026-03-29T08:00")),
                Rota.Gap(from: try paris("2026-03-29T19:00"), until: try paris("2026-03-29T20:00")),
            ])
    }
}
