import Desk
import GRDB

/// A charge with its call, as a report prints it.
public struct ChargeLine: Hashable, Sendable {
    /// What a charge went through.
    public struct Mark: Hashable, Sendable {
        /// When.
        public let at: Instant
        /// By whom, where that was written.
        public let by: String?
        /// The reason that was given.
        public let reason: String?
        /// The document: the invoice or the credit note.
        public let document: String?

        /// Makes a mark.
        public init(at: Instant, by: String? = nil, reason: String? = nil, document: String? = nil) {
            self.at = at
            self.by = by
            self.reason = reason
            self.document = document
        }
    }

    /// Its place among all charges.
    public let id: Int64
    /// The charge that it was written in the place of.
    public let replaces: Int64?
    /// The client who is charged; `erased` for a waived charge whose client was erased.
    public let client: String
    /// How far it has come.
    public let status: RecordedCharge.Status
    /// The amount, excluding tax.
    public let amount: Money
    /// Why the call was abusive.
    public let reasons: [Reason]
    /// When and by whom it was proposed.
    public let proposed: Mark
    /// When and by whom it was confirmed or waived, and why.
    public let decided: Mark?
    /// When it was invoiced, on which invoice.
    public let invoiced: Mark?
    /// When it was credited, by which credit note, and why.
    public let credited: Mark?
    /// The call's name.
    public let call: String
    /// When the call came in.
    public let started: Instant
    /// The number that was called.
    public let number: NumberRole
    /// How the call was decided.
    public let verdict: VerdictKind?
    /// Whether the call is an exercise; then there must be no charge.
    public let isDrill: Bool
    /// Whether the call's personal data was removed; the charge keeps its client.
    public let isErased: Bool

    init(_ row: Row, _ lists: inout ReasonLists) throws {
        id = try row.decode(atIndex: 0)
        replaces = try row.decode(atIndex: 1)
        client = try row.decode(atIndex: 2)
        status = try row.value(3, "charge status")
        amount = Money(cents: try row.decode(atIndex: 4), currency: try row.decode(atIndex: 5))
        reasons = try lists.reasons(row.decode(atIndex: 6))
        proposed = Mark(at: try row.instant(7), by: try row.decode(atIndex: 8))
        let (by, reason): (String?, String?) = (try row.decode(atIndex: 10), try row.decode(atIndex: 11))
        decided = try row.instantIfAny(9).map { Mark(at: $0, by: by, reason: reason) }
        let invoice: String? = try row.decode(atIndex: 13)
        invoiced = try row.instantIfAny(12).map { Mark(at: $0, document: invoice) }
        let (note, why): (String?, String?) = (try row.decode(atIndex: 15), try row.decode(atIndex: 16))
        credited = try row.instantIfAny(14).map { Mark(at: $0, reason: why, document: note) }
        call = try row.decode(atIndex: 17)
        started = try row.instant(18)
        number = try row.value(19, "number")
        let verdict: String? = try row.decode(atIndex: 20)
        self.verdict = try verdict.map { try Stored.value($0, in: "verdict") }
        isDrill = try row.decode(atIndex: 21)
        isErased = try row.decode(atIndex: 22)
    }

    static let columns = """
        charge.id, charge.replaces, coalesce(charge.client, 'erased'), charge.status, charge.amount, charge.currency, charge.reasons,
        charge.proposed, charge.proposed_by, charge.decided, charge.decided_by, charge.decision_reason,
        charge.invoiced, charge.invoice, charge.credited, charge.credit_note, charge.credit_reason,
        call.id, call.started, call.number, call.verdict, call.drill, call.erased IS NOT NULL
        """
}

extension LedgerMoment {
    /// The charges of calls that came in within an interval, in the order in which they were proposed.
    ///
    /// There are far fewer charges than calls: they are read, and the call of each is looked up.
    public func charges(ofCallsFrom from: Instant, until: Instant, _ body: (ChargeLine) throws -> Void) throws {
        let sql = """
            SELECT \(ChargeLine.columns) FROM charge CROSS JOIN call ON call.key = charge.call
            WHERE call.started >= ?1 AND call.started < ?2 ORDER BY charge.id
            """
        try charges(sql, from, until, body)
    }

    /// The charges of calls before an interval to which something happened within it, in the order in which they were
    /// proposed.
    public func earlierCharges(movedFrom from: Instant, until: Instant, _ body: (ChargeLine) throws -> Void) throws {
        let sql = """
            SELECT \(ChargeLine.columns) FROM charge CROSS JOIN call ON call.key = charge.call
            WHERE (charge.proposed >= ?1 AND charge.proposed < ?2 OR charge.decided >= ?1 AND charge.decided < ?2
                OR charge.invoiced >= ?1 AND charge.invoiced < ?2 OR charge.credited >= ?1 AND charge.credited < ?2)
                AND call.started < ?1
            ORDER BY charge.id
            """
        try charges(sql, from, until, body)
    }

    private func charges(
        _ sql: String, _ from: Instant, _ until: Instant, _ body: (ChargeLine) throws -> Void
    ) throws {
        var lists = ReasonLists()
        try stream(sql, [from.milliseconds, until.milliseconds]) { try body(ChargeLine($0, &lists)) }
    }
}
