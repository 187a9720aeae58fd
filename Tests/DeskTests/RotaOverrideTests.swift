import Desk
import Testing

@Suite("Overrides") struct RotaOverrideTests {
    private let fixture: RotaFixture

    init() throws { fixture = try RotaFixture() }

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
