import Desk
import Testing

/// Rule R4: a ticket first, through a channel that was valid at that time.
@Suite("Stories: tickets") struct TicketStories {
    @Test(arguments: stories) func inThePortal(_ story: Story) throws { try story.check() }
    @Test(arguments: emails) func byEmail(_ story: Story) throws { try story.check() }

    private static let stories = [
        Story(
            "an unanswered ticket past its guarantee opens the way", keys: "12345 1 1 2 1",
            expect: .connected(to: "alice").about("T-8812").hearing("ticket-found")),
        Story(
            "a ticket that was answered is no reason to call", world: "answered", keys: "12345 9",
            expect: .abusive(.ticketAnswered, charge: "350.00 EUR").about("T-8812")
                .hearing("refused-ticket-answered", "todo-ticket-answered", "price-quote")),
        Story(
            "a closed ticket is none", world: "answered", from: Caller.yann, keys: "23456",
            expect: .refused(.noTicket).hearing("refused-no-ticket", "todo-no-ticket")),
        Story(
            "who never opened a ticket is told to open one, and the price", world: "answered", from: Caller.third,
            keys: "34567 hangup", expect: .refused(.noTicket).hearing("todo-no-ticket", "price-quote")),
        Story(
            "a ticket that is answered during the call was unanswered when it came in", keys: "12345 1 1 2 1",
            given: [.answered("T-8812", at: "2026-03-10T20:30:05+01:00")], expect: .connected(to: "alice")),
        Story(
            "a ticket that was answered as the call came in is answered", keys: "12345",
            given: [.answered("T-8812", at: "2026-03-10T20:30:00+01:00")], expect: .refused(.ticketAnswered)),
        Story(
            "a ticket that is opened during the call comes too late", keys: "12345",
            given: [.noTickets, .opened("T-8999", at: "2026-03-10T20:30:05+01:00")], expect: .refused(.noTicket)),
        Story(
            "another client's ticket does not count", keys: "12345",
            given: [.noTickets, .opened("T-8999", client: "23456", at: "2026-03-10T18:00:00+01:00")],
            expect: .refused(.noTicket)),
        Story(
            "of two tickets the one past its guarantee is meant", keys: "12345 1 1 2 1",
            given: [.opened("T-8900", service: "srv-web-01", at: "2026-03-10T20:20:00+01:00")],
            expect: .connected(to: "alice").about("T-8812")),
        Story(
            "a new ticket next to an answered one has its own guarantee", world: "answered", keys: "12345",
            given: [.opened("T-8900", service: "srv-web-01", at: "2026-03-10T20:10:00+01:00")],
            expect: .refused(.guaranteeRunning).about("T-8900")),
        Story(
            "an unanswered ticket counts though another was answered", world: "answered", keys: "12345 1 1 2 1",
            given: [.opened("T-8700", service: "srv-web-01", at: "2026-03-10T18:10:00+01:00")],
            expect: .connected(to: "alice").about("T-8700")),
    ]

    private static let emails = [
        Story(
            "an e-mail of 31 May 2018 counts as a ticket", world: "email-era", at: "2018-05-31T17:30:00+02:00",
            from: Caller.luc, keys: "45678 1 1 2 1", expect: .connected(to: "helpdesk").about("M-104")),
        Story(
            "an e-mail of 1 June 2018 does not", world: "email-era", at: "2018-06-01T11:30:00+02:00",
            from: Caller.garage, keys: "56789", expect: .refused(.noTicket).hearing("todo-no-ticket")),
        Story(
            "an e-mail of the channel's last second counts", world: "email-era", at: "2018-06-01T09:30:00+02:00",
            from: Caller.luc, keys: "45678 1 1 2 1",
            given: [.noTickets, .opened("M-200", client: "45678", channel: .email, at: "2018-05-31T23:59:59+02:00")],
            expect: .connected(to: "helpdesk").about("M-200")),
        Story(
            "an e-mail of the first second after it does not", world: "email-era", at: "2018-06-01T09:30:00+02:00",
            from: Caller.luc, keys: "45678",
            given: [.noTickets, .opened("M-201", client: "45678", channel: .email, at: "2018-06-01T00:00:00+02:00")],
            expect: .refused(.noTicket)),
        Story(
            "an e-mail of today does not count", keys: "12345 9",
            given: [.noTickets, .opened("M-999", channel: .email, at: "2026-03-10T10:00:00+01:00")],
            expect: .abusive(.noTicket, charge: "350.00 EUR")),
        Story(
            "a portal ticket of 2018 counts all the same", world: "email-era", at: "2018-06-01T11:30:00+02:00",
            from: Caller.garage, keys: "56789 1 1 2 1",
            given: [.opened("T-1", client: "56789", service: "srv-notes", at: "2018-06-01T10:05:00+02:00")],
            expect: .connected(to: "helpdesk").about("T-1")),
    ]
}
