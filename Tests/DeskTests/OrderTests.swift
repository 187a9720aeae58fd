import Desk
import Testing

@Suite("The emergency number first (R7)") struct OrderTests {
    private let desk: Procedure
    private let ticket: Ticket

    init() throws {
        desk = try Procedure()
        ticket = try desk.ticket(opened: "2026-03-10T19:02")
    }

    private func order(
        _ calls: [EarlierCall], ticket finding: TicketFinding? = nil, at now: String = "2026-03-10T20:30",
        window: Duration = .hours(24), unavailable: Set<Store> = []
    ) throws -> OrderFinding {
        OrderRule.order(
            client: desk.number, ticket: finding ?? .unanswered(ticket), now: try paris(now), window: window,
            in: desk.facts(calls: calls, unavailable: unavailable))
    }

    @Test("was used for the ticket, and reached nobody")
    func tried() throws {
        let call = try desk.call(at: "2026-03-10T20:05")
        #expect(try order([call]) == .tried(call))
        #expect(try order([]) == .notTried(ticket: "T-8812"))
    }

    @Test("was used, and somebody took the call")
    func reached() throws {
        let call = try desk.call(at: "2026-03-10T20:05", connectedTo: "alice")
        #expect(try order([call]) == .reached(call))
        let later = try desk.call(at: "2026-03-10T20:20", connectedTo: "bruno")
        #expect(try order([later, call]) == .reached(later))
    }

    @Test("the latest use decides, and is the evidence")
    func latest() throws {
        let first = try desk.call(at: "2026-03-10T20:05")
        let second = try desk.call(at: "2026-03-10T20:15")
        let reached = try desk.call(at: "2026-03-10T20:10", connectedTo: "alice")
        #expect(try order([first, second, reached]) == .tried(second))
        #expect(try order([second, reached, first]) == .tried(second))
        #expect(try order([reached, first]) == .reached(reached))
    }

    @Test(
        "counts within the window, both ends included, to the millisecond",
        arguments: [
            ("2026-03-09T20:29:59.999", false), ("2026-03-09T20:30:00", true), ("2026-03-10T20:29:59.999", true),
            ("2026-03-10T20:30:00", true), ("2026-03-10T20:30:00.001", false),
        ])
    func window(at: String, counts: Bool) throws {
        let call = try desk.call(at: at)
        #expect(try order([call]) == (counts ? .tried(call) : .notTried(ticket: "T-8812")))
    }

    @Test("counts hours of real time when the clocks change")
    func clockChange() throws {
        let call = try desk.call(at: "2026-10-24T20:30")
        #expect(try order([call], at: "2026-10-25T19:30") == .tried(call))
        #expect(try order([call], at: "2026-10-25T19:30:00.001") == .notTried(ticket: "T-8812"))
        let short = try desk.call(at: "2026-03-10T20:00")
        #expect(try order([short], window: .minutes(30)) == .tried(short))
        #expect(try order([short], window: .minutes(29)) == .notTried(ticket: "T-8812"))
    }

    @Test(
        "a call that the procedure refused was no use of the number",
        arguments: [VerdictKind.refused, .abusive, .abandoned])
    func refused(verdict: VerdictKind) throws {
        let call = try desk.call(at: "2026-03-10T20:05", verdict: verdict)
        #expect(try order([call]) == .notTried(ticket: "T-8812"))
        let admitted = try desk.call(at: "2026-03-10T20:01")
        #expect(try order([call, admitted]) == .tried(admitted))
    }

    @Test("for another ticket does not count, nor the managerial number")
    func otherTicket() throws {
        let calls = [
            try desk.call(ticket: "T-8813", at: "2026-03-10T20:05"),
            try desk.call(.managerial, at: "2026-03-10T20:07"),
        ]
        #expect(try order(calls) == .notTried(ticket: "T-8812"))
        #expect(try order(calls, ticket: TicketFinding.none(discounted: nil, nil)) == .notTried(ticket: nil))
    }

    @Test("an admitted call without a ticket failed open, and counts for whichever ticket there is")
    func failedOpen() throws {
        let call = try desk.call(ticket: nil, at: "2026-03-10T20:06")
        #expect(try order([call]) == .tried(call))
    }

    @Test("by another client does not count")
    func otherClient() throws {
        let other = EarlierCall(
            number: .emergency, client: try clientNumber("54321"), ticket: "T-8812", at: try paris("2026-03-10T20:05"))
        #expect(try order([other]) == .notTried(ticket: "T-8812"))
    }

    @Test("is also looked for when the ticket has been answered since")
    func answered() throws {
        let answered = try desk.ticket(opened: "2026-03-10T19:02", responded: "2026-03-10T20:20")
        let call = try desk.call(at: "2026-03-10T20:05")
        #expect(try order([call], ticket: .answered(answered)) == .tried(call))
    }

    @Test("cannot be known without the calls or without the tickets")
    func unavailable() throws {
        let call = try desk.call(at: "2026-03-10T20:05")
        #expect(try order([call], unavailable: [.calls]) == .unavailable)
        #expect(try order([call], ticket: .unavailable) == .unavailable)
    }
}
