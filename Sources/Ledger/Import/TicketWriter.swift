import Desk
import GRDB

/// Writes imported tickets, within one transaction.
struct TicketWriter {
    let database: Database

    func apply(_ plan: ImportPlan<Ticket>) throws {
        for change in plan.changes {
            guard try FactReading(database: database).ticket(change.new.id) == change.old else {
                throw LedgerError.changedMeanwhile("the ticket \(change.new.id)")
            }
            if change.old == nil { try TicketRecord(change.new).insert(database) } else { try replace(change.new) }
        }
    }

    private func replace(_ ticket: Ticket) throws {
        let sql = """
            UPDATE ticket SET channel = ?, service = ?, priority = ?, qualification = ?, opened = ?, responded = ?,
            closed = ? WHERE id = ?
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            ticket.channel.rawValue, ticket.service, ticket.priority.rawValue, ticket.qualification.rawValue,
            ticket.opened.milliseconds, ticket.responded?.milliseconds, ticket.closed?.milliseconds, ticket.id,
        ])
    }
}
