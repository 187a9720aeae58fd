import Desk
import GRDB

/// A row of `ticket`.
struct TicketRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "ticket"
    var seq: Int64?
    var id: String
    var client: String
    var channel: String
    var service: String?
    var priority: String
    var qualification: String
    var opened: Int64
    var responded: Int64?
    var closed: Int64?

    init(_ ticket: Ticket, seq: Int64? = nil) {
        self.seq = seq
        id = ticket.id
        client = ticket.client.description
        channel = ticket.channel.rawValue
        service = ticket.service
        priority = ticket.priority.rawValue
        qualification = ticket.qualification.rawValue
        opened = ticket.opened.milliseconds
        responded = ticket.responded?.milliseconds
        closed = ticket.closed?.milliseconds
    }

    func ticket() throws -> Ticket {
        Ticket(
            id: id, client: try Stored.client(client), channel: try Stored.value(channel, in: "channel"),
            service: service, priority: try Stored.value(priority, in: "priority"),
            qualification: try Stored.value(qualification, in: "qualification"),
            opened: Instant(milliseconds: opened), responded: responded.map(Instant.init(milliseconds:)),
            closed: closed.map(Instant.init(milliseconds:)))
    }
}
