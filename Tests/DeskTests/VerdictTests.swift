import Desk
import TestSupport
import Testing

@Suite("Verdicts") struct VerdictTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    private func verdict(
        _ standing: Standing, on number: NumberRole = .emergency, _ change: (inout Standing) -> Void = { _ in }
    ) -> Verdict {
        var changed = standing
        change(&changed)
        return Verdict.of(changed, on: number, policy: desk.policy)
    }

    @Test("admit a call whose preconditions hold, without reasons")
    func admitted() {
        let admitted = Verdict(kind: .admitted, reasons: [])
        #expect(verdict(.sound) { $0.admitted = true } == admitted)
        #expect(verdict(.sound) { $0.rang = true } == admitted)
        #expect(
            verdict(.sound, on: .managerial) { ($0.admitted, $0.rang, $0.connected) = (true, true, true) } == admitted)
        #expect(verdict(.sound.with([.bulletin: .active])) { $0.admitted = true } == admitted)
    }

    @Test("say that the desk could not know where it failed open")
    func failedOpen() {
        let failedOpen = Verdict(kind: .admitted, reasons: [.deskUnavailable])
        for topic in [Topic.client, .caller, .ticket, .guarantee] {
            #expect(verdict(.sound.with([topic: .unavailable])) { $0.admitted = true } == failedOpen)
        }
        #expect(verdict(Standing([.client: .unavailable])) { $0.admitted = true } == failedOpen)
        #expect(verdict(.sound) { ($0.admitted, $0.failedOpen) = (true, true) } == failedOpen)
        // Bulletins are no precondition: that they could not be read decides nothing.
        let unread = verdict(.sound.with([.bulletin: .unavailable])) { $0.admitted = true }
        #expect(unread == Verdict(kind: .admitted, reasons: []))
    }

    @Test(
        "refuse for the preconditions that definitely do not hold",
        arguments: [
            ([Topic.client: TopicOutcome.missing], [Reason.noClientNumber]), ([.client: .unknown], [.unknownClient]),
            ([.client: .known, .caller: .notTechnical], [.notTechnicalContact]),
            ([.client: .known, .caller: .technical, .ticket: .nothing], [.noTicket]),
            ([.client: .known, .caller: .technical, .ticket: .unanswered, .guarantee: .running], [.guaranteeRunning]),
            ([.client: .known, .bulletin: .active, .ticket: .answered], [.ticketAnswered]),
            ([.client: .known, .bulletin: .unavailable, .ticket: .answered], [.ticketAnswered]),
        ])
    func refused(outcomes: [Topic: TopicOutcome], reasons: [Reason]) {
        #expect(verdict(Standing(outcomes)) == Verdict(kind: .refused, reasons: reasons))
        #expect(verdict(Standing(outcomes)) { $0.heardPrice = true } == Verdict(kind: .refused, reasons: reasons))
    }

    @Test("call abusive what was charged, whether or not it was connected too")
    func abusive() {
        let standing = Standing.sound.with([.urgency: .no, .sites: .no])
        let abusive = Verdict(kind: .abusive, reasons: [.notUrgent, .sitesNotTested])
        #expect(verdict(standing) { $0.charged = true } == abusive)
        #expect(verdict(standing) { ($0.charged, $0.admitted, $0.rang) = (true, true, true) } == abusive)
    }

    @Test("insisting without a charge stays a refusal")
    func insisted() {
        let refused = verdict(.sound.with([.urgency: .no])) { ($0.heardPrice, $0.insisted) = (true, true) }
        #expect(refused == Verdict(kind: .refused, reasons: [.notUrgent]))
    }

    @Test("call abandoned what ended before anything was decided")
    func abandoned() {
        let abandoned = Verdict(kind: .abandoned, reasons: [])
        #expect(verdict(Standing()) == abandoned)
        #expect(verdict(Standing([.client: .known])) == abandoned)
        #expect(verdict(Standing([.client: .known, .caller: .unknown])) == abandoned)
        #expect(verdict(.sound) == abandoned)
        #expect(verdict(Standing([.client: .known, .bulletin: .nothing])) == abandoned)
    }

    @Test("know the incident with which a caller was content")
    func knownIncident() {
        let left = Standing([.client: .known, .caller: .technical, .bulletin: .active])
        #expect(verdict(left) == Verdict(kind: .abandoned, reasons: [.knownIncident]))
        let wentOn = left.with([.ticket: .unanswered])
        #expect(verdict(wentOn) == Verdict(kind: .abandoned, reasons: []))
    }

    @Test("have reasons that fit their kind, whatever the standing")
    func random() throws {
        var generator = SplitMix64(seed: 8)
        for _ in 0..<5000 {
            let standing = Standing.random(using: &generator)
            for number in NumberRole.allCases {
                let verdict = Verdict.of(standing, on: number, policy: desk.policy)
                let violations = Assessment.violations(standing, on: number, policy: desk.policy)
                switch verdict.kind {
                case .admitted: try #require(verdict.reasons == [] || verdict.reasons == [.deskUnavailable])
                case .refused: try #require(!violations.isEmpty && verdict.reasons == violations)
                case .abusive: try #require(standing.charged && verdict.reasons == violations)
                case .abandoned:
                    try #require(violations.isEmpty && !standing.admitted && !standing.rang && !standing.charged)
                    try #require(verdict.reasons == [] || verdict.reasons == [.knownIncident])
                }
            }
        }
    }
}
