import Desk
import Testing

@Suite("Duty windows") struct DutyWindowTests {
    private let fixture: RotaFixture

    init() throws { fixture = try RotaFixture() }

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
