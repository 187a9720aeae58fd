import Calls
import Desk
import DeskFolder
import Ledger
import Replay
import Testing

/// Whatever happens in a call, it can be run again; digits that the record hides are told from what they were used for.
@Suite("Calls in which anything happens run again") struct RandomReplayTests {
    private static let plans: [(number: NumberRole, world: String, from: String?, keys: String)] = [
        (.emergency, "evening", "+33612345678", "12345112198"), (.emergency, "evening", "+33612345678", "12345#29"),
        (.emergency, "incident", nil, "12345011111111"), (.emergency, "many-clients", "+33612345678", "123451112"),
        (.managerial, "escalation", "+33612345678", "12345#227#11211"),
        (.managerial, "escalation", nil, "1234503999#592#112"),
    ]

    @Test func replay() throws {
        let desk = try RecordedDesk()
        var (hidden, used, kinds) = (0, 0, Set<String>())
        for seed in 0..<240 {
            let plan = Self.plans[seed % Self.plans.count]
            let world = try desk.world(plan.world)
            let context = try #require(desk.desk.context(for: plan.number))
            let file = CaseFile(
                number: plan.number, from: plan.from.flatMap { PhoneNumber($0) }, startedAt: try #require(world.at))
            let (id, journal) = try desk.journal(file, context)
            var line = RandomLine(
                context, rota: desk.desk.rota, facts: WorldFacts(world, hasher: desk.hasher), file: file,
                plan: plan.keys, journal: journal, seed: UInt64(seed))
            try line.run()
            let details = try #require(try desk.ledger.call(id))
            let differences = try desk.differences(details)
            #expect(differences == [], "seed \(seed), \(id)")
            if !differences.isEmpty { return }
            kinds.formUnion(details.events.map(\.kind))
            let dots = details.events.count { $0.payload == #"{"key":"•"}"# }
            hidden += dots
            if dots > 0, details.events.contains(where: { $0.kind == "collected" }) { used += 1 }
        }
        // The calls come to where they are meant to come.
        #expect(hidden > 300, "\(hidden)")
        #expect(used > 60, "\(used)")
        let wanted: Set = [
            "bridge", "stop-recording", "attempt", "log", "technician-hung-up", "caller-hung-up", "deadline",
        ]
        #expect(kinds.isSuperset(of: wanted), "\(kinds)")
    }
}
