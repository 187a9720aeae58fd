import Desk
import GRDB

/// The questions of the rules as SQL; every statement stays prepared on its connection.
struct FactReading {
    let database: Database

    func client(_ number: ClientNumber) throws -> Client? {
        let sql = "SELECT number, name, contract FROM client WHERE number = ?"
        guard let record = try fetch(ClientRecord.self, sql, [number.description]).first else { return nil }
        return Client(
            number: try Stored.client(record.number), name: record.name, contract: record.contract,
            services: try services(of: number), contacts: try contacts(of: number))
    }

    func services(of number: ClientNumber) throws -> [Service] {
        let sql = "SELECT client, position, name, kind FROM service WHERE client = ? ORDER BY position"
        return try fetch(ServiceRecord.self, sql, [number.description])
            .map { Service(name: $0.name, kind: try Stored.value($0.kind, in: "service kind")) }
    }

    func contacts(of number: ClientNumber) throws -> [Contact] {
        let client = number.description
        let records = try fetch(
            ContactRecord.self,
            "SELECT client, code, position, name, technical, passcode, language FROM contact WHERE client = ? "
                + "ORDER BY position, code", [client])
        let phones = try fetch(
            ContactPhoneRecord.self,
            "SELECT client, code, position, phone FROM contact_phone WHERE client = ? ORDER BY code, position", [client]
        )
        return try records.map { record in
            Contact(
                code: record.code, name: record.name,
                phones: try phones.filter { $0.code == record.code }.map { try Stored.phone($0.phone) },
                isTechnical: record.technical, passcode: record.passcode.map { PasscodeHash(bytes: Array($0)) },
                language: try record.language.map { try Stored.value($0, in: "language") })
        }
    }

    func tickets(of number: ClientNumber) throws -> [Ticket] {
        try fetch(TicketRecord.self, "SELECT * FROM ticket WHERE client = ? ORDER BY seq", [number.description])
            .map { try $0.ticket() }
    }

    func ticket(_ id: String) throws -> Ticket? {
        try fetch(TicketRecord.self, "SELECT * FROM ticket WHERE id = ?", [id]).first?.ticket()
    }

    /// The calls of rule R7: imported ones, then recorded ones that are over and were decided.
    ///
    /// A drill is none of them. A call that is still going on has not been without success yet; one that was cut off
    /// after its verdict has.
    func calls(of number: ClientNumber, since: Instant) throws -> [EarlierCall] {
        let sql = """
            SELECT number, client, ticket, at, connected_to, verdict FROM (
                SELECT 0 AS part, seq AS place, number, client, ticket, at, connected_to, verdict
                FROM earlier_call WHERE client = ?1 AND at >= ?2
                UNION ALL
                SELECT 1, key, number, client, ticket, started, connected_to, verdict
                FROM call
                WHERE client = ?1 AND started >= ?2 AND drill = 0 AND state <> 'in-progress' AND verdict IS NOT NULL
            ) ORDER BY part, place
            """
        return try fetch(EarlierCallRecord.self, sql, [number.description, since.milliseconds])
            .map { try $0.earlierCall() }
    }

    func passcodeFailures(of number: ClientNumber, since: Instant) throws -> [Instant] {
        let sql = "SELECT client, at FROM passcode_failure WHERE client = ? AND at >= ? ORDER BY seq"
        return try fetch(PasscodeFailureRecord.self, sql, [number.description, since.milliseconds])
            .map { Instant(milliseconds: $0.at) }
    }

    func bulletins(activeAt now: Instant) throws -> [Bulletin] {
        let sql = """
            SELECT * FROM bulletin WHERE active_from <= ?1 AND (active_until IS NULL OR active_until > ?1) ORDER BY seq
            """
        return try fetch(BulletinRecord.self, sql, [now.milliseconds]).map(withScopes)
    }

    func bulletins() throws -> [Bulletin] {
        try fetch(BulletinRecord.self, "SELECT * FROM bulletin ORDER BY seq", []).map(withScopes)
    }

    private func withScopes(_ record: BulletinRecord) throws -> Bulletin {
        let sql = "SELECT * FROM bulletin_scope WHERE bulletin = ? ORDER BY position"
        return try record.bulletin(scopes: try fetch(BulletinScopeRecord.self, sql, [record.seq]))
    }

    func fetch<Record: FetchableRecord>(
        _ type: Record.Type, _ sql: String, _ arguments: StatementArguments
    ) throws -> [Record] {
        try Record.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }
}
