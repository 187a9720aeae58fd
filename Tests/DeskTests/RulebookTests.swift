import Desk
import Testing

@Suite("The rulebook") struct RulebookTests {
    private let desk: Procedure
    private let ticket: Ticket

    init() throws {
        desk = try Procedure()
        ticket = try desk.ticket(opened: "2026-03-10T19:02")
    }

    private func look(
        up topic: Topic, keys: String? = nil, file: CaseFile, facts: WorldFacts? = nil,
        at now: String = "2026-03-10T20:30"
    ) throws -> Finding {
        let call = try desk.call(at: "2026-03-10T20:05")
        let facts = facts ?? desk.facts(tickets: [ticket], calls: [call])
        return Rulebook(policy: desk.policy, facts: facts).look(up: topic, keys: keys, file: file, now: try paris(now))
    }

    /// A call whose client and contact are known.
    private func identified(_ number: NumberRole = .managerial) throws -> CaseFile {
        var file = try desk.file(number)
        file.add(.client(.known(desk.client)), at: file.startedAt)
        file.add(.caller(.technical(desk.marie)), at: file.startedAt)
        return file
    }

    @Test("finds the client of the keys, and none where they are no client number")
    func client() throws {
        let file = try desk.file()
        #expect(try look(up: .client, keys: "12345", file: file) == .client(.known(desk.client)))
        #expect(try look(up: .client, keys: "54321", file: file) == .client(.unknown(try clientNumber("54321"))))
        for keys in [nil, "", "1234", "123456", "1234#"] {
            #expect(try look(up: .client, keys: keys, file: file) == .client(.missing))
        }
    }

    @Test("concludes nothing before the client is known")
    func beforeClient() throws {
        for topic in Topic.allCases where topic.isLookedUp && ![.client, .hours, .tariff].contains(topic) {
            #expect(try look(up: topic, keys: "01", file: try desk.file()) == .unavailable(topic))
            var file = try desk.file()
            file.add(.client(.unknown(try clientNumber("54321"))), at: file.startedAt)
            #expect(try look(up: topic, keys: "01", file: file) == .unavailable(topic))
        }
        var file = try desk.file()
        file.add(.client(.known(desk.client)), at: file.startedAt)
        #expect(try look(up: .passcode, keys: "227", file: file) == .unavailable(.passcode))
    }

    @Test("never looks up what the caller declares", arguments: [Topic.urgency, .seriousness, .nature, .sites])
    func declared(topic: Topic) throws {
        #expect(try look(up: topic, keys: "1", file: try identified()) == .unavailable(topic))
    }

    @Test("answers every question of an identified call")
    func identifiedCall() throws {
        let file = try identified()
        #expect(try look(up: .caller, file: file) == .caller(.technical(desk.marie)))
        #expect(try look(up: .contact, keys: "01", file: file) == .contact(.technical(desk.marie)))
        #expect(try look(up: .contact, file: file) == .contact(.unknown))
        #expect(try look(up: .passcode, keys: "227", file: file) == .passcode(.verified))
        #expect(try look(up: .passcode, file: file) == .passcode(.wrong(failures: 1)))
        #expect(try look(up: .bulletin, file: file) == .bulletin(.none))
        #expect(try look(up: .order, file: file) == .order(.tried(try desk.call(at: "2026-03-10T20:05"))))
        #expect(try look(up: .ticket, file: file) == .ticket(.unanswered(ticket)))
        #expect(try look(up: .guarantee, file: file) == .guarantee(.exceeded(deadline: try paris("2026-03-10T20:02"))))
        #expect(try look(up: .service, file: file) == .service(.dedicated(desk.client.services[0])))
    }

    @Test("keeps to the ticket that was found, even if the store has another by now")
    func sameTicket() throws {
        var file = try identified()
        file.add(.ticket(.unanswered(ticket)), at: file.startedAt)
        let other = try desk.ticket("T-1", service: "mail-01", opened: "2026-03-10T12:00")
        let facts = desk.facts(tickets: [other], calls: [try desk.call(ticket: "T-8812", at: "2026-03-10T20:05")])
        #expect(try look(up: .service, file: file, facts: facts) == .service(.dedicated(desk.client.services[0])))
        #expect(try look(up: .order, file: file, facts: facts).outcome == .tried)
        let silent = desk.facts(unavailable: [.tickets])
        #expect(try look(up: .guarantee, file: file, facts: silent).outcome == .exceeded)
    }

    @Test("answers unavailable where the store behind a question is silent", arguments: Store.allCases)
    func silentStore(store: Store) throws {
        let topics: [Store: [Topic]] = [
            .clients: [.client], .contacts: [.caller, .contact], .tickets: [.order, .ticket, .guarantee, .service],
            .calls: [.passcode, .order], .bulletins: [.bulletin], .rota: [],
        ]
        let file = try identified()
        let call = try desk.call(at: "2026-03-10T20:05")
        let facts = desk.facts(tickets: [ticket], calls: [call], unavailable: [store])
        for topic in Topic.allCases where topic.isLookedUp {
            let finding = try look(up: topic, keys: "12345", file: file, facts: facts)
            #expect((finding.outcome == .unavailable) == (topics[store]?.contains(topic) ?? false), "\(topic)")
        }
    }

    @Test("counts the wrong passcodes of this call")
    func wrongInCall() throws {
        var file = try identified()
        for second in 1...6 {
            let now = file.startedAt.advanced(by: .seconds(second - 60))
            file.add(.passcode(.wrong(failures: second)), at: now)
        }
        let until = file.startedAt.advanced(by: .seconds(-59)).advanced(by: .hours(24))
        #expect(try look(up: .passcode, keys: "227", file: file) == .passcode(.locked(until: until)))
    }

    @Test(
        "knows the hours of now, and the tariff of when the call came in",
        arguments: [("18:59:59.999", Period.support), ("19:00", .onCall), ("07:59", .onCall), ("08:00", .support)])
    func hours(clock: String, period: Period) throws {
        let file = try desk.file(.managerial)
        #expect(try look(up: .hours, file: file, at: "2026-03-10T\(clock)") == .hours(period))
        #expect(try look(up: .tariff, file: file, at: "2015-01-01T\(clock)") == .tariff(desk.policy.tariffs[1]))
        let early = try desk.file(at: "2015-01-01T\(clock)")
        #expect(try look(up: .tariff, file: early) == .tariff(nil))
    }
}
