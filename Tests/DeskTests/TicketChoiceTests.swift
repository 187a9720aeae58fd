import Desk
import TestSupport
import Testing

@Suite("The ticket that a call is about (R4, R5, R6)") struct TicketChoiceTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    /// The chosen ticket, which must not depend on the order of the store.
    private func chosen(_ tickets: [Ticket], at now: String = "2026-03-10T20:30") throws -> String? {
        let ids = try [tickets, tickets.reversed()].map { tickets -> String? in
            let finding = TicketRules.ticket(
                of: desk.client, now: try paris(now), policy: desk.policy, in: desk.facts(tickets: tickets))
            return if case .unanswered(let ticket) = finding { ticket.id } else { nil }
        }
        #expect(ids[0] == ids[1])
        return ids[0]
    }

    @Test("is one past its guarantee rather than one whose guarantee runs")
    func exceededFirst() throws {
        let running = try desk.ticket("T-1", opened: "2026-03-10T19:40")
        let exceeded = try desk.ticket("T-2", service: "mail-01", opened: "2026-03-10T19:20")
        #expect(try chosen([running, exceeded]) == "T-2")
    }

    @Test("is about a dedicated service rather than another")
    func dedicatedFirst() throws {
        let shared = try desk.ticket("T-1", service: "mail-01", opened: "2026-03-10T10:00")
        let dedicated = try desk.ticket("T-2", opened: "2026-03-10T19:00")
        #expect(try chosen([shared, dedicated]) == "T-2")
        let running = try desk.ticket("T-3", service: "mail-01", opened: "2026-03-10T19:40")
        let runningToo = try desk.ticket("T-4", opened: "2026-03-10T20:00")
        #expect(try chosen([running, runningToo]) == "T-4")
    }

    @Test("has the benefit of the doubt if it names no service that the client has")
    func unknownService() throws {
        let shared = try desk.ticket("T-1", service: "mail-01", opened: "2026-03-10T10:00")
        let unknown = try desk.ticket("T-2", service: "gone-01", opened: "2026-03-10T11:00")
        let nameless = try desk.ticket("T-3", service: nil, opened: "2026-03-10T12:00")
        #expect(try chosen([shared, unknown]) == "T-2")
        #expect(try chosen([shared, nameless]) == "T-3")
    }

    @Test("has the oldest deadline, then the first identifier")
    func oldest() throws {
        let older = try desk.ticket("T-9", opened: "2026-03-10T18:00")
        let newer = try desk.ticket("T-1", opened: "2026-03-10T18:30")
        let twin = try desk.ticket("T-8", opened: "2026-03-10T18:00")
        #expect(try chosen([newer, older]) == "T-9")
        #expect(try chosen([newer, older, twin]) == "T-8")
    }

    @Test("goes by the deadline, not by the opening")
    func deadline() throws {
        // Mailed in the evening and so read at eight in the morning.
        let mailed = try desk.ticket("T-1", channel: .email, opened: "2018-03-10T19:30")
        let portal = try desk.ticket("T-2", opened: "2018-03-11T06:00")
        #expect(try chosen([mailed, portal], at: "2018-03-11T10:00") == "T-2")
        #expect(try chosen([mailed, portal], at: "2018-03-11T06:30") == "T-2")
    }

    @Test("does not depend on the order in which the store has them")
    func permutations() throws {
        var generator = SplitMix64(seed: 4)
        let services = ["srv-web-01", "mail-01", "atelier.example", nil]
        for _ in 0..<60 {
            let tickets = try (0..<6).map { index in
                let date = Int.random(in: 10...11, using: &generator)
                let hour = Int.random(in: 10...19, using: &generator)
                return try desk.ticket(
                    "T-\(index)", channel: Bool.random(using: &generator) ? .portal : .email,
                    service: services[Int.random(in: 0..<4, using: &generator)],
                    opened: "2018-03-\(date)T\(hour):00")
            }
            let first = try chosen(tickets, at: "2018-03-11T18:30")
            for _ in 0..<5 {
                #expect(try chosen(tickets.shuffled(using: &generator), at: "2018-03-11T18:30") == first)
            }
        }
    }
}
