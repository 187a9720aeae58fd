import Desk
import TestSupport
import Testing

@Suite("Assessments") struct AssessmentTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    private func violations(_ standing: Standing, on number: NumberRole = .managerial) -> [Reason] {
        Assessment.violations(standing, on: number, policy: desk.policy)
    }

    @Test("name the reasons in the procedure's order, each once")
    func order() {
        let worst = Standing([
            .client: .unknown, .caller: .notTechnical, .passcode: .locked, .bulletin: .active, .order: .notTried,
            .ticket: .nothing, .guarantee: .noTicket, .urgency: .no, .seriousness: .no, .nature: .network, .sites: .no,
        ])
        #expect(
            violations(worst) == [
                .unknownClient, .notTechnicalContact, .passcodeLocked, .emergencyNumberFirst, .noTicket, .notUrgent,
                .notSerious, .sitesNotTested,
            ])
        #expect(
            violations(worst, on: .emergency) == [
                .unknownClient, .notTechnicalContact, .noTicket, .notUrgent, .notSerious, .sitesNotTested,
            ])
        #expect(violations(.sound) == [])
        #expect(violations(Standing()) == [])
    }

    @Test("find that all holds only if no precondition is missing")
    func allHold() {
        for number in NumberRole.allCases {
            #expect(Assessment.allHold(.sound, on: number, policy: desk.policy))
            #expect(!Assessment.allHold(Standing(), on: number, policy: desk.policy))
        }
        let needed: Set<Topic> = [
            .client, .caller, .passcode, .order, .ticket, .guarantee, .urgency, .seriousness, .nature, .sites,
        ]
        for topic in Topic.allCases {
            let standing = Standing.sound.without(topic)
            let isNeeded = needed.contains(topic)
            #expect(Assessment.allHold(standing, on: .managerial, policy: desk.policy) == !isNeeded)
            let isNeededThere = isNeeded && topic != .passcode && topic != .order
            #expect(Assessment.allHold(standing, on: .emergency, policy: desk.policy) == !isNeededThere)
        }
    }

    @Test("let people be rung if one precondition is unknown and none is violated", arguments: NumberRole.allCases)
    func failOpen(number: NumberRole) {
        var closed = desk.policy
        closed.failsOpen = false
        let topics: [Topic] =
            [.client, .caller, .ticket, .guarantee] + (number == .managerial ? [.passcode, .order] : [])
        for topic in topics {
            let standing = Standing.sound.with([topic: .unavailable])
            #expect(Assessment.permitsRinging(standing, on: number, policy: desk.policy), "\(topic)")
            #expect(!Assessment.permitsRinging(standing, on: number, policy: closed), "\(topic)")
            let refused = standing.with([.urgency: .no])
            #expect(!Assessment.permitsRinging(refused, on: number, policy: desk.policy), "\(topic)")
        }
        #expect(Assessment.permitsRinging(.sound, on: number, policy: closed))
        #expect(!Assessment.permitsRinging(Standing(), on: number, policy: desk.policy))
    }

    @Test(
        "do not let people be rung because of something that is no precondition",
        arguments: [Topic.bulletin, .hours, .tariff])
    func notAPrecondition(topic: Topic) {
        let standing = Standing([.client: .known, topic: .unavailable])
        #expect(!Assessment.permitsRinging(standing, on: .emergency, policy: desk.policy))
    }

    @Test("never let people be rung with a violation, whatever the standing")
    func neverWithAViolation() throws {
        var generator = SplitMix64(seed: 7)
        var (rung, failedOpen) = (0, 0)
        for round in 0..<20_000 {
            // Half of them near the sound one, where a slip would show.
            var standing = round.isMultiple(of: 2) ? Standing.random(using: &generator) : .sound
            if !round.isMultiple(of: 2) {
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let topic = try #require(Topic.allCases.randomElement(using: &generator))
                    standing.record(try #require(topic.outcomes.randomElement(using: &generator)), of: topic)
                }
            }
            for number in NumberRole.allCases {
                guard Assessment.permitsRinging(standing, on: number, policy: desk.policy) else { continue }
                rung += 1
                if standing.unrecorded { continue }
                var unmarked = standing
                unmarked.marked = false
                try #require(violations(unmarked, on: number) == [])
                if Assessment.allHold(standing, on: number, policy: desk.policy) { continue }
                failedOpen += 1
                let unknown = Precondition.allCases.filter {
                    $0.status(standing.outcomes, on: number, policy: desk.policy) == .unavailable
                }
                try #require(!unknown.isEmpty)
            }
        }
        #expect(rung > 1000 && failedOpen > 1000)
    }

    @Test("let people be rung where the ledger did not take the refusal, if the desk fails open")
    func unrecorded() {
        var refused = Standing.sound.with([.ticket: .nothing])
        #expect(!Assessment.permitsRinging(refused, on: .emergency, policy: desk.policy))
        refused.unrecorded = true
        #expect(Assessment.permitsRinging(refused, on: .emergency, policy: desk.policy))
        var strict = desk.policy
        strict.failsOpen = false
        #expect(!Assessment.permitsRinging(refused, on: .emergency, policy: strict))
    }

    @Test("take a technician's mark for a definite violation of R6, which comes after the decision to ring")
    func marked() {
        var marked = Standing.sound
        marked.marked = true
        #expect(violations(marked, on: .emergency) == [.notUrgent, .notSerious])
        #expect(Assessment.allHold(marked, on: .emergency, policy: desk.policy))
        #expect(Assessment.permitsRinging(marked, on: .emergency, policy: desk.policy))
    }

    @Test("find that R4 to R6 hold exactly if they do, over all their outcomes")
    func exhaustive() throws {
        let topics: [Topic] = [.ticket, .guarantee, .urgency, .seriousness, .nature, .service, .sites]
        var standings = [Standing([.client: .known, .caller: .technical])]
        for topic in topics {
            standings += standings.flatMap { standing in topic.outcomes.map { standing.with([topic: $0]) } }
        }
        var sound = 0
        for standing in standings {
            let outcomes = standing.outcomes
            let isNetwork = outcomes[.nature] == .network && outcomes[.sites] == .yes
            let isDedicated = outcomes[.nature] == .dedicated && outcomes[.service] == .dedicated
            let isSound =
                outcomes[.ticket] == .unanswered && outcomes[.guarantee] == .exceeded && outcomes[.urgency] == .yes
                && outcomes[.seriousness] == .yes && (isNetwork || isDedicated)
            try #require(Assessment.allHold(standing, on: .emergency, policy: desk.policy) == isSound)
            sound += isSound ? 1 : 0
        }
        #expect(standings.count == 5 * 5 * 3 * 3 * 4 * 4 * 3)
        #expect(sound == 4 + 3)
    }
}
