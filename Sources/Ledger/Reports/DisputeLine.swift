import Desk
import GRDB

/// A dispute with its charge, as a report prints it.
public struct DisputeLine: Hashable, Sendable {
    /// How a dispute ended.
    public enum Outcome: String, CaseIterable, Hashable, Sendable {
        case granted, rejected, withdrawn
    }

    /// Its place among all disputes.
    public let id: Int64
    /// The charge that is disputed.
    public let charge: Int64
    /// The client who is charged.
    public let client: String
    /// The amount of the charge.
    public let amount: Money
    /// When it was opened, by whom, and why.
    public let opened: ChargeLine.Mark
    /// When it was answered, by whom, and what was said.
    public let answered: ChargeLine.Mark?
    /// When it was closed and by whom.
    public let closed: ChargeLine.Mark?
    /// How it ended.
    public let outcome: Outcome?

    init(_ row: Row) throws {
        id = try row.decode(atIndex: 0)
        charge = try row.decode(atIndex: 1)
        client = try row.decode(atIndex: 2)
        amount = Money(cents: try row.decode(atIndex: 3), currency: try row.decode(atIndex: 4))
        opened = ChargeLine.Mark(
            at: try row.instant(5), by: try row.decode(atIndex: 6), reason: try row.decode(atIndex: 7))
        let (answeredBy, answer): (String?, String?) = (try row.decode(atIndex: 9), try row.decode(atIndex: 10))
        answered = try row.instantIfAny(8).map { ChargeLine.Mark(at: $0, by: answeredBy, reason: answer) }
        let closedBy: String? = try row.decode(atIndex: 12)
        closed = try row.instantIfAny(11).map { ChargeLine.Mark(at: $0, by: closedBy) }
        let outcome: String? = try row.decode(atIndex: 13)
        self.outcome = try outcome.map { try Stored.value($0, in: "outcome of a dispute") }
    }
}

extension LedgerMoment {
    /// The disputes that were open at some time within an interval, in the order in which they were opened.
    public func disputes(openFrom from: Instant, until: Instant, _ body: (DisputeLine) throws -> Void) throws {
        let sql = """
            SELECT dispute.id, dispute.charge, coalesce(charge.client, 'erased'), charge.amount, charge.currency, dispute.opened,
                dispute.opened_by, dispute.reason, dispute.answered, dispute.answered_by, dispute.answer,
                dispute.closed, dispute.closed_by, dispute.outcome
            FROM dispute JOIN charge ON charge.id = dispute.charge JOIN call ON call.key = charge.call
            WHERE dispute.opened < ?2 AND (dispute.closed IS NULL OR dispute.closed >= ?1)
            ORDER BY dispute.opened, dispute.id
            """
        try stream(sql, [from.milliseconds, until.milliseconds]) { try body(DisputeLine($0)) }
    }
}
