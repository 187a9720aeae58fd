import Desk
import GRDB

extension LedgerMoment {
    /// The tickets that were opened within an interval, in the order in which they were opened.
    public func tickets(openedFrom from: Instant, until: Instant, _ body: (Ticket) throws -> Void) throws {
        let sql = """
            SELECT id, client, channel, service, priority, qualification, opened, responded, closed FROM ticket
            WHERE opened >= ? AND opened < ? ORDER BY opened, seq
            """
        try stream(sql, [from.milliseconds, until.milliseconds]) { row in
            try body(
                Ticket(
                    id: try row.decode(atIndex: 0), client: try Stored.client(row.decode(atIndex: 1)),
                    channel: try row.value(2, "channel"), service: try row.decode(atIndex: 3),
                    priority: try row.value(4, "priority"), qualification: try row.value(5, "qualification"),
                    opened: try row.instant(6), responded: try row.instantIfAny(7), closed: try row.instantIfAny(8)))
        }
    }

    /// How many tickets of an interval there are, and how many have an answer, as the database counts them.
    public func ticketCounts(openedFrom from: Instant, until: Instant) throws -> (all: Int, answered: Int) {
        try read { database in
            let sql = "SELECT count(*), count(responded) FROM ticket WHERE opened >= ? AND opened < ?"
            let row = try Row.fetchOne(database, sql: sql, arguments: [from.milliseconds, until.milliseconds])
            guard let row else { throw Stored.unreadable("nothing", in: "count of tickets") }
            return (try row.decode(atIndex: 0), try row.decode(atIndex: 1))
        }
    }

    /// All clients, with their names and contracts alone; five digits make a hundred thousand of them at most.
    public func clients() throws -> [ClientNumber: Client] {
        var all: [ClientNumber: Client] = [:]
        try stream("SELECT number, name, contract FROM client", []) { row in
            let number = try Stored.client(row.decode(atIndex: 0))
            all[number] = Client(
                number: number, name: try row.decode(atIndex: 1), contract: try row.decode(atIndex: 2))
        }
        return all
    }
}
