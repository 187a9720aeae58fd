import Desk
import Testing

@Suite("Urgent, serious, and dedicated or the network (R6)") struct NatureTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    private func service(_ name: String?) throws -> ServiceFinding {
        TicketRules.service(
            of: .unanswered(try desk.ticket(service: name, opened: "2026-03-10T19:02")), client: desk.client)
    }

    @Test("servers, services and transit are dedicated; shared hosting and domains are not")
    func kinds() {
        let dedicated = ServiceKind.allCases.filter(\.isDedicated)
        #expect(dedicated == [.dedicatedServer, .dedicatedService, .transit])
        #expect(ServiceKind.allCases.filter { !$0.isDedicated } == [.shared, .domain])
    }

    @Test("the ticket's service decides, as the records have it")
    func records() throws {
        #expect(try service("srv-web-01") == .dedicated(Service(name: "srv-web-01", kind: .dedicatedServer)))
        #expect(try service("mail-01") == .notDedicated(Service(name: "mail-01", kind: .shared)))
        #expect(try service("atelier.example") == .notDedicated(Service(name: "atelier.example", kind: .domain)))
    }

    @Test("a ticket that names no service of the client has the benefit of the doubt")
    func doubt() throws {
        #expect(try service(nil) == .dedicated(nil))
        #expect(try service("") == .dedicated(nil))
        #expect(try service("SRV-WEB-01") == .dedicated(nil))
    }

    @Test("without an unanswered ticket nothing speaks against it, and without tickets nothing is known")
    func noTicket() throws {
        let ticket = try desk.ticket(service: "mail-01", opened: "2026-03-10T19:02", responded: "2026-03-10T19:30")
        #expect(TicketRules.service(of: .answered(ticket), client: desk.client) == .dedicated(nil))
        #expect(TicketRules.service(of: .none(discounted: ticket, .closed), client: desk.client) == .dedicated(nil))
        #expect(TicketRules.service(of: .unavailable, client: desk.client) == .unavailable)
    }

    @Test(
        "the records win over what the caller says, but not over the network",
        arguments: [
            (TopicOutcome.dedicated, TopicOutcome.notDedicated, Precondition.Status.violated(.notDedicated)),
            (.dedicated, .dedicated, .satisfied), (.dedicated, .unavailable, .unavailable),
            (.network, .notDedicated, .satisfied), (.other, .dedicated, .violated(.notDedicated)),
        ])
    func recordsWin(said: TopicOutcome, found: TopicOutcome, status: Precondition.Status) {
        let outcomes = Standing([.nature: said, .service: found]).outcomes
        #expect(Precondition.nature.status(outcomes, on: .emergency, policy: desk.policy) == status)
    }

    @Test("other sites need to have been tried for the network only")
    func sites() {
        func status(_ outcomes: [Topic: TopicOutcome]) -> Precondition.Status {
            Precondition.sitesTested.status(Standing(outcomes).outcomes, on: .emergency, policy: desk.policy)
        }
        #expect(status([:]) == .notEvaluated)
        #expect(status([.nature: .network]) == .notEvaluated)
        #expect(status([.nature: .network, .sites: .yes]) == .satisfied)
        #expect(status([.nature: .network, .sites: .no]) == .violated(.sitesNotTested))
        #expect(status([.nature: .dedicated, .sites: .no]) == .notRequired)
        #expect(status([.nature: .other]) == .notRequired)
    }

    @Test("urgent and serious are asked separately, and both are needed")
    func both() {
        for (urgent, serious) in [(true, true), (true, false), (false, true), (false, false)] {
            let standing = Standing.sound.with([.urgency: urgent ? .yes : .no, .seriousness: serious ? .yes : .no])
            let reasons = Assessment.violations(standing, on: .emergency, policy: desk.policy)
            #expect(reasons == (urgent ? [] : [.notUrgent]) + (serious ? [] : [.notSerious]))
            #expect(Assessment.allHold(standing, on: .emergency, policy: desk.policy) == (urgent && serious))
        }
    }
}
