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

    @Test("keep any text", arguments: ["a: b", "\"", "\\", "- x", "null", "été\t☎︎ 👩‍💻", "{x}", "# y", "it's", "a\nb", "\u{7F}\u{2028}x"])
    func anyText(_ text: String) throws {
        let number = try #require(ClientNumber("00001"))
        let at = Instant(milliseconds: 1_773_171_000_250)
        let world = World(
            at: at,
            clients: [Client(number: number, name: text, services: [Service(name: text, kind: .shared)])],
            tickets: [Ticket(id: "T", client: number, channel: .email, service: text, opened: at, responded: at, closed: at)],
            bulletins: [Bulletin(id: "B", title: text, covers: [.all, .service(text)], from: at, until: at.advanced(by: .seconds(1)))])
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
        //WORLD
    ]

    @Test("that are not there are refused")
    func missing() throws {
        let desk = try SmallDesk.load()
        #expect(throws: Problems.self) { try desk.world(at: "nowhere.yaml", hasher: hasher) }
        #expect(throws: Problems.self) { try desk.world(at: "/dev/null", hasher: hasher) }
        #expect(throws: Problems.self) { try desk.world(at: "/", hasher: hasher) }
    }
}
