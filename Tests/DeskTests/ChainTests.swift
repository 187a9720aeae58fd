import Desk
import Testing

@Suite("Chains") struct ChainTests {
    private let fixture: RotaFixture

    init() throws { fixture = try RotaFixture() }

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
