import Desk
import Testing

/// Rule R7: the managerial number only after the emergency number.
@Suite("Stories: in order") struct OrderStories {
    @Test(arguments: stories) func inOrder(_ story: Story) throws { try story.check() }
    @Test(arguments: afterwards) func theOtherRules(_ story: Story) throws { try story.check() }

    private static let earlier = "2026-03-10T20:05:00+01:00"

    private static func managerial(
        _ title: String, at: String? = nil, keys: String = "12345 227 hangup", given: [Fact] = [], expect: Expected,
        knownIssue: String? = nil
    ) -> Story {
        Story(
            title, world: "escalation", number: .managerial, at: at, keys: keys, given: given, expect: expect,
            knownIssue: knownIssue)
    }

    private static let stories = [
        Story(
            "the managerial number without the emergency number first is refused, and insisting is abusive",
            number: .managerial, keys: "12345 227 9",
            expect: .abusive(.emergencyNumberFirst, charge: "450.00 EUR")
                .hearing("refused-emergency-number-first", "todo-emergency-number-first", "price-quote")),
        managerial(
            "after an emergency call that reached nobody a manager is rung", keys: "12345 227 1 1 2 1",
            expect: .connected(to: "irene").hearing("welcome-managerial")),
        managerial(
            "an emergency call that a technician took leaves nothing to escalate",
            given: [.noCalls, .called(.emergency, at: earlier, reached: "alice")],
            expect: .refused(.emergencyNumberFirst)),
        managerial(
            "an emergency call for another ticket does not count",
            given: [.noCalls, .called(.emergency, at: earlier, ticket: "T-8000")],
            expect: .refused(.emergencyNumberFirst)),
        managerial(
            "another client's emergency call does not count",
            given: [.noCalls, .called(.emergency, at: earlier, client: "23456")],
            expect: .refused(.emergencyNumberFirst)),
        managerial(
            "an earlier managerial call does not count", given: [.noCalls, .called(.managerial, at: earlier)],
            expect: .refused(.emergencyNumberFirst)),
        managerial(
            "an emergency call that was refused does not count",
            given: [.noCalls, .called(.emergency, at: earlier, verdict: .refused)],
            expect: .refused(.emergencyNumberFirst)),
        managerial(
            "an emergency call that was abusive does not count",
            given: [.noCalls, .called(.emergency, at: earlier, verdict: .abusive)],
            expect: .refused(.emergencyNumberFirst)),
        managerial(
            "an emergency call of 23 hours and 59 minutes ago counts", at: "2026-03-11T20:04:00+01:00",
            keys: "12345 227 1 1 2 1", expect: .connected(to: "irene")),
        managerial(
            "an emergency call of 24 hours and one minute ago does not", at: "2026-03-11T20:06:00+01:00",
            expect: .refused(.emergencyNumberFirst)),
        managerial(
            "an emergency call that was connected because the tickets could not be read, and reached nobody, counts",
            keys: "12345 227 1 1 2 1", given: [.noCalls, .called(.emergency, at: earlier, ticket: nil)],
            expect: .connected(to: "irene")),
    ]

    private static let afterwards = [
        Story(
            "the order comes before the ticket", world: "answered", number: .managerial, from: Caller.third,
            keys: "34567 607 9", expect: .abusive(.emergencyNumberFirst, charge: "450.00 EUR")),
        managerial(
            "a manager is not rung for what is not urgent", keys: "12345 227 2 9",
            expect: .abusive(.notUrgent, charge: "450.00 EUR")),
        managerial(
            "a manager is not rung for what is not serious", keys: "12345 227 1 2 9",
            expect: .abusive(.notSerious, charge: "450.00 EUR")),
        managerial(
            "a manager is not rung once the ticket is answered",
            given: [.answered("T-8812", at: "2026-03-10T20:20:00+01:00")], expect: .refused(.ticketAnswered)),
        managerial(
            "a manager is not rung while the guarantee runs", at: "2026-03-10T19:50:00+01:00", keys: "12345 227 9",
            given: [.noCalls, .called(.emergency, at: "2026-03-10T19:30:00+01:00")],
            expect: .abusive(.guaranteeRunning, charge: "450.00 EUR")),
        managerial(
            "the managers are rung in support hours too", at: "2026-03-11T09:00:00+01:00", keys: "12345 227 1 1 2 1",
            expect: .connected(to: "irene").inPeriod(.support)),
    ]
}
