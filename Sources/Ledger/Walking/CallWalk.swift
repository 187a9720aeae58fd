import Desk
import GRDB

/// A call's name and its place among all calls, for going through them one after the other.
public struct CallPlace: Hashable, Sendable {
    /// The key of the call; calls are walked through in its order, which is that of their beginning.
    public let key: Int64
    /// The call's id.
    public let id: String
}

extension Ledger {
    /// How many calls came in during a time.
    public func callCount(during time: Range<Instant>? = nil) throws(LedgerError) -> Int {
        try read { database in
            let sql = "SELECT count(*) FROM call WHERE started >= ? AND started < ?"
            return try Int.fetchOne(database, sql: sql, arguments: Self.bounds(time)) ?? 0
        }
    }

    /// The next calls after a place, so that a ledger of any size can be gone through with little memory.
    ///
    /// - Parameters:
    ///   - place: the key of the last call that was seen; 0 to begin.
    ///   - time: when the calls came in; any time without it.
    ///   - limit: how many at most, up to ``LedgerLimits/listedRows``.
    public func calls(
        after place: Int64, during time: Range<Instant>? = nil, limit: Int = 500
    ) throws(LedgerError) -> [CallPlace] {
        try read { database in
            let sql = "SELECT key, id FROM call WHERE started >= ? AND started < ? AND key > ? ORDER BY key LIMIT ?"
            let rows = min(max(limit, 0), LedgerLimits.listedRows)
            return try Row.fetchAll(database, sql: sql, arguments: Self.bounds(time) + [place, rows])
                .map { CallPlace(key: try $0.decode(atIndex: 0), id: try $0.decode(atIndex: 1)) }
        }
    }

    private static func bounds(_ time: Range<Instant>?) -> StatementArguments {
        [time?.lowerBound.milliseconds ?? Int64.min, time?.upperBound.milliseconds ?? Int64.max]
    }
}
