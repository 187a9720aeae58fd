import Desk
import Testing

@Suite("Whether a ticket counts (R4)") struct TicketTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    private func finding(_ tickets: [Ticket], at now: String = "2026-03-10T20:30", unavailable: Set<Store> = []) throws
        -> TicketFinding
    {
        TicketRules.ticket(
            of: desk.client, now: try paris(now), policy: desk.policy,
            in: desk.facts(tickets: tickets, unavailable: unavailable))
    }

    @Test("an unanswered one counts, an answered one is known as such, and no ticket is none")
    func outcomes() throws {
        let open = try desk.ticket(opened: "2026-03-10T19:02")
        let answered = try desk.ticket(opened: "2026-03-10T19:02", responded: "2026-03-10T19:30")
        #expect(try finding([open]) == .unanswered(open))
        #expect(try finding([answered]) == .answered(answered))
        #expect(try finding([]) == .none(discounted: nil, nil))
        #expect(try finding([open], unavailable: [.tickets]) == .unavailable)
    }

    @Test(
        "an answer counts from the millisecond in which it is given",
        arguments: [("20:29:59.999", true), ("20:30:00", true), ("20:30:00.001", false), ("23:00:00", false)])
    func answered(at: String, isAnswered: Bool) throws {
        let ticket = try desk.ticket(opened: "2026-03-10T19:02", responded: "2026-03-10T\(at)")
        #expect(try finding([ticket]) == (isAnswered ? .answered(ticket) : .unanswered(ticket)))
    }

    @Test(
        "a ticket counts until the millisecond in which it is closed",
        arguments: [("20:29:59.999", true), ("20:30:00", true), ("20:30:00.001", false)])
    func closed(at: String, isClosed: Bool) throws {
        let ticket = try desk.ticket(opened: "2026-03-10T19:02", closed: "2026-03-10T\(at)")
        #expect(try finding([ticket]) == (isClosed ? .none(discounted: ticket, .closed) : .unanswered(ticket)))
    }

    @Test("a ticket counts from the millisecond in which it is opened")
    func notYetOpened() throws {
        let later = try desk.ticket(opened: "2026-03-10T20:30:00.001")
        #expect(try finding([later]) == .none(discounted: later, .notYetOpened))
        let just = try desk.ticket(opened: "2026-03-10T20:30:00")
        #expect(try finding([just]) == .unanswered(just))
    }

    @Test(
        "the e-mail channel ended when 1 June 2018 began in Paris",
        arguments: [
            ("2018-05-31T23:59:59.999", true), ("2018-06-01T00:00:00", false), ("2018-06-01T00:00:00.001", false),
            ("2018-05-31T22:00:00Z", false), ("2018-05-31T21:59:59Z", true), ("2026-03-10T10:00", false),
        ])
    func emailEnded(opened: String, counts: Bool) throws {
        let ticket = try desk.ticket(channel: .email, opened: opened)
        #expect(try finding([ticket]) == (counts ? .unanswered(ticket) : .none(discounted: ticket, .channelEnded)))
        // The portal goes on.
        let portal = try desk.ticket(opened: opened)
        #expect(try finding([portal]) == .unanswered(portal))
    }

    @Test("a channel that the policy does not name never counts")
    func unnamedChannel() throws {
        var policy = desk.policy
        policy.channels = []
        let ticket = try desk.ticket(opened: "2026-03-10T19:02")
        #expect(TicketRules.defect(of: ticket, now: ticket.opened, policy: policy) == .channelEnded)
        #expect(policy.channel(.portal) == nil)
    }

    @Test("another client's ticket never counts")
    func otherClient() throws {
        let other = Ticket(
            id: "T-1", client: try clientNumber("54321"), channel: .portal, opened: try paris("2026-03-10T19:02"))
        #expect(try finding([other]) == .none(discounted: nil, nil))
    }

    @Test("of several that do not count the latest is named, with its own defect")
    func discounted() throws {
        let mailed = try desk.ticket("T-1", channel: .email, opened: "2026-03-10T18:00")
        let closed = try desk.ticket("T-2", opened: "2026-03-10T19:00", closed: "2026-03-10T19:10")
        #expect(try finding([mailed, closed]) == .none(discounted: closed, .closed))
        #expect(try finding([closed, mailed]) == .none(discounted: closed, .closed))
    }

    @Test("an open one is found among all others, in any order")
    func mixed() throws {
        let open = try desk.ticket("T-1", opened: "2026-03-10T12:00")
        let others = [
            try desk.ticket("T-2", opened: "2026-03-10T19:00", responded: "2026-03-10T19:05"),
            try desk.ticket("T-3", opened: "2026-03-10T19:30", closed: "2026-03-10T19:40"),
            try desk.ticket("T-4", channel: .email, opened: "2026-03-10T11:00"),
            try desk.ticket("T-5", opened: "2026-03-11T08:00"),
        ]
        for position in 0...others.count {
            var tickets = others
            tickets.insert(open, at: position)
            #expect(try finding(tickets) == .unanswered(open))
        }
        #expect(try finding(others) == .answered(others[0]))
        let earlier = try desk.ticket("T-0", opened: "2026-03-09T19:00", responded: "2026-03-10T20:00")
        #expect(try finding([earlier] + others) == .answered(others[0]))
    }
}
