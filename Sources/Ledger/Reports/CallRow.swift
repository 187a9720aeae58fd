import Desk
import GRDB

/// A call of a month, as it passes by: columns are read when they are asked for.
///
/// Valid only until the closure that it was handed to returns. What the database holds and this version does not know
/// is a ``LedgerError``.
public struct CallRow {
    private let row: Row

    /// What a call is in closed sets of words.
    public let kind: CallKind

    init(row: Row) throws {
        self.row = row
        guard let code: Int = try row.decode(atIndex: 0), let kind = CallKind(code: code) else {
            let id: String = try row.decode(atIndex: 1)
            throw LedgerError(
                .unreadable,
                "the call \"\(id)\" has a number, source, state, verdict or period which this version "
                    + "does not know", mend: LedgerError.restore)
        }
        self.kind = kind
    }

    /// The call's name.
    public var id: String { get throws { try row.decode(atIndex: 1) } }
    /// The client's five digits, once known; none if they were erased.
    public var client: String? { get throws { try row.decode(atIndex: 2) } }
    /// The contact's code, once known; none if it was erased.
    public var contact: String? { get throws { try row.decode(atIndex: 3) } }
    /// The ticket, once known; none if it was erased.
    public var ticket: String? { get throws { try row.decode(atIndex: 4) } }
    /// The reasons of the verdict as the database spells them, a JSON array of words; none before the verdict.
    public var reasons: String? { get throws { try row.decode(atIndex: 5) } }
    /// When the call came in.
    public var started: Instant { get throws { try row.instant(6) } }
    /// When it ended, if it did.
    public var ended: Instant? { get throws { try row.instantIfAny(7) } }
    /// How long it lasted in milliseconds, if it was finished.
    public var duration: Int64? { get throws { try row.decode(atIndex: 8) } }
    /// The flow that answered.
    public var flow: String { get throws { try row.decode(atIndex: 9) } }
    /// The hash of the flow's text.
    public var flowHash: String { get throws { try row.decode(atIndex: 10) } }
    /// The hash of the policy's text.
    public var policyHash: String { get throws { try row.decode(atIndex: 11) } }
    /// A letter for each precondition, in the order of ``Precondition``: `s`, `v`, `u`, `n` or `r`; none where nothing
    /// was noted.
    public var statuses: String? { get throws { try row.decode(atIndex: 12) } }

    static let columns = """
        \(CallKind.sql), id, client, contact, ticket, reasons, started, ended, duration, flow, flow_hash, policy_hash,
        statuses
        """
}

extension LedgerMoment {
    /// The calls that came in within an interval, drills among them, in the order in which they came.
    public func calls(from: Instant, until: Instant, _ body: (CallRow) throws -> Void) throws {
        let sql = """
            SELECT \(CallRow.columns) FROM call WHERE started >= ? AND started < ? ORDER BY started, key
            """
        try stream(sql, [from.milliseconds, until.milliseconds]) { try body(CallRow(row: $0)) }
    }

    /// How many calls of each kind the database itself counts in an interval.
    public func callCounts(from: Instant, until: Instant) throws -> CallCounts {
        let sql = """
            SELECT count(*), total(drill), total(drill = 0 AND verdict = 'admitted'),
                total(drill = 0 AND verdict = 'refused'), total(drill = 0 AND verdict = 'abusive'),
                total(drill = 0 AND verdict = 'abandoned'), total(drill = 0 AND verdict IS NULL),
                total(drill = 0 AND number = 'emergency'), total(drill = 0 AND erased IS NOT NULL)
            FROM call WHERE started >= ? AND started < ?
            """
        return try read { database in
            let row = try Row.fetchOne(database, sql: sql, arguments: [from.milliseconds, until.milliseconds])
            guard let row else { throw Stored.unreadable("nothing", in: "count of calls") }
            func count(_ index: Int) throws -> Int {
                let value: Double = try row.decode(atIndex: index)
                return Int(value)
            }
            return CallCounts(
                all: try count(0), drills: try count(1), admitted: try count(2), refused: try count(3),
                abusive: try count(4), abandoned: try count(5), undecided: try count(6), emergency: try count(7),
                erased: try count(8))
        }
    }
}

/// Calls as the database counts them: a second opinion on what was counted row by row.
public struct CallCounts: Hashable, Sendable {
    /// All calls, drills among them.
    public let all: Int
    /// Drills; all that follows is without them.
    public let drills: Int
    /// Calls that were admitted.
    public let admitted: Int
    /// Calls that were refused.
    public let refused: Int
    /// Calls that were abusive.
    public let abusive: Int
    /// Calls that were abandoned.
    public let abandoned: Int
    /// Calls without a verdict.
    public let undecided: Int
    /// Calls to the emergency number.
    public let emergency: Int
    /// Calls whose personal data was removed.
    public let erased: Int
}
