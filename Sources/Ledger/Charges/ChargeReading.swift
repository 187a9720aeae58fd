import Desk
import GRDB

/// Reads charges and disputes, within one transaction.
struct ChargeReading {
    let database: Database

    private static let columns = """
        charge.id, charge.call, call.id, replaces, charge.client, status, amount, currency, tariff_from, charge.reasons,
        proposed, proposed_by, decided, decided_by, decision_reason, invoiced, invoice, credited, credit_note,
        credit_reason
        """

    func charges(of call: Int64) throws -> [RecordedCharge] {
        try charges(where: "charge.call = ? ORDER BY charge.id", [call])
    }

    func charge(_ id: Int64) throws -> RecordedCharge {
        guard let charge = try charges(where: "charge.id = ?", [id]).first else {
            throw LedgerError(
                .unknownCharge, "there is no charge \(id)", mend: "list them with 'voicedesk billing review'")
        }
        return charge
    }

    func charges(where condition: String, _ arguments: StatementArguments) throws -> [RecordedCharge] {
        let sql = "SELECT \(Self.columns) FROM charge JOIN call ON call.key = charge.call WHERE \(condition)"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map(charge)
    }

    private func charge(_ row: Row) throws -> RecordedCharge {
        let replaces: Int64? = try row.decode(atIndex: 3)
        let client: String? = try row.decode(atIndex: 4)
        return RecordedCharge(
            id: try row.decode(atIndex: 0), call: try row.decode(atIndex: 1), callID: try row.decode(atIndex: 2),
            replaces: replaces, client: try client.map(Stored.client),
            status: try Stored.value(row.decode(atIndex: 5), in: "charge status"),
            proposal: ChargeProposal(
                amount: Money(cents: try row.decode(atIndex: 6), currency: try row.decode(atIndex: 7)),
                tariffFrom: Instant(milliseconds: try row.decode(atIndex: 8)),
                reasons: try Stored.reasons(row.decode(atIndex: 9)), proposer: try row.decode(atIndex: 11)),
            proposedAt: Instant(milliseconds: try row.decode(atIndex: 10)),
            decided: try deed(row, at: 12), invoice: try document(row, at: 15, reason: nil),
            creditNote: try document(row, at: 17, reason: 19))
    }

    private func deed(_ row: Row, at index: Int) throws -> RecordedCharge.Deed? {
        guard let at: Int64 = try row.decode(atIndex: index) else { return nil }
        let reason: String? = try row.decode(atIndex: index + 2)
        return RecordedCharge.Deed(
            at: Instant(milliseconds: at), actor: try row.decode(atIndex: index + 1), reason: reason ?? "")
    }

    private func document(_ row: Row, at index: Int, reason: Int?) throws -> RecordedCharge.Document? {
        guard let at: Int64 = try row.decode(atIndex: index) else { return nil }
        return RecordedCharge.Document(
            at: Instant(milliseconds: at), number: try row.decode(atIndex: index + 1),
            reason: try reason.flatMap { try row.decode(atIndex: $0) })
    }

    func disputes(where condition: String, _ arguments: StatementArguments) throws -> [Dispute] {
        let sql = """
            SELECT id, charge, opened, opened_by, reason, answered, answered_by, answer, closed, closed_by, NULL, outcome
            FROM dispute WHERE \(condition)
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map { row in
            guard let opened = try deed(row, at: 2) else { throw Stored.unreadable("NULL", in: "opened") }
            let outcome: String? = try row.decode(atIndex: 11)
            return Dispute(
                id: try row.decode(atIndex: 0), charge: try row.decode(atIndex: 1), opened: opened,
                answered: try deed(row, at: 5), closed: try deed(row, at: 8),
                outcome: try outcome.map { try Stored.value($0, in: "outcome") })
        }
    }
}

extension Ledger {
    /// The charges, the latest first.
    ///
    /// - Parameters:
    ///   - limit: how many at most, up to ``LedgerLimits/listedRows``.
    ///   - status: only charges that have come this far.
    ///   - client: only charges of this client.
    ///   - before: only charges with a smaller id, for the next page.
    public func charges(
        limit: Int = 100, status: RecordedCharge.Status? = nil, client: ClientNumber? = nil, before: Int64? = nil
    ) throws(LedgerError) -> [RecordedCharge] {
        try read { database in
            let condition = """
                (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR charge.client = ?2) AND (?3 IS NULL OR charge.id < ?3)
                ORDER BY charge.id DESC LIMIT ?4
                """
            let rows = min(max(limit, 0), LedgerLimits.listedRows)
            return try ChargeReading(database: database).charges(
                where: condition, [status?.rawValue, client?.description, before, rows])
        }
    }

    /// One charge.
    /// - Throws: `unknownCharge` if there is none with that id.
    public func charge(_ id: Int64) throws(LedgerError) -> RecordedCharge {
        try read { try ChargeReading(database: $0).charge(id) }
    }

    /// All charges of a call, in order: those that were credited and the one in their place.
    public func charges(of call: Int64) throws(LedgerError) -> [RecordedCharge] {
        try read { try ChargeReading(database: $0).charges(of: call) }
    }

    /// The disputes of a charge, in order.
    public func disputes(of charge: Int64) throws(LedgerError) -> [Dispute] {
        try read { try ChargeReading(database: $0).disputes(where: "charge = ? ORDER BY id", [charge]) }
    }

    /// The disputes that are not closed, the oldest first.
    public func openDisputes() throws(LedgerError) -> [Dispute] {
        try read { try ChargeReading(database: $0).disputes(where: "closed IS NULL ORDER BY opened, id", []) }
    }
}
