import Desk
import Testing

/// Rule R6: particularly urgent and serious; a dedicated server or service, or the network.
@Suite("Stories: urgency") struct UrgencyStories {
    @Test(arguments: stories) func urgency(_ story: Story) throws { try story.check() }
    @Test(arguments: natures) func nature(_ story: Story) throws { try story.check() }

    private static let stories = [
        Story(
            "not urgent is refused", keys: "12345 2 hangup",
            expect: .refused(.notUrgent).hearing("refused-not-urgent", "todo-not-urgent", "price-quote")),
        Story(
            "urgent and not serious is refused", keys: "12345 1 2 9",
            expect: .abusive(.notSerious, charge: "350.00 EUR").hearing("refused-not-serious", "todo-not-serious")),
        Story(
            "saying nothing concludes nothing", keys: "12345",
            expect: .abandoned().by("12345", "01").hearing("no-answer-goodbye").neverHearing("price-quote")),
        Story(
            "three keys that mean nothing conclude nothing", keys: "12345 5 6 7",
            expect: .abandoned().hearing("not-understood", "no-answer-goodbye")),
        Story(
            "a key that means nothing may be followed by one that does", keys: "12345 5 1 1 2 1",
            expect: .connected(to: "alice").hearing("not-understood")),
    ]

    private static let natures = [
        Story(
            "a network fault after trying other sites", keys: "12345 1 1 1 1 1", expect: .connected(to: "alice")),
        Story(
            "a network fault without trying other sites is refused", keys: "12345 1 1 1 2 9",
            expect: .abusive(.sitesNotTested, charge: "350.00 EUR")
                .hearing("refused-sites-not-tested", "todo-sites-not-tested")),
        Story(
            "something else is refused", keys: "12345 1 1 3 9",
            expect: .abusive(.notDedicated, charge: "350.00 EUR").hearing("refused-not-dedicated")),
        Story(
            "what the records say wins: shared hosting is not dedicated", world: "many-clients", from: Caller.third,
            keys: "34567 1 1 2 9", expect: .abusive(.notDedicated, charge: "350.00 EUR").about("T-8821")),
        Story(
            "a client of shared hosting may report the network", world: "many-clients", from: Caller.third,
            keys: "34567 1 1 1 1 1", expect: .connected(to: "alice")),
        Story(
            "a client without anything dedicated cannot have a dedicated server, whatever the ticket leaves out",
            world: "many-clients", from: Caller.third, keys: "34567 1 1 2",
            given: [.noTickets, .opened("T-8830", client: "34567", at: "2026-03-10T17:10:00+01:00")],
            expect: .refused(.notDedicated)),
        Story(
            "a ticket that names no service is believed where the client has a dedicated one", keys: "12345 1 1 2 1",
            given: [.noTickets, .opened("T-8831", at: "2026-03-10T19:02:00+01:00")], expect: .connected(to: "alice")),
        Story(
            "a ticket on a domain is not about the dedicated server next to it", keys: "12345 1 1 2",
            given: [.noTickets, .opened("T-8832", service: "atelier.example", at: "2026-03-10T19:02:00+01:00")],
            expect: .refused(.notDedicated)),
        Story(
            "transit is dedicated", world: "many-clients", from: Caller.samuel, keys: "45678 1 1 2 1",
            expect: .connected(to: "alice").about("T-8822").speaking(.english)),
    ]
}
