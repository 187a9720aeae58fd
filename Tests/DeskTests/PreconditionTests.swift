import Desk
import Testing

@Suite("Preconditions") struct PreconditionTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    private func check(
        _ precondition: Precondition, on number: NumberRole = .emergency,
        _ table: [(outcomes: [Topic: TopicOutcome], status: Precondition.Status)]
    ) {
        for (outcomes, status) in table {
            let found = precondition.status(Standing(outcomes).outcomes, on: number, policy: desk.policy)
            #expect(found == status, "\(precondition.rawValue) with \(outcomes)")
        }
    }

    @Test("R1: the client number")
    func clientNumber() {
        check(
            .clientNumber,
            [
                ([:], .notEvaluated), ([.client: .known], .satisfied), ([.client: .unknown], .violated(.unknownClient)),
                ([.client: .missing], .violated(.noClientNumber)), ([.client: .unavailable], .unavailable),
            ])
    }

    @Test("R2: by the caller's number, else by the code")
    func technicalContact() {
        let caller: [(TopicOutcome?, Precondition.Status?)] = [
            (nil, nil), (.unknown, nil), (.technical, .satisfied), (.notTechnical, .violated(.notTechnicalContact)),
            (.unavailable, .unavailable),
        ]
        let contact: [(TopicOutcome?, Precondition.Status)] = [
            (nil, .notEvaluated), (.technical, .satisfied), (.notTechnical, .violated(.notTechnicalContact)),
            (.unknown, .violated(.notTechnicalContact)), (.unavailable, .unavailable),
        ]
        for (caller, decided) in caller {
            for (contact, status) in contact {
                var outcomes: [Topic: TopicOutcome] = [:]
                outcomes[.caller] = caller
                outcomes[.contact] = contact
                check(.technicalContact, [(outcomes, decided ?? status)])
            }
        }
    }

    @Test("R3: the passcode, where the policy asks for it")
    func passcode() {
        check(
            .passcode, on: .managerial,
            [
                ([:], .notEvaluated), ([.passcode: .verified], .satisfied),
                ([.passcode: .wrong], .violated(.passcodeFailed)), ([.passcode: .locked], .violated(.passcodeLocked)),
                ([.passcode: .unavailable], .unavailable),
            ])
        for outcome in Topic.passcode.outcomes { check(.passcode, [([.passcode: outcome], .notRequired)]) }
        check(.passcode, [([:], .notRequired)])
    }

    @Test("R9: a bulletin is never required, only looked for")
    func knownIncident() {
        check(.knownIncident, [([:], .notEvaluated)])
        for outcome in Topic.bulletin.outcomes { check(.knownIncident, [([.bulletin: outcome], .notRequired)]) }
    }

    @Test("R7: the emergency number first, on the managerial number")
    func order() {
        check(
            .emergencyNumberFirst, on: .managerial,
            [
                ([:], .notEvaluated), ([.order: .tried], .satisfied),
                ([.order: .notTried], .violated(.emergencyNumberFirst)),
                ([.order: .reached], .violated(.emergencyNumberFirst)), ([.order: .unavailable], .unavailable),
            ])
        for outcome in Topic.order.outcomes { check(.emergencyNumberFirst, [([.order: outcome], .notRequired)]) }
        check(.emergencyNumberFirst, [([:], .notRequired)])
    }

    @Test("R4 and R5: a ticket, past its guarantee")
    func ticket() {
        check(
            .ticket,
            [
                ([:], .notEvaluated), ([.ticket: .unanswered], .satisfied),
                ([.ticket: .answered], .violated(.ticketAnswered)), ([.ticket: .nothing], .violated(.noTicket)),
                ([.ticket: .unavailable], .unavailable),
            ])
        check(
            .responseGuarantee,
            [
                ([:], .notEvaluated), ([.guarantee: .exceeded], .satisfied),
                ([.guarantee: .running], .violated(.guaranteeRunning)),
                ([.guarantee: .noTicket], .violated(.noTicket)), ([.guarantee: .unavailable], .unavailable),
            ])
    }

    @Test("R6: what the caller declares")
    func declared() {
        for (precondition, topic, reason) in [
            (Precondition.urgency, Topic.urgency, Reason.notUrgent), (.seriousness, .seriousness, .notSerious),
        ] {
            check(
                precondition,
                [([:], .notEvaluated), ([topic: .yes], .satisfied), ([topic: .no], .violated(reason))])
        }
        check(
            .nature,
            [
                ([:], .notEvaluated), ([.service: .dedicated], .notEvaluated), ([.nature: .network], .satisfied),
                ([.nature: .other], .violated(.notDedicated)), ([.nature: .dedicated], .notEvaluated),
                ([.nature: .dedicated, .service: .dedicated], .satisfied),
            ])
    }

    @Test("each outcome of each topic that decides one is covered: none but the good ones satisfies")
    func onlyTheGoodOnes() {
        let good: [Topic: TopicOutcome] = [
            .client: .known, .passcode: .verified, .order: .tried, .ticket: .unanswered, .guarantee: .exceeded,
            .urgency: .yes, .seriousness: .yes,
        ]
        for precondition in Precondition.allCases {
            guard precondition.topics.count == 1, let topic = precondition.topics.first, let expected = good[topic]
            else { continue }
            for outcome in topic.outcomes {
                let status = precondition.status(
                    Standing([topic: outcome]).outcomes, on: .managerial, policy: desk.policy)
                #expect((status == .satisfied) == (outcome == expected), "\(topic) \(outcome)")
                #expect((status == .unavailable) == (outcome == .unavailable), "\(topic) \(outcome)")
            }
        }
    }

    @Test("the caller cannot be what the desk looks up: a topic's own outcomes only")
    func foreignOutcome() {
        check(.ticket, [([.ticket: .yes], .notEvaluated)])
        check(.urgency, [([.urgency: .unavailable], .notEvaluated)])
    }
}
