import Desk
import Testing

@testable import Drills

@Suite("What the rules say of a call") struct JudgementTests {
    private func judgement(_ name: String, after time: Duration = .zero) throws -> Judgement {
        try ShippedDesk.scenario(name).judgement(after: time, desk: try ShippedDesk.desk())
    }

    @Test("names every reason for which a known caller is refused, and of a stranger only that")
    func reasons() throws {
        #expect(try judgement("not-urgent").reasons == [.notUrgent, .notSerious])
        #expect(try judgement("colleague").reasons == [.notTechnicalContact])
        #expect(try judgement("passcode").reasons == [.passcodeFailed])
        #expect(try judgement("clock-change").reasons == [.guaranteeRunning])
        #expect(try judgement("clock-change", after: .seconds(601)).reasons == [])
    }

    @Test("goes by the hour, by the rota, and by what injects change")
    func target() throws {
        #expect(try judgement("shift-change").decision == .route(.onCall))
        #expect(try judgement("shift-change", after: .minutes(1)).decision == .route(.support))
        #expect(try judgement("rota-hole").decision == .route(.standby))
        #expect(try judgement("panic").decision == .route(.onCall))
    }

    @Test("fails open where the desk cannot know, and bills nobody then")
    func failsOpen() throws {
        let judgement = try judgement("desk-blind")
        #expect(judgement.failsOpen)
        #expect(judgement.decision == .route(.onCall))
        #expect(!judgement.isBillable(heardPrice: true, insisted: true, policy: try ShippedDesk.desk().policy))
    }

    @Test(
        "agrees with the real call machine on what a flow would say first",
        arguments: ["first-day", "wrong-key", "email-ticket"])
    func agrees(name: String) throws {
        let scenario = try ShippedDesk.scenario(name)
        let client = try #require(scenario.truth.client?.description)
        let nature = scenario.truth.nature == .network ? "1" : "2"
        let session = try DrillSession.played(
            name, ["call emergency", client, "1", "1", nature, "2", "hang up", "finish"])
        let first = try #require(try judgement(name).reasons.first)
        #expect(session.timeline.has("refused.\(first.rawValue)"))
    }
}
