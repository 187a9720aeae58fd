import Desk
import GRDB

extension Ledger {
    /// Imports tickets from a CSV file, one a line: all of it, or nothing.
    ///
    /// Columns: `id, client_number, channel, service, priority, qualification, opened, responded, closed`. A ticket of
    /// the file takes the place of the one with the same id; other tickets stay. A known answer is never taken back.
    /// - Parameters:
    ///   - file: the file's name, for messages.
    ///   - zone: the zone of times without an offset.
    /// - Throws: ``Problems`` with everything that is wrong with the file, or a ``LedgerError``.
    public func importTickets(csv: [UInt8], file: String, zone: ZoneRules) throws -> ImportSummary {
        let table = CSVTable(csv, file: file, columns: TicketLines.columns)
        let (plan, problems) = try read { database in
            var lines = TicketLines(zone: zone, facts: FactReading(database: database))
            var plan = ImportPlan<Ticket>()
            for row in table.rows {
                guard let ticket = try lines.read(row) else { continue }
                let known = try lines.facts.ticket(ticket.id)
                if let known, !lines.mayReplace(known, by: ticket, row) { continue }
                plan.add(ticket, insteadOf: known)
            }
            var problems = table.problems
            problems.add(lines.reading.problems)
            return (plan, problems)
        }
        try problems.check()
        try write { try TicketWriter(database: $0).apply(plan) }
        return plan.summary
    }

    /// Imports tickets from the text of a CSV file.
    public func importTickets(csv: String, file: String, zone: ZoneRules) throws -> ImportSummary {
        try importTickets(csv: Array(csv.utf8), file: file, zone: zone)
    }
}

/// Reads the lines of a ticket file against the clients of the database.
struct TicketLines {
    static let columns = [
        "id", "client_number", "channel", "service", "priority", "qualification", "opened", "responded", "closed",
    ]

    let zone: ZoneRules
    let facts: FactReading
    var reading = FieldReading()
    private var clients: [ClientNumber: Client?] = [:]
    private var firstLines: [String: Int] = [:]

    init(zone: ZoneRules, facts: FactReading) {
        self.zone = zone
        self.facts = facts
    }

    mutating func read(_ row: CSVRow) throws -> Ticket? {
        let id = newID(row)
        let number = reading.clientNumber(row["client_number"])
        let client = try client(number, row)
        let channel: ChannelName? = reading.word(row["channel"], "channel")
        let priority: TicketPriority? = reading.word(row["priority"], "priority")
        let qualification: TicketQualification? = reading.word(row["qualification"], "qualification")
        let opened = reading.instant(row["opened"], "opened", zone: zone)
        let responded = later("responded", than: opened, row)
        let closed = later("closed", than: opened, row)
        let service = service(of: client, row)
        guard let id, let number, client != nil, let channel, let priority, let qualification, let opened else {
            return nil
        }
        return Ticket(
            id: id, client: number, channel: channel, service: service, priority: priority,
            qualification: qualification,
            opened: opened, responded: responded, closed: closed)
    }

    mutating func mayReplace(_ known: Ticket, by ticket: Ticket, _ row: CSVRow) -> Bool {
        if known.client != ticket.client {
            reading.problems.add(
                row["client_number"].place, "the ticket \(ticket.id.shown) belongs to client \(known.client)",
                mend: "correct the id or the client number")
            return false
        }
        if let responded = known.responded, ticket.responded == nil {
            reading.problems.add(
                row["responded"].place,
                "the ticket \(ticket.id.shown) was answered at \(Timestamp.format(responded, in: zone)), "
                    + "and the file says that it was not", mend: "write the time of the answer, or leave the line out")
            return false
        }
        return true
    }

    private mutating func newID(_ row: CSVRow) -> String? {
        guard let id = reading.name(row["id"], "id") else { return nil }
        guard let line = firstLines[id] else {
            firstLines[id] = row.place.line
            return id
        }
        reading.problems.add(
            row["id"].place, "the ticket \(id.shown) is on line \(line) already", mend: "remove one of them")
        return nil
    }

    private mutating func client(_ number: ClientNumber?, _ row: CSVRow) throws -> Client? {
        guard let number else { return nil }
        let client: Client?
        if let known = clients[number] {
            client = known
        } else {
            client = try facts.client(number)
            clients[number] = .some(client)
        }
        if client == nil {
            reading.problems.add(
                row["client_number"].place, "there is no client \(number)",
                mend: "import the client first, or correct the number")
        }
        return client
    }

    private mutating func service(of client: Client?, _ row: CSVRow) -> String? {
        let field = row["service"]
        guard let name = reading.optionalName(field, "service"), let client else { return nil }
        if client.service(named: name) == nil {
            let error = LedgerError.unknownService(name, of: client)
            reading.problems.add(field.place, error.message, mend: error.mend)
        }
        return name
    }

    private mutating func later(_ column: String, than opened: Instant?, _ row: CSVRow) -> Instant? {
        let field = row[column]
        guard !field.text.isEmpty, let instant = reading.instant(field, column, zone: zone) else { return nil }
        if let opened, instant < opened {
            reading.problems.add(
                field.place, "\(column) \(field.text.shown) is before opened \(row["opened"].text.shown)",
                mend: "correct one of the two")
        }
        return instant
    }
}
