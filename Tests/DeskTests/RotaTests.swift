import Desk
import Testing

/// People, rotations and what the tests ask of a rota, in Paris.
private struct Fixture {
    let people: [OnCallPerson]

    init() throws {
        people = try ["alice", "bruno", "chloe", "david"].enumerated().map { index, id in
            OnCallPerson(id: id, name: id.capitalized, phone: try #require(PhoneNumber("+3360000000\(index)")))
        }
    }

    func rota(
        _ rotations: [Rotation], overrides: [RotaOverride] = [],
        steps: [ChainStep] = [.rotation("technicians")], zone: ZoneRules = .paris
    ) -> Rota {
        Rota(zone: zone, people: people, rotations: rotations, overrides: overrides, chains: [.onCall: steps])
    }

    func rotation(
        _ people: [String] = ["alice", "bruno", "chloe"], shift: ShiftLength = .days(1), starts: String = "2026-01-05",
        handover: String = "08:00", ends: String? = nil, window: (String, String)? = nil,
        weekdays: Set<Weekday> = Set(Weekday.allCases)
    ) throws -> Rotation {
        Rotation(
            name: "technicians", people: people, shift: shift, starts: try day(starts), handover: try time(handover),
            ends: try ends.map(day), window: try window.map { DutyWindow(opens: try time($0), closes: try time($1)) },
            weekdays: weekdays)
    }
}

extension String {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

extension Rota {
    /// The ids of the people of the on-call chain.
    fileprivate func ids(at text: String) throws -> [String] { try ids(at: paris(text)) }

    fileprivate func ids(at now: Instant) -> [String] {
        if case .people(let people) = people(in: .onCall, at: now) { people.map(\.id) } else { [] }
    }

    /// The stretches of the on-call chain, one a line.
    fileprivate func schedule(_ from: String, _ until: String) throws -> [String] {
        shifts(in: .onCall, from: try paris(from), until: try paris(until)).map {
            "\(inParis($0.from)) \($0.people.isEmpty ? "nobody" : $0.people.map(\.id).joined(separator: " "))"
        }
    }

    /// The gaps of the on-call chain, one a line.
    fileprivate func gaps(_ from: String, _ until: String) throws -> [String] {
        gaps(in: .onCall, from: try paris(from), until: try paris(until)).map {
            "\(inParis($0.from)) \(inParis($0.until))"
        }
    }
}

@Suite("Rotations") struct RotationTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

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

@Suite("Duty windows") struct DutyWindowTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("run over midnight")
    func overMidnight() throws {
        let rota = fixture.rota([try fixture.rotation(window: ("19:00", "08:00"))])
        #expect(try rota.ids(at: "2026-01-06T18:59:59") == [])
        #expect(try rota.ids(at: "2026-01-06T19:00:00") == ["bruno"])
        #expect(try rota.ids(at: "2026-01-07T00:00:00") == ["bruno"])
        #expect(try rota.ids(at: "2026-01-07T07:59:59") == ["bruno"])
        #expect(try rota.ids(at: "2026-01-07T08:00:00") == [])
        #expect(
            try rota.gaps("2026-03-28T00:00", "2026-03-30T00:00") == [
                "2026-03-28T08:00:00+01:00 2026-03-28T19:00:00+01:00",
                "2026-03-29T08:00:00+02:00 2026-03-29T19:00:00+02:00",
            ])
    }

    @Test("belong to the weekday on which they open")
    func weekdays() throws {
        let rota = fixture.rota([try fixture.rotation(window: ("19:00", "08:00"), weekdays: [.friday])])
        #expect(try rota.ids(at: "2026-03-13T07:00") == [])
        #expect(try rota.ids(at: "2026-03-13T19:00") != [])
        #expect(try rota.ids(at: "2026-03-14T07:59:59") != [])
        #expect(try rota.ids(at: "2026-03-14T19:00") == [])
    }

    @Test("last a whole day when they close at the time at which they open")
    func wholeDay() throws {
        let rota = fixture.rota([
            try fixture.rotation(["alice"], window: ("08:00", "08:00"), weekdays: [.saturday, .sunday])
        ])
        #expect(
            try rota.schedule("2026-03-27T00:00", "2026-04-01T00:00") == [
                "2026-03-27T00:00:00+01:00 nobody",
                "2026-03-28T08:00:00+01:00 alice",
                "2026-03-30T08:00:00+02:00 nobody",
            ])
    }

    @Test("may be left out when only weekdays are restricted")
    func weekdaysOnly() throws {
        let rota = fixture.rota([try fixture.rotation(["alice"], weekdays: [.sunday])])
        #expect(
            try rota.schedule("2026-10-24T12:00", "2026-10-27T00:00") == [
                "2026-10-24T12:00:00+02:00 nobody",
                "2026-10-25T00:00:00+02:00 alice",
                "2026-10-26T00:00:00+01:00 nobody",
            ])
    }

    @Test("have each edge once on both nights of a clock change")
    func clockChange() throws {
        let rota = fixture.rota([try fixture.rotation(["alice"], window: ("02:30", "05:00"))])
        #expect(
            try rota.gaps("2026-10-25T00:00", "2026-10-25T06:00") == [
                "2026-10-25T00:00:00+02:00 2026-10-25T02:30:00+02:00",
                "2026-10-25T05:00:00+01:00 2026-10-25T06:00:00+01:00",
            ])
        #expect(
            try rota.gaps("2026-03-29T00:00", "2026-03-29T06:00") == [
                "2026-03-29T00:00:00+01:00 2026-03-29T03:00:00+02:00",
                "2026-03-29T05:00:00+02:00 2026-03-29T06:00:00+02:00",
            ])
        let inside = fixture.rota([try fixture.rotation(["alice"], window: ("02:10", "02:50"))])
        #expect(try inside.ids(at: "2026-03-29T03:00:00") == [])
        #expect(try inside.gaps("2026-03-29T00:00", "2026-03-29T06:00").count == 1)
    }
}

@Suite("Chains") struct ChainTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("ring people in order and each once")
    func order() throws {
        let steps: [ChainStep] = [
            .rotation("technicians"), .rotation("technicians", position: 1), .person("chloe"), .person("david"),
        ]
        let rota = fixture.rota([try fixture.rotation()], steps: steps)
        #expect(try rota.ids(at: "2026-01-05T12:00") == ["alice", "bruno", "chloe", "david"])
        #expect(try rota.ids(at: "2026-01-06T12:00") == ["bruno", "chloe", "david"])
        #expect(try rota.ids(at: "2026-01-07T12:00") == ["chloe", "alice", "david"])
        #expect(rota.people(in: .onCall, at: try paris("2026-01-01T12:00")) == .people(Array(fixture.people.suffix(2))))
    }

    @Test("are unavailable when nobody is in them or nobody defined them")
    func unavailable() throws {
        let rota = fixture.rota([try fixture.rotation()])
        #expect(rota.people(in: .onCall, at: try paris("2026-01-05T07:00")) == .unavailable)
        #expect(rota.people(in: .managers, at: try paris("2026-01-05T12:00")) == .unavailable)
        #expect(rota.gaps(in: .managers, from: Instant(seconds: 0), until: Instant(seconds: 60)).count == 1)
    }

    @Test("of a faulty rota answer with the people that are known, and never fail")
    func faulty() throws {
        let faulty = [
            try fixture.rotation([]), try fixture.rotation(["zoe"]), try fixture.rotation(shift: .hours(0)),
            try fixture.rotation(shift: .weeks(.max)), try fixture.rotation(shift: .days(.min)),
            try fixture.rotation(weekdays: []),
        ]
        for rotation in faulty {
            let steps: [ChainStep] = [
                .rotation("technicians"), .rotation("technicians", position: .max),
                .rotation("technicians", position: .min), .rotation("nowhere"), .person("zoe"), .person("david"),
            ]
            let rota = fixture.rota([rotation], steps: steps)
            #expect(rota.problems() != [])
            for now in [.distantPast, try paris("2026-03-10T12:00"), .distantFuture] {
                #expect(rota.ids(at: now) == ["david"])
                #expect(rota.shifts(in: .onCall, from: now, until: .distantFuture).allSatisfy { $0.people.count == 1 })
            }
        }
    }
}

@Suite("Overrides") struct RotaOverrideTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func override(
        _ from: String, _ until: String, replaces: String? = nil, by person: String?
    ) throws -> RotaOverride {
        RotaOverride(
            rotation: "technicians", from: try paris(from), until: try paris(until), replaces: replaces, person: person)
    }

    @Test("hold from their first instant to just before their end")
    func edges() throws {
        let overrides = [try override("2026-01-05T12:00", "2026-01-05T14:30:15", replaces: "alice", by: "david")]
        let rota = fixture.rota([try fixture.rotation()], overrides: overrides)
        #expect(
            try rota.schedule("2026-01-05T08:00", "2026-01-06T08:00") == [
                "2026-01-05T08:00:00+01:00 alice", "2026-01-05T12:00:00+01:00 david", "2026-01-05T14:30:15+01:00 alice",
            ])
        #expect(try rota.ids(at: "2026-01-05T14:30:14.999") == ["david"])
    }

    @Test("of one person leave the others alone, at every position")
    func onePerson() throws {
        let steps: [ChainStep] = [.rotation("technicians"), .rotation("technicians", position: 1)]
        let overrides = [try override("2026-01-01T00:00", "2026-02-01T00:00", replaces: "bruno", by: "david")]
        let rota = fixture.rota([try fixture.rotation()], overrides: overrides, steps: steps)
        #expect(try rota.ids(at: "2026-01-05T12:00") == ["alice", "david"])
        #expect(try rota.ids(at: "2026-01-06T12:00") == ["david", "chloe"])
        #expect(try rota.ids(at: "2026-01-07T12:00") == ["chloe", "alice"])
    }

    @Test("exchange two people")
    func exchange() throws {
        let steps: [ChainStep] = [.rotation("technicians"), .rotation("technicians", position: 1)]
        let overrides = [
            try override("2026-01-05T00:00", "2026-01-06T00:00", replaces: "alice", by: "bruno"),
            try override("2026-01-05T00:00", "2026-01-06T00:00", replaces: "bruno", by: "alice"),
        ]
        let rota = fixture.rota([try fixture.rotation()], overrides: overrides, steps: steps)
        #expect(try rota.ids(at: "2026-01-05T12:00") == ["bruno", "alice"])
    }

    @Test("later in the list win")
    func laterWins() throws {
        let overrides = [
            try override("2026-01-05T08:00", "2026-01-06T08:00", replaces: "alice", by: "bruno"),
            try override("2026-01-05T12:00", "2026-01-05T18:00", by: "chloe"),
            try override("2026-01-05T13:00", "2026-01-05T14:00", replaces: "alice", by: nil),
            try override("2026-01-05T13:30", "2026-01-05T13:45", replaces: "bruno", by: "david"),
        ]
        let rota = fixture.rota([try fixture.rotation()], overrides: overrides)
        #expect(
            try rota.schedule("2026-01-05T08:00", "2026-01-06T00:00") == [
                "2026-01-05T08:00:00+01:00 bruno",
                "2026-01-05T12:00:00+01:00 chloe",
                "2026-01-05T13:00:00+01:00 nobody",
                "2026-01-05T14:00:00+01:00 chloe", "2026-01-05T18:00:00+01:00 bruno",
            ])
    }

    @Test("by nobody leave a gap to the second")
    func hole() throws {
        let overrides = [try override("2026-10-25T02:15:00+02:00", "2026-10-25T02:15:01+01:00", by: nil)]
        let rota = fixture.rota([try fixture.rotation()], overrides: overrides)
        #expect(
            try rota.gaps("2026-10-01T00:00", "2026-11-01T00:00") == [
                "2026-10-25T02:15:00+02:00 2026-10-25T02:15:01+01:00"
            ])
        let behind = fixture.rota(
            [try fixture.rotation()], overrides: overrides, steps: [.rotation("technicians"), .person("david")])
        #expect(try behind.gaps("2026-10-01T00:00", "2026-11-01T00:00") == [])
    }

    @Test("of everybody also fill times without duty")
    func fill() throws {
        let overrides = [try override("2026-01-06T08:00", "2026-01-06T19:00", by: "david")]
        let rota = fixture.rota([try fixture.rotation(window: ("19:00", "08:00"))], overrides: overrides)
        #expect(try rota.ids(at: "2026-01-06T12:00") == ["david"])
        #expect(try rota.gaps("2026-01-06T00:00", "2026-01-07T00:00") == [])
    }
}

@Suite("Schedules") struct ScheduleTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

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

@Suite("Problems of a rota") struct RotaProblemTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("do not exist in a sound one")
    func sound() throws {
        let override = RotaOverride(
            rotation: "technicians", from: Instant(seconds: 0), until: Instant(seconds: 1), replaces: "alice",
            person: nil)
        let rota = fixture.rota(
            [try fixture.rotation()], overrides: [override],
            steps: [.rotation("technicians", position: 2), .person("david")])
        #expect(rota.problems() == [])
    }

    @Test("of people and rotations are found, each in its place")
    func peopleAndRotations() throws {
        let rota = Rota(
            zone: .paris, people: fixture.people + [fixture.people[1]],
            rotations: [
                try fixture.rotation(["alice", "zoe"]), try fixture.rotation([], shift: .days(0)),
                try fixture.rotation(shift: .hours(-1), ends: "2026-01-05", weekdays: []),
                try fixture.rotation(shift: .days(367)), try fixture.rotation(shift: .weeks(.max)),
            ], chains: [:])
        #expect(
            rota.problems() == [
                RotaProblem(.duplicatePerson("bruno"), at: .person(4)),
                RotaProblem(.unknownPerson("zoe"), at: .rotation(0)),
                RotaProblem(.duplicateRotation("technicians"), at: .rotation(1)),
                RotaProblem(.emptyRotation, at: .rotation(1)),
                RotaProblem(.shiftLength(.days(0)), at: .rotation(1)),
                RotaProblem(.duplicateRotation("technicians"), at: .rotation(2)),
                RotaProblem(.shiftLength(.hours(-1)), at: .rotation(2)),
                RotaProblem(.endsBeforeItBegins, at: .rotation(2)),
                RotaProblem(.noWeekdays, at: .rotation(2)),
                RotaProblem(.duplicateRotation("technicians"), at: .rotation(3)),
                RotaProblem(.shiftLength(.days(367)), at: .rotation(3)),
                RotaProblem(.duplicateRotation("technicians"), at: .rotation(4)),
                RotaProblem(.shiftLength(.weeks(.max)), at: .rotation(4)),
            ])
    }

    @Test("of overrides and chains are found, each in its place")
    func overridesAndChains() throws {
        let noon = try paris("2026-03-10T12:00")
        let rota = Rota(
            zone: .paris, people: fixture.people, rotations: [try fixture.rotation()],
            overrides: [
                RotaOverride(rotation: "nowhere", from: noon, until: noon.advanced(by: .seconds(1)), person: "alice"),
                RotaOverride(rotation: "technicians", from: noon, until: noon, replaces: "zoe", person: "yann"),
            ],
            chains: [
                .onCall: [
                    .person("zoe"), .rotation("nowhere"), .rotation("technicians", position: 3),
                    .rotation("technicians", position: -1), .rotation("technicians", position: 2),
                ],
                .managers: [],
            ])
        #expect(
            rota.problems() == [
                RotaProblem(.unknownRotation("nowhere"), at: .override(0)),
                RotaProblem(.unknownPerson("zoe"), at: .override(1)),
                RotaProblem(.unknownPerson("yann"), at: .override(1)),
                RotaProblem(.endsBeforeItBegins, at: .override(1)),
                RotaProblem(.unknownPerson("zoe"), at: .step(.onCall, 0)),
                RotaProblem(.unknownRotation("nowhere"), at: .step(.onCall, 1)),
                RotaProblem(.position(3), at: .step(.onCall, 2)),
                RotaProblem(.position(-1), at: .step(.onCall, 3)),
                RotaProblem(.emptyChain, at: .chain(.managers)),
            ])
    }

    @Test("are also more entries than the limits")
    func limits() throws {
        let person = fixture.people[0]
        let override = RotaOverride(
            rotation: "technicians", from: Instant(seconds: 0), until: Instant(seconds: 1), person: nil)
        let rota = Rota(
            zone: .paris, people: Array(repeating: person, count: 501),
            rotations: try (0..<21).map { _ in try fixture.rotation(Array(repeating: "alice", count: 101)) },
            overrides: Array(repeating: override, count: 1001),
            chains: [.onCall: Array(repeating: .person("alice"), count: 21)])
        let tooMany = rota.problems().filter { if case .tooMany = $0.defect { true } else { false } }
        #expect(tooMany.count == 3 + 21 + 1)
        #expect(tooMany.first == RotaProblem(.tooMany(.people, count: 501), at: .rota))
        #expect(tooMany.last == RotaProblem(.tooMany(.steps, count: 21), at: .chain(.onCall)))
        #expect(tooMany.first?.description == "501 people are too many: use at most 500")
    }

    @Test("say what is wrong and how to mend it")
    func words() {
        let problem = RotaProblem(.shiftLength(.hours(0)), at: .rotation(0))
        #expect(problem.description == "a shift cannot last 0 hours: choose 1 hour to 366 days")
    }
}
