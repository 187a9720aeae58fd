import Desk
import GRDB

extension Ledger {
    /// Opens a ticket under the next free id, `T-<n>`.
    ///
    /// - Parameters:
    ///   - service: one of the client's services, if it is about one.
    ///   - opened: when the client opened it.
    ///   - now: the time; nothing may be opened later than now.
    public func openTicket(
        client: ClientNumber, channel: ChannelName = .portal, service: String? = nil,
        priority: TicketPriority = .normal, qualification: TicketQualification = .assistance, opened: Instant,
        now: Instant
    ) throws(LedgerError) -> Ticket {
        try write { database in
            guard opened <= now else { throw LedgerError.future("the ticket is opened", opened, now) }
            let facts = FactReading(database: database)
            guard let known = try facts.client(client) else { throw LedgerError.unknownClient(client) }
            if let service, known.service(named: service) == nil {
                throw LedgerError.unknownService(service, of: known)
            }
            let ticket = Ticket(
                id: try facts.nextID("T", in: "ticket"), client: client, channel: channel, service: service,
                priority: priority, qualification: qualification, opened: opened)
            try TicketRecord(ticket).insert(database)
            return ticket
        }
    }

    /// Writes when the provider first answered a ticket.
    public func respond(_ id: String, at: Instant, now: Instant) throws(LedgerError) {
        try change(id, "answered", at: at, now: now) { record in
            if let responded = record.responded {
                throw LedgerError(
                    .alreadyAnswered, "\(id) was answered at \(Timestamp.format(Instant(milliseconds: responded)))",
                    mend: "only the first answer counts; nothing is left to do")
            }
            if let closed = record.closed, closed < at.milliseconds {
                throw LedgerError(
                    .alreadyClosed, "\(id) was closed at \(Timestamp.format(Instant(milliseconds: closed)))",
                    mend: "name a time before it was closed, or open a new ticket")
            }
            record.responded = at.milliseconds
        }
    }

    /// Writes when a ticket was closed.
    public func close(_ id: String, at: Instant, now: Instant) throws(LedgerError) {
        try change(id, "closed", at: at, now: now) { record in
            if let closed = record.closed {
                throw LedgerError(
                    .alreadyClosed, "\(id) was closed at \(Timestamp.format(Instant(milliseconds: closed)))",
                    mend: "nothing is left to do")
            }
            if let responded = record.responded, at.milliseconds < responded {
                throw LedgerError(
                    .wrongOrder,
                    "\(id) is closed at \(Timestamp.format(at)), before it was answered "
                        + "at \(Timestamp.format(Instant(milliseconds: responded)))",
                    mend: "name a time after the answer")
            }
            record.closed = at.milliseconds
        }
    }

    /// The tickets, in the order in which they were entered.
    ///
    /// - Parameter openOnly: only those that are not closed.
    public func tickets(client: ClientNumber? = nil, openOnly: Bool = false) throws(LedgerError) -> [Ticket] {
        try read { database in
            let sql = """
                SELECT * FROM ticket WHERE (?1 IS NULL OR client = ?1) AND (?2 = 0 OR closed IS NULL) ORDER BY seq
                """
            return try TicketRecord.fetchAll(database, sql: sql, arguments: [client?.description, openOnly])
                .map { try $0.ticket() }
        }
    }

    private func change(
        _ id: String, _ what: String, at: Instant, now: Instant, _ body: (inout TicketRecord) throws -> Void
    ) throws(LedgerError) {
        try write { database in
            guard at <= now else { throw LedgerError.future("\(id) is \(what)", at, now) }
            let found = try TicketRecord.fetchOne(database, sql: "SELECT * FROM ticket WHERE id = ?", arguments: [id])
            guard var record = found else {
                throw LedgerError(
                    .unknownTicket, "there is no ticket \(id)", mend: "list the tickets and name one of them")
            }
            guard at.milliseconds >= record.opened else {
                throw LedgerError(
                    .wrongOrder,
                    "\(id) is \(what) at \(Timestamp.format(at)), before it was opened "
                        + "at \(Timestamp.format(Instant(milliseconds: record.opened)))",
                    mend: "name a time after its opening")
            }
            try body(&record)
            try database.execute(
                sql: "UPDATE ticket SET responded = ?, closed = ? WHERE id = ?",
                arguments: [record.responded, record.closed, id])
        }
    }
}

extension FactReading {
    /// The next id of the form `T-12` that no row has.
    func nextID(_ letter: String, in table: String) throws -> String {
        // Longer numbers are names that somebody else chose; they do not count. The index ticket_number has these
        // terms; with a GLOB on the beginning SQLite would read all ids instead.
        let sql = """
            SELECT max(CAST(substr(id, 3) AS INTEGER)) FROM \(table)
            WHERE substr(id, 1, 2) = '\(letter)-' AND substr(id, 3) NOT GLOB '*[^0-9]*' AND length(id) BETWEEN 3 AND 17
            """
        return "\(letter)-\((try Int64.fetchOne(database, sql: sql) ?? 0) + 1)"
    }
}

extension LedgerError {
    static func future(_ what: String, _ at: Instant, _ now: Instant) -> LedgerError {
        LedgerError(
            .inTheFuture, "\(what) at \(Timestamp.format(at)), later than now (\(Timestamp.format(now)))",
            mend: "name a time that has come")
    }

    static func unknownClient(_ number: ClientNumber) -> LedgerError {
        LedgerError(
            .unknownClient, "there is no client \(number)", mend: "import the client first, or correct the number")
    }

    static func unknownService(_ name: String, of client: Client) -> LedgerError {
        let known = client.services.map(\.name).joined(separator: ", ")
        return LedgerError(
            .unknownService, "client \(client.number) has no service \"\(name)\"",
            mend: known.isEmpty ? "leave the service out; the client has none" : "name one of: \(known)")
    }
}
