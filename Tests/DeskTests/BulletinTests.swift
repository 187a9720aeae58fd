import Desk
import Testing

@Suite("Known incidents (R9)") struct BulletinTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    private func bulletin(
        _ id: String = "B-1", covers: [Bulletin.Scope] = [.all], from: String = "2026-03-10T19:00", until: String? = nil
    ) throws -> Bulletin {
        Bulletin(
            id: id, title: "Coupure réseau salle 2", covers: covers, from: try paris(from), until: try until.map(paris))
    }

    private func announced(_ bulletins: [Bulletin], unavailable: Set<Store> = []) throws -> BulletinFinding {
        BulletinRule.bulletins(
            for: desk.client, now: try paris("2026-03-10T20:30"),
            in: desk.facts(bulletins: bulletins, unavailable: unavailable))
    }

    @Test("are announced to those whose service they cover")
    func scope() throws {
        for covers: [Bulletin.Scope] in [
            [.all], [.network], [.service("srv-web-01")], [.service("atelier.example")],
            [.service("other"), .service("mail-01")],
        ] {
            let bulletin = try bulletin(covers: covers)
            #expect(try announced([bulletin]) == .active([bulletin]))
        }
        for covers: [Bulletin.Scope] in [[], [.service("other")], [.service("SRV-WEB-01")], [.service("network")]] {
            #expect(try announced([try bulletin(covers: covers)]) == .none)
        }
    }

    @Test("cover a client without services only if they cover everybody")
    func noServices() throws {
        #expect(try bulletin(covers: [.all]).covers(anyOf: []))
        #expect(try bulletin(covers: [.network]).covers(anyOf: []))
        #expect(try !bulletin(covers: [.service("srv-web-01")]).covers(anyOf: []))
    }

    @Test(
        "are active from their first millisecond to just before their end",
        arguments: [
            ("2026-03-10T20:30:00", nil, true), ("2026-03-10T20:30:00.001", nil, false),
            ("2026-03-10T19:00:00", "2026-03-10T20:30:00", false),
            ("2026-03-10T19:00:00", "2026-03-10T20:30:00.001", true),
            ("2026-03-10T20:30:00", "2026-03-10T20:30:00", false),
        ] as [(String, String?, Bool)])
    func activity(from: String, until: String?, isActive: Bool) throws {
        let bulletin = try bulletin(from: from, until: until)
        #expect(bulletin.isActive(at: try paris("2026-03-10T20:30")) == isActive)
        #expect(try announced([bulletin]) == (isActive ? .active([bulletin]) : .none))
    }

    @Test("come the most recent first")
    func order() throws {
        let old = try bulletin("B-1", from: "2026-03-09T19:00")
        let new = try bulletin("B-2", from: "2026-03-10T20:00")
        let middle = try bulletin("B-3", covers: [.network], from: "2026-03-10T08:00")
        let other = try bulletin("B-4", covers: [.service("other")], from: "2026-03-10T20:15")
        #expect(try announced([old, new, other, middle]) == .active([new, middle, old]))
    }

    @Test("may be unknown, which is not the same as none")
    func unavailable() throws {
        #expect(try announced([try bulletin()], unavailable: [.bulletins]) == .unavailable)
        #expect(try announced([], unavailable: [.tickets, .calls]) == .none)
    }

    @Test("never refuse a call")
    func neverRefuse() {
        for outcome in Topic.bulletin.outcomes {
            let standing = Standing.sound.with([.bulletin: outcome])
            #expect(Assessment.violations(standing, on: .emergency, policy: desk.policy) == [])
            #expect(Assessment.allHold(standing, on: .emergency, policy: desk.policy))
        }
    }
}
