import Desk
import GRDB

/// The charges of a month as the database adds them up, in one currency: by the dates that they carry, not by their
/// status, and so a second opinion on what was added line by line.
public struct ChargeSums: Hashable, Sendable {
    /// How many, and how much.
    public struct Sum: Hashable, Sendable {
        /// How many charges.
        public let count: Int
        /// Their amounts in hundredths.
        public let cents: Int
    }

    /// The currency's ISO 4217 code.
    public let currency: String
    /// All that were proposed.
    public let proposed: Sum
    /// Those that nobody has decided.
    public let open: Sum
    /// Those that were waived.
    public let waived: Sum
    /// Those that were decided and not waived.
    public let confirmed: Sum
    /// Those that are on an invoice.
    public let invoiced: Sum
    /// Those that are on an invoice and were credited.
    public let credited: Sum
}

extension LedgerMoment {
    /// What the database itself adds up of the charges of calls that came in within an interval, by currency.
    public func chargeSums(ofCallsFrom from: Instant, until: Instant) throws -> [ChargeSums] {
        let kinds = [
            "1", "charge.decided IS NULL", "charge.status = 'waived'",
            "charge.decided IS NOT NULL AND charge.status <> 'waived'", "charge.invoiced IS NOT NULL",
            "charge.invoiced IS NOT NULL AND charge.credited IS NOT NULL",
        ]
        let sums = kinds.map { "count(*) FILTER (WHERE \($0)), coalesce(sum(charge.amount) FILTER (WHERE \($0)), 0)" }
        let sql = """
            SELECT charge.currency, \(sums.joined(separator: ", "))
            FROM charge CROSS JOIN call ON call.key = charge.call
            WHERE call.started >= ? AND call.started < ? GROUP BY charge.currency ORDER BY charge.currency
            """
        var all: [ChargeSums] = []
        try stream(sql, [from.milliseconds, until.milliseconds]) { row in
            func sum(_ kind: Int) throws -> ChargeSums.Sum {
                ChargeSums.Sum(
                    count: try row.decode(atIndex: 1 + 2 * kind), cents: try row.decode(atIndex: 2 + 2 * kind))
            }
            all.append(
                ChargeSums(
                    currency: try row.decode(atIndex: 0), proposed: try sum(0), open: try sum(1), waived: try sum(2),
                    confirmed: try sum(3), invoiced: try sum(4), credited: try sum(5)))
        }
        return all
    }
}
