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
        #expect(
            rota.people(in: .onCall, at: try paris("2026-01-01T12:00"))
                == .people(OnCallChain(Array(fixture.people.suffix(2)))))
    }

    @Test("ring several at once, each once, and a rung that nobody is left for is none")
    func together() throws {
        let steps: [ChainStep] = [
            .together([.person("david"), .rotation("technicians")]),
            .together([.rotation("technicians"), .rotation("technicians", position: 1)]),
            .together([.person("david"), .person("zoe")]), .person("chloe"),
        ]
        let rota = fixture.rota([try fixture.rotation()], steps: steps)
        #expect(try rota.rungs(at: "2026-01-05T12:00") == ["david+alice", "bruno", "chloe"])
        #expect(try rota.rungs(at: "2026-01-06T12:00") == ["david+bruno", "chloe"])
        // Before the first handover the rotation has nobody.
        #expect(try rota.rungs(at: "2026-01-01T12:00") == ["david", "chloe"])
    }

    @Test("ring the same people at once where an override exchanges one of them")
    func togetherWithOverride() throws {
        let swap = RotaOverride(
            rotation: "technicians", from: try paris("2026-01-05T11:00"), until: try paris("2026-01-05T13:00"),
            replaces: "alice", person: "david")
        let steps: [ChainStep] = [
            .together([.rotation("technicians"), .rotation("technicians", position: 1)]), .person("chloe"),
        ]
        let rota = fixture.rota([try fixture.rotation()], overrides: [swap], steps: steps)
        #expect(try rota.rungs(at: "2026-01-05T12:00") == ["david+bruno", "chloe"])
        #expect(try rota.rungs(at: "2026-01-05T14:00") == ["alice+bruno", "chloe"])
        let shifts = rota.shifts(in: .onCall, from: try paris("2026-01-05T12:00"), until: try paris("2026-01-05T15:00"))
        #expect(shifts.map(\.chain.rungs) == [[0..<2, 2..<3], [0..<2, 2..<3]])
    }

    @Test("tell apart the same people rung at once and in turn")
    func orderMatters() {
        let (alice, bruno) = (fixture.people[0], fixture.people[1])
        var together = OnCallChain([alice])
        together.append(bruno, together: true)
        #expect(together != OnCallChain([alice, bruno]))
        #expect(together.people == OnCallChain([alice, bruno]).people)
        #expect(OnCallChain().rungs == [])
        #expect(together.rung(from: 2) == 2..<2 && together.rung(from: -1).isEmpty)
    }

    @Test("have at most so many people, and so many at once")
    func limits() {
        var chain = OnCallChain()
        for _ in 0..<100 { chain.append(fixture.people[0], together: true) }
        #expect(chain.people.count == OnCallChain.limit)
        #expect(chain.rungs.count == OnCallChain.limit / OnCallChain.rungLimit)
        #expect(chain.rungs.allSatisfy { $0.count == OnCallChain.rungLimit })
        #expect(OnCallChain(Array(repeating: fixture.people[0], count: 100)).rungs.count == OnCallChain.limit)
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
