import Desk
import DeskFolder
import Testing

@Suite("World files") struct WorldFileTests {
    private let hasher = KeyedPasscodeHasher.ephemeral()

    private func read(_ text: String) throws -> World {
        try WorldFile.read(text, file: "w.yaml", policy: SmallDesk.load().policy, hasher: hasher)
    }

    @Test("are read with all that they may say")
    func reads() throws {
        let world = try read(SmallDesk.world)
        #expect(world.at == Timestamp.parse("2026-03-10T19:30:00Z"))
        let client = try #require(world.clients.first)
        #expect(client.contract == "standard")
        #expect(client.services == [Service(name: "srv-web-01", kind: .dedicatedServer)])
        let contact = try #require(client.contacts.first)
        #expect(contact.language == .english)
        #expect(contact.isTechnical)
        #expect(contact.passcode == hasher.hash(keys: "227", client: client.number, contact: "01"))
        #expect(world.tickets.first?.responded == nil)
        #expect(world.tickets.first?.priority == .normal)
        #expect(world.calls.first?.verdict == .refused)
        #expect(world.passcodeFailures.first?.at == Timestamp.parse("2026-03-10T19:06:00Z"))
        #expect(world.bulletins.first?.covers == [.network])
        #expect(world.unavailable == [.rota])
    }

    @Test("are written so that they read back equal")
    func roundTrip() throws {
        let zone = try SmallDesk.load().policy.zone
        let world = try read(SmallDesk.world)
        let text = WorldFile.write(world, zone: zone, passcodes: ["12345/01": "aB7"])
        #expect(try read(text) == world)
        #expect(try read(WorldFile.write(World(), zone: zone)) == World())
    }

    @Test(
        "keep any text",
        arguments: ["a: b", "\"", "\\", "- x", "null", "été\t☎︎ 👩‍💻", "{x}", "# y", "it's", "a\nb", "\u{7F}\u{2028}x"])
    func anyText(_ text: String) throws {
        let number = try #require(ClientNumber("00001"))
        let at = Instant(milliseconds: 1_773_171_000_250)
        let world = World(
            at: at,
            clients: [Client(number: number, name: text, services: [Service(name: text, kind: .shared)])],
            tickets: [
                Ticket(id: "T", client: number, channel: .email, service: text, opened: at, responded: at, closed: at)
            ],
            bulletins: [
                Bulletin(
                    id: "B", title: text, covers: [.all, .service(text)], from: at, until: at.advanced(by: .seconds(1)))
            ])
        #expect(try read(WorldFile.write(world, zone: .utc)) == world)
    }

    private func problems(_ old: String, _ new: String) throws -> [String] {
        let text = try SmallDesk.world.changing(old, to: new)
        do {
            _ = try read(text)
            return []
        } catch let problems as Problems {
            return problems.all.map(\.description)
        }
    }

    @Test("are refused with the reason", arguments: malformed)
    func refusals(_ change: Malformed) throws {
        #expect(try problems(change.old, change.new) == change.expected)
    }

    static let malformed: [Malformed] = [
        Malformed(
            "number: \"12345\"", "number: \"1234\"",
            "w.yaml:3:13: 'number' is '1234': write 5 digits in quotes, such as \"12345\""),
        Malformed(
            "number: \"12345\"", "number: \"12346\"",
            "w.yaml:10:24: there is no client '12345' in this world: add the client, or correct the number",
            "w.yaml:12:34: there is no client '12345' in this world: add the client, or correct the number",
            "w.yaml:14:15: there is no client '12345' in this world: add the client, or correct the number"),
        Malformed(
            "contract: standard", "contract: standrd",
            "w.yaml:5:15: the desk has no contract 'standrd': did you mean 'standard'?"),
        Malformed(
            "kind: dedicated-server", "kind: dedicated",
            "w.yaml:6:42: 'kind' is 'dedicated': write one of 'dedicated-server', 'dedicated-service', 'transit', 'shared', 'domain'"
        ),
        Malformed(
            "[{ name: srv-web-01, kind: dedicated-server }]", "[{ name: a, kind: shared }, { name: a, kind: domain }]",
            "w.yaml:6:51: the service 'a' is already in line 6: give it another 'name' or remove it"),
        Malformed(
            "code: \"01\"", "code: \"1\"",
            "w.yaml:8:17: 'code' is '1': write 2 digits in quotes, such as \"01\""),
        Malformed(
            "passcode: \"aB7\"", "passcode: \"aB\"",
            "w.yaml:8:89: 'passcode' is too short or too long: write at least 3 characters: the beginning of the password"
        ),
        Malformed(
            "+33612345678", "0612345678",
            "w.yaml:8:45: an entry of 'phones' is '0612345678': write an international number in quotes, such as \"+33290920555\""
        ),
        Malformed("technical: true", "technical: oui", "w.yaml:8:73: 'technical' is 'oui': write true or false"),
        Malformed(
            ", technical: true", "",
            "w.yaml:8:9: a contact has no 'technical': add 'technical:' with true or false"),
        Malformed(
            "- { id: T-1,",
            "- { id: T-1, client: \"12345\", channel: email, opened: 2026-03-10T19:02:00+01:00 }\n  - { id: T-1,",
            "w.yaml:11:11: the ticket 'T-1' is already in line 10: give it another 'id' or remove it"),
        Malformed(
            "responded: null", "responded: 2026-03-10T18:02:00+01:00",
            "w.yaml:10:96: 'responded' is 2026-03-10T18:02:00+01:00, before 'opened', which is 2026-03-10T19:02:00+01:00: correct one of them"
        ),
        Malformed(
            "responded: null", "responded: never",
            "w.yaml:10:96: 'responded' is 'never': write a time such as 2026-03-10T20:30:00+01:00"),
        Malformed(
            "channel: portal", "channel: phone",
            "w.yaml:10:42: 'channel' is 'phone': write one of 'portal', 'email'"),
        Malformed(
            "ticket: T-1", "ticket: T-2",
            "w.yaml:12:51: there is no ticket 'T-2' in this world: add the ticket, or correct its id"),
        Malformed(
            "verdict: refused", "verdict: rejected",
            "w.yaml:12:96: 'verdict' is 'rejected': write one of 'admitted', 'refused', 'abusive', 'abandoned'"),
        Malformed(
            "until: null", "until: 2026-03-10T19:00:00+01:00",
            "w.yaml:16:75: 'until' is 2026-03-10T19:00:00+01:00, not after 'from', which is 2026-03-10T19:00:00+01:00: correct one of them"
        ),
        Malformed(
            "unavailable: [rota]", "unavailable: [tikets]",
            "w.yaml:17:15: an entry of 'unavailable' is 'tikets': did you mean 'tickets'?"),
        Malformed(
            "at: 2026-03-10T20:30:00+01:00", "at: 2026-02-30T20:30:00+01:00",
            "w.yaml:1:5: 'at' is '2026-02-30T20:30:00+01:00': write a time such as 2026-03-10T20:30:00+01:00"),
        Malformed(
            "clients:", "customers:",
            "w.yaml:2:1: the world has no field 'customers': use one of 'at', 'clients', 'tickets', 'calls', 'passcode_failures', 'bulletins', 'unavailable'"
        ),
        Malformed(
            "bulletins:", "bulletins: []\ntickets:",
            "w.yaml:16:1: the key 'tickets' is written twice: keep one of the two"),
    ]

    @Test("that are not there are refused")
    func missing() throws {
        let desk = try SmallDesk.load()
        #expect(throws: Problems.self) { try desk.world(at: "nowhere.yaml", hasher: hasher) }
        #expect(throws: Problems.self) { try desk.world(at: "/dev/null", hasher: hasher) }
        #expect(throws: Problems.self) { try desk.world(at: "/", hasher: hasher) }
    }
}
