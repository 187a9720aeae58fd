import Desk
import Testing

@Suite("Worlds") struct WorldTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    @Test("answer about each client alone")
    func perClient() throws {
        let other = try clientNumber("54321")
        let ticket = try desk.ticket(opened: "2026-03-10T19:02")
        let facts = desk.facts(
            tickets: [ticket], calls: [try desk.call(at: "2026-03-10T20:05")], failures: [ticket.opened])
        #expect(facts.client(desk.number).value == .some(desk.client))
        #expect(facts.client(other).value == .some(nil))
        #expect(facts.contacts(of: desk.number).value == [desk.marie])
        #expect(facts.contacts(of: other).value == [])
        #expect(facts.tickets(of: desk.number).value == [ticket])
        #expect(facts.tickets(of: other).value == [])
        #expect(facts.calls(of: desk.number, since: .distantPast).value?.count == 1)
        #expect(facts.calls(of: other, since: .distantPast).value == [])
        #expect(facts.passcodeFailures(of: desk.number, since: .distantPast).value == [ticket.opened])
        #expect(facts.passcodeFailures(of: other, since: .distantPast).value == [])
    }

    @Test("answer since an instant, that instant included")
    func since() throws {
        let at = try paris("2026-03-10T20:05")
        let facts = desk.facts(calls: [try desk.call(at: "2026-03-10T20:05")], failures: [at])
        for (shift, count) in [(-1, 1), (0, 1), (1, 0)] {
            let since = at.advanced(by: .milliseconds(shift))
            #expect(facts.calls(of: desk.number, since: since).value?.count == count)
            #expect(facts.passcodeFailures(of: desk.number, since: since).value?.count == count)
        }
    }

    @Test("keep the order of their tickets, and the first of two clients with one number")
    func order() throws {
        let tickets = try ["T-3", "T-1", "T-2"].map { try desk.ticket($0, opened: "2026-03-10T19:02") }
        #expect(desk.facts(tickets: tickets).tickets(of: desk.number).value == tickets)
        let twin = Client(number: desk.number, name: "Twin")
        let facts = WorldFacts(World(clients: [desk.client, twin]), hasher: PlainHasher())
        #expect(facts.client(desk.number).value == .some(desk.client))
    }

    @Test("answer nothing for the stores that are silent, and only for them", arguments: Store.allCases)
    func silent(store: Store) throws {
        let facts = desk.facts(unavailable: [store])
        let now = try paris("2026-03-10T20:30")
        #expect((facts.client(desk.number).value == nil) == (store == .clients))
        #expect((facts.contacts(of: desk.number).value == nil) == (store == .contacts))
        #expect((facts.tickets(of: desk.number).value == nil) == (store == .tickets))
        #expect((facts.calls(of: desk.number, since: now).value == nil) == (store == .calls))
        #expect((facts.passcodeFailures(of: desk.number, since: now).value == nil) == (store == .calls))
        #expect((facts.bulletins(activeAt: now).value == nil) == (store == .bulletins))
        #expect(facts.hash(passcodeKeys: "227", client: desk.number, contact: "01").value == desk.marie.passcode)
    }

    @Test("give the bulletins that are active")
    func bulletins() throws {
        let now = try paris("2026-03-10T20:30")
        let past = Bulletin(id: "B-1", title: "", covers: [.all], from: .distantPast, until: now)
        let present = Bulletin(id: "B-2", title: "", covers: [], from: now)
        #expect(desk.facts(bulletins: [past, present]).bulletins(activeAt: now).value == [present])
    }
}

@Suite("Policies") struct PolicyTests {
    @Test("find numbers by role and by what was dialled")
    func numbers() throws {
        let policy = try Procedure().policy
        #expect(policy.number(.emergency)?.phone.description == "+33290920555")
        #expect(policy.number(.managerial)?.flow == "managerial")
        #expect(policy.number(dialled: try phone("02 90 92 05 55"))?.role == .emergency)
        #expect(policy.number(dialled: try phone("+33970710230"))?.role == .managerial)
        #expect(policy.number(dialled: try phone("+33290920550")) == nil)
    }

    @Test("are the procedure's where nothing else is said")
    func defaults() throws {
        let policy = try Procedure().policy
        #expect(policy.orderWindow == .hours(24) && policy.failsOpen && policy.insisting == .refuseAndBill)
        #expect(policy.defaultContract.response == .hours(1) && policy.defaultContract.clock == .aroundTheClock)
        #expect(policy.defaultLanguage == .french && policy.standby == [])
    }
}

@Suite("Problems") struct ProblemTests {
    @Test("come in the order of the text, each once, one a line")
    func order() {
        let places = [("b.yaml", 1, 1), ("a.yaml", 2, 1), ("a.yaml", 1, 9), ("a.yaml", 1, 10), ("a.yaml", 1, 9)]
        let problems = Problems(
            places.map { Problem(SourcePlace(file: $0, line: $1, column: $2), "'x' is wrong", mend: "write y") })
        #expect(
            problems.description == """
                a.yaml:1:9: 'x' is wrong: write y
                a.yaml:1:10: 'x' is wrong: write y
                a.yaml:2:1: 'x' is wrong: write y
                b.yaml:1:1: 'x' is wrong: write y
                """)
        #expect(SourcePlace(file: "a.yaml").description == "a.yaml:1:1")
    }
}
