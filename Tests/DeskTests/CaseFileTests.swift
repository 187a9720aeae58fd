import Desk
import Testing

@Suite("The file of a call") struct CaseFileTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    @Test("is empty when the call comes in")
    func empty() throws {
        let file = try desk.file()
        #expect(file.findings == [] && file.passcodeFailures == [] && !file.isDrill)
        #expect(file.client == nil && file.contact == nil && file.ticket == nil)
        #expect(file.deadline == nil && file.bulletin == nil && file.tariff == nil)
        #expect(file.language(desk.policy) == .french)
    }

    @Test("holds one finding a topic: a later one takes the place of an earlier one")
    func replace() throws {
        var file = try desk.file()
        let ticket = try desk.ticket(opened: "2026-03-10T19:02")
        file.add(.ticket(.unavailable), at: file.startedAt)
        file.add(.client(.known(desk.client)), at: file.startedAt)
        file.add(.ticket(.unanswered(ticket)), at: file.startedAt)
        #expect(file.findings == [.ticket(.unanswered(ticket)), .client(.known(desk.client))])
        #expect(file.ticket == ticket && file.client == desk.client)
        file.add(.unavailable(.ticket), at: file.startedAt)
        #expect(file.finding(.ticket) == .unavailable(.ticket) && file.ticket == nil)
    }

    @Test("remembers every wrong passcode, also once the right one was keyed; a locked one is no wrong one")
    func passcodeFailures() throws {
        var file = try desk.file(.managerial)
        let times = (0..<4).map { file.startedAt.advanced(by: .seconds($0)) }
        file.add(.passcode(.wrong(failures: 1)), at: times[0])
        file.add(.passcode(.wrong(failures: 2)), at: times[1])
        file.add(.passcode(.locked(until: times[3])), at: times[2])
        file.add(.passcode(.verified), at: times[3])
        #expect(file.passcodeFailures == Array(times.prefix(2)))
        #expect(file.findings == [.passcode(.verified)])
    }

    @Test("gives the facts that findings brought to light, whichever way they went")
    func facts() throws {
        var file = try desk.file()
        let now = file.startedAt
        let answered = try desk.ticket(opened: "2026-03-10T19:02", responded: "2026-03-10T19:30")
        let bulletins = ["B-1", "B-2"].map { Bulletin(id: $0, title: "", covers: [.all], from: now) }
        file.add(.ticket(.answered(answered)), at: now)
        file.add(.guarantee(.running(deadline: now)), at: now)
        file.add(.bulletin(.active(bulletins)), at: now)
        file.add(.tariff(desk.policy.tariffs[0]), at: now)
        #expect(file.ticket == answered && file.deadline == now)
        #expect(file.bulletin?.id == "B-1" && file.tariff == desk.policy.tariffs[0])
        file.add(.tariff(nil), at: now)
        #expect(file.tariff == nil && file.finding(.tariff)?.outcome == .nothing)
    }

    @Test("knows the contact whether recognised or chosen, and speaks the contact's language if the desk does")
    func contact() throws {
        let nora = Contact(code: "03", name: "Nora", phones: [], isTechnical: true, language: .english)
        var file = try desk.file()
        file.add(.caller(.unknown), at: file.startedAt)
        #expect(file.contact == nil)
        file.add(.contact(.technical(nora)), at: file.startedAt)
        #expect(file.contact == nora && file.language(desk.policy) == .english)
        var policy = desk.policy
        policy.languages = [.french]
        #expect(file.language(policy) == .french)
        policy.languages = []
        #expect(policy.defaultLanguage == .french && file.language(policy) == .french)
        file.add(.contact(.notTechnical(desk.marie)), at: file.startedAt)
        #expect(file.contact == desk.marie && file.language(desk.policy) == .french)
    }

    @Test("has findings whose outcome is one of their topic's")
    func outcomes() throws {
        let (ticket, call) = (try desk.ticket(opened: "2026-03-10T19:02"), try desk.call(at: "2026-03-10T20:05"))
        let contacts: [ContactFinding] = [.technical(desk.marie), .notTechnical(desk.marie), .unknown, .unavailable]
        var findings: [Finding] = [
            .client(.known(desk.client)), .client(.unknown(desk.number)), .client(.missing), .client(.unavailable),
            .passcode(.verified), .passcode(.wrong(failures: 1)), .passcode(.locked(until: ticket.opened)),
            .passcode(.unavailable), .bulletin(.none), .bulletin(.active([])), .bulletin(.unavailable),
            .order(.tried(call)), .order(.notTried(ticket: nil)), .order(.reached(call)), .order(.unavailable),
            .ticket(.unanswered(ticket)), .ticket(.answered(ticket)), .ticket(.none(discounted: nil, nil)),
            .ticket(.unavailable), .guarantee(.exceeded(deadline: ticket.opened)),
            .guarantee(.running(deadline: ticket.opened)), .guarantee(.noTicket), .guarantee(.unavailable),
            .service(.dedicated(nil)), .service(.notDedicated(desk.client.services[1])), .service(.unavailable),
            .hours(.support), .hours(.onCall), .tariff(desk.policy.tariffs[0]), .tariff(nil),
        ]
        findings += contacts.map(Finding.caller) + contacts.map(Finding.contact)
        var seen: Set<[String]> = []
        for finding in findings {
            #expect(finding.topic.outcomes.contains(finding.outcome), "\(finding)")
            seen.insert([finding.topic.name, finding.outcome.rawValue])
        }
        for topic in Topic.allCases where topic.isLookedUp {
            #expect(Finding.unavailable(topic).outcome == .unavailable && Finding.unavailable(topic).topic == topic)
            for outcome in topic.outcomes where outcome != .unavailable {
                #expect(seen.contains([topic.name, outcome.rawValue]), "\(topic) \(outcome)")
            }
        }
    }
}
