import Desk
import GRDB

extension Ledger {
    /// Writes what came of a drill, into the log and beside it: all of it is on the disk afterwards, or nothing.
    ///
    /// - Returns: its entry in the log.
    /// - Throws: `duplicateDrill`; `badDrill` or `tooLarge` for what no result is.
    @discardableResult
    public func add(_ result: DrillResult) throws(LedgerError) -> Int {
        let result = try DrillRules(result: result).checked()
        return try append { try DrillWriter(log: $0).add(result) }
    }

    /// Writes several results, all or nothing, such as those of one exercise of the rota.
    public func add(_ results: [DrillResult]) throws(LedgerError) {
        var checked: [DrillResult] = []
        for result in results { checked.append(try DrillRules(result: result).checked()) }
        try append { log in
            for result in checked { try DrillWriter(log: log).add(result) }
        }
    }
}

/// Writes results of drills, within one transaction.
struct DrillWriter {
    let log: LogAppender
    private var database: Database { log.database }

    /// - Parameter result: one that was checked.
    @discardableResult
    func add(_ result: DrillResult) throws -> Int {
        let known = try database.cachedStatement(sql: "SELECT 1 FROM drill WHERE id = ?")
        guard try Row.fetchOne(known, arguments: [result.id]) == nil else {
            throw LedgerError(
                .duplicateDrill, "the drill \"\(result.id)\" is written already",
                mend: "give every drill an id of its own")
        }
        // It is told when it was over.
        let entry = try log.append(
            LogKind.drillRecorded, at: result.at.advanced(by: result.duration), call: nil, sealed: result.record.text)
        let sql = """
            INSERT INTO drill (entry, id, at, person, scenario, scenario_hash, role, mode, language, duration_ms,
            pass_mark, points, out_of, passed, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            entry, result.id, result.at.milliseconds, result.person, result.scenario, result.scenarioHash,
            result.role.rawValue, result.mode.rawValue, result.language.rawValue, result.duration.milliseconds,
            result.passMark, result.points, result.outOf, result.isPassed, result.payload.text,
        ])
        return entry
    }
}
