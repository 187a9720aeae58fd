import Desk
import TestSupport
import Testing

@Suite("Abusive use is billed (R10)") struct BillingTests {
    private let desk: Procedure
    /// A call without a ticket whose caller heard the price and insisted.
    private let abusive: Standing

    init() throws {
        desk = try Procedure()
        var standing = Standing([.client: .known, .caller: .technical, .ticket: .nothing, .tariff: .inForce])
        (standing.heardPrice, standing.insisted) = (true, true)
        abusive = standing
    }

    private func decide(
        _ standing: Standing, on number: NumberRole = .emergency, isDrill: Bool = false,
        at: String = "2026-03-10T20:30", policy: Policy? = nil
    ) throws -> BillingDecision {
        AbuseBilling.decide(try desk.file(number, at: at, isDrill: isDrill), standing, policy: policy ?? desk.policy)
    }

    @Test("at the price of the number that was called")
    func amounts() throws {
        #expect(try decide(abusive) == .propose(desk.policy.tariffs[0], [.noTicket]))
        let managerial = abusive.with([.passcode: .verified])
        #expect(try decide(managerial, on: .managerial) == .propose(desk.policy.tariffs[1], [.noTicket]))
        #expect(desk.policy.tariffs.map(\.amount.description) == ["350.00 EUR", "450.00 EUR"])
    }

    @Test("never where one condition fails, each by its name", arguments: BillingObstacle.allCases)
    func obstacles(obstacle: BillingObstacle) throws {
        var standing = abusive
        var policy = desk.policy
        switch obstacle {
        case .drill: break
        case .identityNotEstablished: standing.record(.unknown, of: .client)
        case .nothingViolated: standing.record(.unanswered, of: .ticket)
        case .deskUnavailable: standing.sawUnavailable = true
        case .priceNotHeard: standing.heardPrice = false
        case .didNotInsist: standing.insisted = false
        case .didNotAgree: (standing.insisted, standing.marked) = (false, true)
        case .noTariffInForce: policy.tariffs = []
        case .alreadyCharged: standing.charged = true
        }
        #expect(try decide(standing, isDrill: obstacle == .drill, policy: policy) == .refuse(obstacle))
    }

    @Test(
        "never where the caller's identity is not established",
        arguments: [
            (NumberRole.emergency, [Topic.client: TopicOutcome.unknown]), (.emergency, [.client: .missing]),
            (.emergency, [.caller: .notTechnical]), (.emergency, [.caller: .unknown]),
            (.emergency, [.caller: .unknown, .contact: .notTechnical]),
            (.emergency, [.caller: .unknown, .contact: .unknown]), (.managerial, [:]),
            (.managerial, [.passcode: .wrong]), (.managerial, [.passcode: .locked]),
        ])
    func identity(number: NumberRole, changes: [Topic: TopicOutcome]) throws {
        #expect(try decide(abusive.with(changes), on: number) == .refuse(.identityNotEstablished))
        for topic in [Topic.client, .caller] {
            #expect(try decide(abusive.without(topic), on: number) == .refuse(.identityNotEstablished))
        }
    }

    @Test("of a caller who was chosen by contact code only where the passcode was verified")
    func contactCode() throws {
        let standing = abusive.with([.caller: .unknown, .contact: .technical])
        #expect(try decide(standing) == .refuse(.identityNotEstablished))
        #expect(try decide(standing.with([.passcode: .verified])) == .propose(desk.policy.tariffs[0], [.noTicket]))
        #expect(try decide(abusive.with([.passcode: .wrong])) == .refuse(.identityNotEstablished))
    }

    @Test(
        "never where any store did not answer, even if another precondition is definitely false",
        arguments: Topic.allCases.filter(\.isLookedUp))
    func unavailable(topic: Topic) throws {
        #expect(try decide(abusive.with([topic: .unavailable])) == .refuse(.deskUnavailable))
        // It does not help that the store answered later.
        let answer = try #require(abusive.outcomes[topic] ?? topic.outcomes.first)
        let later = abusive.with([topic: .unavailable]).with([topic: answer])
        #expect(try decide(later) == .refuse(.deskUnavailable))
    }

    @Test(
        "for a precondition that is definitely false",
        arguments: [
            ([Topic.ticket: TopicOutcome.nothing], [Reason.noTicket]), ([.ticket: .answered], [.ticketAnswered]),
            ([.guarantee: .running], [.guaranteeRunning]), ([.urgency: .no], [.notUrgent]),
            ([.seriousness: .no], [.notSerious]), ([.nature: .other], [.notDedicated]),
            ([.nature: .dedicated, .service: .notDedicated], [.notDedicated]), ([.sites: .no], [.sitesNotTested]),
            ([.guarantee: .noTicket, .ticket: .nothing], [.noTicket]),
            ([.sites: .no, .urgency: .no, .guarantee: .running], [.guaranteeRunning, .notUrgent, .sitesNotTested]),
        ])
    func reasons(changes: [Topic: TopicOutcome], reasons: [Reason]) throws {
        var standing = Standing.sound.with(changes)
        (standing.heardPrice, standing.insisted) = (true, true)
        #expect(try decide(standing) == .propose(desk.policy.tariffs[0], reasons))
    }

    @Test("for the managerial number out of order, and only there", arguments: [TopicOutcome.notTried, .reached])
    func outOfOrder(outcome: TopicOutcome) throws {
        var standing = Standing.sound.with([.order: outcome])
        (standing.heardPrice, standing.insisted) = (true, true)
        #expect(try decide(standing, on: .managerial) == .propose(desk.policy.tariffs[1], [.emergencyNumberFirst]))
        #expect(try decide(standing) == .refuse(.nothingViolated))
    }

    @Test("by the tariff that was in force when the call came in")
    func tariffEdges() throws {
        var policy = desk.policy
        let (from, until) = (try paris("2026-03-10T20:30"), try paris("2026-03-10T20:31"))
        policy.tariffs = [Tariff(number: .emergency, amount: Money(cents: 350_00), from: from, until: until)]
        for (at, isInForce) in [
            ("20:29:59.999", false), ("20:30:00", true), ("20:30:59.999", true), ("20:31:00", false),
        ] {
            let decision = try decide(abusive, at: "2026-03-10T\(at)", policy: policy)
            #expect(decision == (isInForce ? .propose(policy.tariffs[0], [.noTicket]) : .refuse(.noTariffInForce)))
        }
        #expect(try decide(abusive.with([.tariff: .nothing])) == .refuse(.noTariffInForce))
    }

    @Test("exactly where all conditions hold, over every combination of them")
    func combinations() throws {
        let flags = Standing.Flag.allCases
        for mask in 0..<(1 << (flags.count + 4)) {
            func isSet(_ bit: Int) -> Bool { mask >> bit & 1 == 1 }
            let (isKnown, isViolated) = (isSet(flags.count), isSet(flags.count + 1))
            let (hasTariff, isDrill) = (isSet(flags.count + 2), isSet(flags.count + 3))
            var standing = Standing([
                .client: .known, .caller: isKnown ? .technical : .unknown,
                .ticket: isViolated ? .answered : .unanswered, .tariff: hasTariff ? .inForce : .nothing,
            ])
            for (bit, flag) in flags.enumerated() where isSet(bit) { flag.raise(in: &standing) }
            let wantedIt = standing.insisted || standing.marked && standing.agreed
            let isBillable =
                isKnown && (isViolated || standing.marked) && hasTariff && !isDrill && standing.heardPrice && wantedIt
                && !standing.sawUnavailable && !standing.charged
            let expected: [Reason] =
                (isViolated ? [.ticketAnswered] : []) + (standing.marked ? [.notUrgent, .notSerious] : [])
            switch try decide(standing, isDrill: isDrill) {
            case .propose(let tariff, let reasons):
                try #require(isBillable && tariff == desk.policy.tariffs[0] && reasons == expected)
            case .refuse: try #require(!isBillable, "\(mask)")
            }
        }
    }

    @Test("never without all conditions, whatever the standing")
    func random() throws {
        var generator = SplitMix64(seed: 10)
        var proposed = 0
        for round in 0..<20_000 {
            // Half of them near one that is billed, where a slip would show.
            var standing = round.isMultiple(of: 2) ? Standing.random(using: &generator) : abusive
            if !round.isMultiple(of: 2) {
                let topic = try #require(Topic.allCases.randomElement(using: &generator))
                standing.record(try #require(topic.outcomes.randomElement(using: &generator)), of: topic)
                try #require(Standing.Flag.allCases.randomElement(using: &generator)).raise(in: &standing)
            }
            for number in NumberRole.allCases {
                guard case .propose(_, let reasons) = try decide(standing, on: number) else { continue }
                proposed += 1
                let outcomes = standing.outcomes
                try #require(standing.heardPrice && !standing.charged && !standing.sawUnavailable)
                try #require(standing.insisted || standing.marked && standing.agreed)
                try #require(outcomes[.client] == .known)
                try #require(outcomes[.caller] == .technical || outcomes[.contact] == .technical)
                try #require(number == .emergency || outcomes[.passcode] == .verified)
                try #require(Topic.allCases.allSatisfy { outcomes[$0] != .unavailable })
                try #require(outcomes[.tariff] != .nothing)
                try #require(!reasons.isEmpty && reasons.allSatisfy(\.isBillable))
            }
        }
        #expect(proposed > 0)
    }

    @Test("of a caller who agreed to the price, where the technician who took the call marked it")
    func marked() throws {
        var standing = Standing.sound
        (standing.heardPrice, standing.agreed, standing.admitted, standing.connected) = (true, true, true, true)
        #expect(try decide(standing) == .refuse(.nothingViolated))
        standing.marked = true
        #expect(try decide(standing) == .propose(desk.policy.tariffs[0], [.notUrgent, .notSerious]))
        #expect(try decide(standing, on: .managerial) == .propose(desk.policy.tariffs[1], [.notUrgent, .notSerious]))
        // The caller was connected, and only the charge makes the call abusive.
        #expect(Verdict.of(standing, on: .emergency, policy: desk.policy) == Verdict(kind: .admitted, reasons: []))
        standing.charged = true
        #expect(
            Verdict.of(standing, on: .emergency, policy: desk.policy)
                == Verdict(kind: .abusive, reasons: [.notUrgent, .notSerious]))
        #expect(try decide(standing) == .refuse(.alreadyCharged))
    }

    @Test("of a marked call never where the caller failed to agree, was not told the price or is not known")
    func markedInDoubt() throws {
        var marked = Standing.sound
        (marked.heardPrice, marked.agreed, marked.admitted, marked.marked) = (true, true, true, true)
        #expect(try decide(marked.with([.caller: .unknown]).without(.passcode)) == .refuse(.identityNotEstablished))
        #expect(try decide(marked.with([.bulletin: .unavailable])) == .refuse(.deskUnavailable))
        #expect(try decide(marked, isDrill: true) == .refuse(.drill))
        var changed = marked
        changed.agreed = false
        #expect(try decide(changed) == .refuse(.didNotAgree))
        changed.heardPrice = false
        #expect(try decide(changed) == .refuse(.priceNotHeard))
        var policy = desk.policy
        policy.tariffs = []
        #expect(try decide(marked, policy: policy) == .refuse(.noTariffInForce))
        // Not billed, and so not abusive: the technicians were right to be rung.
        #expect(
            Verdict.of(changed, on: .emergency, policy: desk.policy) == Verdict(kind: .admitted, reasons: []))
    }

    @Test("reasons that say who called, or that the desk failed, are never billed")
    func billableReasons() {
        #expect(
            Reason.allCases.filter { !$0.isBillable } == [
                .noClientNumber, .unknownClient, .notTechnicalContact, .passcodeFailed, .passcodeLocked, .knownIncident,
                .deskUnavailable,
            ])
    }
}
