import Desk
import GRDB
import Testing

@testable import Ledger

@Suite("Tickets and bulletins") struct TicketDeskTests {
    let file: LedgerFile
    let ledger: Ledger
    let number: ClientNumber
    let eight: Instant
    let nine: Instant
    let ten: Instant

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        number = try client("12345")
        eight = try time("2026-03-11T08:00:00Z")
        nine = try time("2026-03-11T09:00:00Z")
        ten = try time("2026-03-11T10:00:00Z")
    }

    @Test("A ticket is opened, answered and closed") func life() throws {
        let ticket = try ledger.openTicket(
            client: number, service: "srv-web-01", priority: .urgent, qualification: .blocking, opened: eight, now: nine
        )
        #expect(ticket.id == "T-8813")
        #expect(try ledger.openTicket(client: number, channel: .email, opened: nine, now: nine).id == "T-8814")
        #expect(try ledger.tickets(client: number, openOnly: true).map(\.id) == ["T-8812", "T-8813", "T-8814"])
        try ledger.respond("T-8813", at: nine, now: ten)
        try ledger.close("T-8813", at: nine, now: ten)
        let stored = try #require(try ledger.tickets().first { $0.id == "T-8813" })
        #expect(
            stored
                == Ticket(
                    id: "T-8813", client: number, channel: .portal, service: "srv-web-01", priority: .urgent,
                    qualification: .blocking, opened: eight, responded: nine, closed: nine))
        #expect(try ledger.tickets(client: number, openOnly: true).map(\.id) == ["T-8812", "T-8814"])
        #expect(try ledger.tickets().map(\.id) == ["T-8812", "T-12", "old/7", "T-8813", "T-8814"])
    }

    @Test("The first ticket of an empty ledger is T-1, whatever other names there are") func firstID() throws {
        let other = try LedgerFile().open()
        let columns = ClientLines.columns.joined(separator: ",")
        _ = try other.importClients(csv: "\(columns)\n12345,A,,,,,,,,\n", file: "c.csv", hasher: PlainHasher())
        let csv = """
            \(TicketLines.columns.joined(separator: ","))
            T-12a,12345,portal,,normal,assistance,2026-03-11T08:00,,
            T-99999999999999999999,12345,portal,,normal,assistance,2026-03-11T08:00,,
            """
        _ = try other.importTickets(csv: csv, file: "t.csv", zone: .utc)
        #expect(try other.openTicket(client: number, opened: nine, now: nine).id == "T-1")
        #expect(try other.openTicket(client: number, opened: nine, now: nine).id == "T-2")
    }

    @Test("The next id is found by an index, however many tickets there are") func indexed() throws {
        let sql = """
            EXPLAIN QUERY PLAN SELECT max(CAST(substr(id, 3) AS INTEGER)) FROM ticket
            WHERE substr(id, 1, 2) = 'T-' AND substr(id, 3) NOT GLOB '*[^0-9]*' AND length(id) BETWEEN 3 AND 17
            """
        let plan = try ledger.pool.read { try Row.fetchAll($0, sql: sql).description }
        #expect(plan.contains("USING INDEX ticket_number"))
    }

    @Test("What cannot be is refused with what to do") func refusals() throws {
        let stranger = try client("99999")
        let garage = try client("54321")
        #expect(
            refusal { _ = try ledger.openTicket(client: number, opened: ten, now: nine) }
                == "the ticket is opened at 2026-03-11T10:00:00Z, later than now (2026-03-11T09:00:00Z): "
                + "name a time that has come")
        #expect(
            refusal { _ = try ledger.openTicket(client: stranger, opened: nine, now: nine) }
                == "there is no client 99999: import the client first, or correct the number")
        #expect(
            refusal { _ = try ledger.openTicket(client: number, service: "srv-9", opened: nine, now: nine) }
                == "client 12345 has no service \"srv-9\": name one of: srv-web-01, atelier.example")
        #expect(
            refusal { _ = try ledger.openTicket(client: garage, service: "srv-9", opened: nine, now: nine) }
                == "client 54321 has no service \"srv-9\": leave the service out; the client has none")
        #expect(
            refusal { try ledger.respond("T-1", at: nine, now: nine) }
                == "there is no ticket T-1: list the tickets and name one of them")
        #expect(
            refusal { try ledger.respond("T-8812", at: ten, now: nine) }
                == "T-8812 is answered at 2026-03-11T10:00:00Z, later than now (2026-03-11T09:00:00Z): "
                + "name a time that has come")
        #expect(
            refusal { try ledger.respond("T-8812", at: try time("2026-03-10T18:01:59Z"), now: nine) }
                == "T-8812 is answered at 2026-03-10T18:01:59Z, before it was opened at 2026-03-10T18:02:00Z: "
                + "name a time after its opening")
        try ledger.respond("T-8812", at: nine, now: nine)
        #expect(
            refusal { try ledger.respond("T-8812", at: nine, now: nine) }
                == "T-8812 was answered at 2026-03-11T09:00:00Z: only the first answer counts; nothing is left to do")
        #expect(
            refusal { try ledger.close("T-8812", at: eight, now: nine) }
                == "T-8812 is closed at 2026-03-11T08:00:00Z, before it was answered at 2026-03-11T09:00:00Z: "
                + "name a time after the answer")
        try ledger.close("old/7", at: eight, now: nine)
        #expect(
            refusal { try ledger.close("old/7", at: eight, now: nine) }
                == "old/7 was closed at 2026-03-11T08:00:00Z: nothing is left to do")
        #expect(
            refusal { try ledger.respond("old/7", at: nine, now: nine) }
                == "old/7 was closed at 2026-03-11T08:00:00Z: name a time before it was closed, or open a new ticket")
    }

    @Test("A bulletin is published and ended") func bulletin() throws {
        let bulletin = try ledger.publish(title: "Panne", covers: [.service("srv-web-01")], from: nine)
        #expect(bulletin.id == "B-3")
        #expect(try ledger.bulletins(activeAt: eight).map(\.id) == ["B-1"])
        #expect(try ledger.bulletins(activeAt: nine) == [World.sample().bulletins[0], bulletin])
        try ledger.end("B-3", at: ten)
        #expect(try ledger.bulletins(activeAt: ten).map(\.id) == ["B-1"])
        let planned = try ledger.publish(title: "Travaux", covers: [.network], from: nine, until: ten)
        try ledger.end(planned.id, at: eight)
        #expect(try ledger.bulletins().last?.until == nine)
        #expect(try ledger.bulletins(activeAt: nine).map(\.id) == ["B-1", "B-3"])
    }

    @Test("A bulletin that could not work is refused") func bulletinRefusals() throws {
        #expect(
            refusal { _ = try ledger.publish(title: "", covers: [.all], from: nine) }
                == "the title has 0 characters: use 1 to 200")
        #expect(
            refusal { _ = try ledger.publish(title: "x", covers: [], from: nine) }
                == "the bulletin covers nothing: name services, \"network\" or \"all\"")
        #expect(
            refusal { _ = try ledger.publish(title: "x", covers: [.all], from: nine, until: nine) }
                == "the bulletin ends at 2026-03-11T09:00:00Z, not after it begins: "
                + "name an end after 2026-03-11T09:00:00Z, or none")
        #expect(
            refusal { _ = try ledger.publish(title: "x", covers: [.all, .service("srv-9")], from: nine) }
                == "no client has a service \"srv-9\": correct the name, or cover \"network\" or \"all\"")
        #expect(
            refusal { try ledger.end("B-9", at: nine) }
                == "there is no bulletin B-9: list the bulletins and name one of them")
        #expect(
            refusal { try ledger.end("B-2", at: nine) }
                == "B-2 ended at 2026-03-10T19:00:00Z: nothing is left to do")
        #expect(try ledger.bulletins().count == 2)
    }
}
