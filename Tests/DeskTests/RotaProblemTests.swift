import Desk
import Testing

@Suite("Problems of a rota") struct RotaProblemTests {
    private let fixture: RotaFixture

    init() throws { fixture = try RotaFixture() }

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

    @Test("of those who are rung at once are found at the very one")
    func together() throws {
        let crowd = Array(repeating: ChainMember.person("alice"), count: 9)
        let rota = fixture.rota(
            [try fixture.rotation()],
            steps: [
                .together([.person("alice"), .person("zoe"), .rotation("technicians", position: 9)]), .together([]),
                .together([.person("yann")]), .together(crowd),
            ])
        #expect(
            rota.problems() == [
                RotaProblem(.tooMany(.together, count: 9), at: .step(.onCall, 3)),
                RotaProblem(.unknownPerson("zoe"), at: .member(.onCall, step: 0, 1)),
                RotaProblem(.position(9), at: .member(.onCall, step: 0, 2)),
                RotaProblem(.emptyStep, at: .step(.onCall, 1)),
                RotaProblem(.unknownPerson("yann"), at: .step(.onCall, 2)),
            ])
        let long = fixture.rota([], steps: Array(repeating: .together(Array(crowd.prefix(8))), count: 9))
        #expect(long.problems() == [RotaProblem(.tooMany(.members, count: 72), at: .chain(.onCall))])
    }

    @Test("say what is wrong and how to mend it")
    func words() {
        let problem = RotaProblem(.shiftLength(.hours(0)), at: .rotation(0))
        #expect(problem.description == "a shift cannot last 0 hours: choose 1 hour to 366 days")
    }
}
