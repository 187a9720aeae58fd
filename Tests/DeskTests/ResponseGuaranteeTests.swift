import Desk
import Testing

@Suite("The response guarantee (R5)") struct ResponseGuaranteeTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    private func deadline(_ ticket: Ticket, contract: String = "standard", policy: Policy? = nil) -> String {
        inParis(TicketRules.deadline(of: ticket, client: desk.client(on: contract), policy: policy ?? desk.policy))
    }

    @Test(
        "is exceeded strictly after one hour",
        arguments: [("20:02:00", false), ("20:01:59.999", false), ("20:02:00.001", true), ("20:02:01", true)])
    func strictly(now: String, isExceeded: Bool) throws {
        let ticket = try desk.ticket(opened: "2026-03-10T19:02:00")
        let end = try paris("2026-03-10T20:02:00")
        let finding = TicketRules.guarantee(
            of: .unanswered(ticket), client: desk.client, now: try paris("2026-03-10T\(now)"), policy: desk.policy)
        #expect(finding == (isExceeded ? .exceeded(deadline: end) : .running(deadline: end)))
    }

    @Test("is nothing without an unanswered ticket, and unknown without tickets")
    func noTicket() throws {
        let now = try paris("2026-03-10T20:30")
        let ticket = try desk.ticket(opened: "2026-03-10T19:02", responded: "2026-03-10T20:00")
        func guarantee(of finding: TicketFinding) -> GuaranteeFinding {
            TicketRules.guarantee(of: finding, client: desk.client, now: now, policy: desk.policy)
        }
        #expect(guarantee(of: .answered(ticket)) == .noTicket)
        #expect(guarantee(of: .none(discounted: nil, nil)) == .noTicket)
        #expect(guarantee(of: .none(discounted: ticket, .closed)) == .noTicket)
        #expect(guarantee(of: .unavailable) == .unavailable)
    }

    @Test(
        "lasts one hour of real time on the nights when the clocks change",
        arguments: [
            ("2026-03-29T01:30:00", "2026-03-29T03:30:00+02:00"), ("2026-03-29T01:00:00", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
            ("2026-10-25T02:30:00+01:00", "2026-10-25T03:30:00+01:00"),
            ("2026-10-25T01:59:59+02:00", "2026-10-25T02:59:59+02:00"),
        ])
    func clockChange(opened: String, end: String) throws {
        #expect(deadline(try desk.ticket(opened: opened)) == end)
    }

    @Test(
        "begins for an e-mail when the mailbox is next read",
        arguments: [
            ("2018-03-13T07:59:59.999", "2018-03-13T09:00:00+01:00"),
            ("2018-03-13T08:00:00", "2018-03-13T09:00:00+01:00"),
            ("2018-03-13T18:30:00", "2018-03-13T19:30:00+01:00"),
            ("2018-03-13T18:59:59.999", "2018-03-13T19:59:59.999+01:00"),
            ("2018-03-13T19:00:00", "2018-03-14T09:00:00+01:00"), ("2018-03-13T23:59:00", "2018-03-14T09:00:00+01:00"),
            ("2018-03-24T20:00:00", "2018-03-25T09:00:00+02:00"), ("2017-10-28T20:00:00", "2017-10-29T09:00:00+01:00"),
        ])
    func email(opened: String, end: String) throws {
        #expect(deadline(try desk.ticket(channel: .email, opened: opened)) == end)
    }

    @Test("begins for an e-mail after the weekend or the holiday, if the support team has them off")
    func emailOverWeekend() throws {
        var policy = desk.policy
        policy.hours = try desk.workingHours()
        let friday = try desk.ticket(channel: .email, opened: "2018-03-09T20:00")
        #expect(deadline(friday, policy: policy) == "2018-03-12T09:00:00+01:00")
        // 1 May 2026 is a Friday and a holiday.
        let thursday = try desk.ticket(channel: .email, opened: "2026-04-30T19:00")
        #expect(deadline(thursday, policy: policy) == "2026-05-04T09:00:00+02:00")
        // The portal is read all the time.
        #expect(deadline(try desk.ticket(opened: "2018-03-09T20:00"), policy: policy) == "2018-03-09T21:00:00+01:00")
    }

    @Test(
        "runs during support hours only under an office contract",
        arguments: [
            ("2026-03-10T10:00", "2026-03-10T11:00:00+01:00"), ("2026-03-10T18:00", "2026-03-10T19:00:00+01:00"),
            ("2026-03-10T18:00:00.001", "2026-03-11T08:00:00.001+01:00"),
            ("2026-03-10T18:30", "2026-03-11T08:30:00+01:00"), ("2026-03-10T19:00", "2026-03-11T09:00:00+01:00"),
            ("2026-03-10T03:00", "2026-03-10T09:00:00+01:00"),
            // Friday evening, over a weekend in which the clocks change.
            ("2026-03-27T18:30", "2026-03-30T08:30:00+02:00"), ("2026-10-23T18:30", "2026-10-26T08:30:00+01:00"),
            ("2026-03-28T12:00", "2026-03-30T09:00:00+02:00"),
            // The holiday of 1 May joins a weekend; 25 December 2026 is a Friday too.
            ("2026-04-30T18:30", "2026-05-04T08:30:00+02:00"), ("2026-12-25T09:00", "2026-12-28T09:00:00+01:00"),
        ])
    func office(opened: String, end: String) throws {
        var policy = desk.policy
        policy.hours = try desk.workingHours()
        #expect(deadline(try desk.ticket(opened: opened), contract: "office", policy: policy) == end)
    }

    @Test("is exceeded under an office contract only once support hours ran out")
    func officeEdge() throws {
        let ticket = try desk.ticket(opened: "2026-03-10T18:30")
        let client = desk.client(on: "office")
        for (now, isExceeded) in [
            ("2026-03-10T23:00", false), ("2026-03-11T08:30:00", false), ("2026-03-11T08:30:00.001", true),
        ] {
            let finding = TicketRules.guarantee(
                of: .unanswered(ticket), client: client, now: try paris(now), policy: desk.policy)
            let end = try paris("2026-03-11T08:30")
            #expect(finding == (isExceeded ? .exceeded(deadline: end) : .running(deadline: end)), "\(now)")
        }
    }

    @Test("is the client's contract's, or the default's")
    func contracts() throws {
        var policy = desk.policy
        policy.contracts["premium"] = Contract(name: "premium", response: .minutes(15))
        let ticket = try desk.ticket(opened: "2026-03-10T22:00")
        #expect(deadline(ticket, contract: "premium", policy: policy) == "2026-03-10T22:15:00+01:00")
        #expect(deadline(ticket, contract: "nothing", policy: policy) == "2026-03-10T23:00:00+01:00")
        #expect(policy.contract(of: desk.client).name == "standard")
        #expect(Contract(name: "").response == .hours(1))
    }

    @Test("agrees with an hour of real time at every minute of a week with a clock change")
    func everyMinute() throws {
        let start = try paris("2026-03-23T00:00")
        for minute in stride(from: 0, to: 10_080, by: 7) {
            let opened = start.advanced(by: .minutes(minute))
            let ticket = Ticket(id: "T", client: desk.number, channel: .portal, opened: opened)
            let end = TicketRules.deadline(of: ticket, client: desk.client, policy: desk.policy)
            try #require(opened.duration(to: end) == .hours(1))
            let mailed = Ticket(id: "T", client: desk.number, channel: .email, opened: opened)
            let read = TicketRules.deadline(of: mailed, client: desk.client, policy: desk.policy)
            let start = read.advanced(by: .hours(-1))
            try #require(start >= opened && desk.policy.hours.period(at: start, in: .paris) == .support)
            try #require(start == opened || desk.policy.hours.period(at: opened, in: .paris) == .onCall)
        }
    }
}
