import Desk
import GRDB
import TransparencyLog

extension Ledger {
    /// Erases a person's name and the payloads of all that person's drills; the log goes on to verify.
    ///
    /// What is left says that somebody practised a scenario, and with how many points.
    /// - Returns: how many results.
    /// - Throws: `unknownPerson` if there is none of that name, `incomplete` without a reason or somebody who asks.
    public func eraseDrills(
        of person: String, reason: String, by actor: String, at now: Instant
    ) throws(LedgerError) -> Int {
        guard !reason.isEmpty, !actor.isEmpty else {
            throw LedgerError(
                .incomplete, "an erasure has no reason or nobody who asks for it", mend: "say who, and why")
        }
        let name = DrillResult.spelled(person: person)
        let count = try eraseDrills(where: "person = ?", [name], reason: reason, by: actor, at: now)
        guard count > 0 else {
            let known = try drilledPeople().prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
            throw LedgerError(
                .unknownPerson, "there is no drill of \"\(name)\"",
                mend: known.isEmpty ? "nobody has practised yet" : "name one of \(known)")
        }
        try forgetFreedPages()
        return count
    }

    /// Erases names and payloads of all drills that began before an instant.
    /// - Returns: how many.
    func eraseDrills(before limit: Instant, reason: String, by actor: String, at now: Instant) throws(LedgerError)
        -> Int
    {
        try eraseDrills(where: "at < ?", [limit.milliseconds], reason: reason, by: actor, at: now)
    }

    /// A batch a transaction, so that calls that go on wait for no more than that.
    private func eraseDrills(
        where condition: String, _ arguments: StatementArguments, reason: String, by actor: String, at now: Instant
    ) throws(LedgerError) -> Int {
        var count = 0
        while true {
            let batch = try append { log in
                let sql = "SELECT entry FROM drill WHERE erased IS NULL AND \(condition) ORDER BY entry LIMIT ?"
                let drills = try Int.fetchAll(
                    log.database, sql: sql, arguments: arguments + [LedgerLimits.drillsPerErasure])
                if !drills.isEmpty { try DrillEraser(log: log).erase(drills, reason: reason, by: actor, at: now) }
                return drills.count
            }
            guard batch > 0 else { return count }
            count += batch
        }
    }
}

/// Removes what is personal of drills, within one transaction: name and payload, in the row and in the log.
struct DrillEraser {
    let log: LogAppender
    private var database: Database { log.database }

    /// - Parameter drills: their entries in the log.
    func erase(_ drills: [Int], reason: String, by actor: String, at now: Instant) throws {
        let entry = log.tail.frontier.size + 1
        for drill in drills {
            try run("INSERT INTO drill_erasure (drill, entry) VALUES (?, ?)", [drill, entry])
            try run("UPDATE log SET salt = NULL, payload = NULL WHERE seq = ?", [drill])
            try run(
                "UPDATE drill SET person = NULL, payload = NULL, erased = ? WHERE entry = ?", [now.milliseconds, drill])
        }
        // It comes last, as it tells by a hash how the rows stand then.
        try log.append(
            LogKind.drillsErased, at: now,
            open: [
                "actor": .string(actor), "entries": .array(drills.map { .integer($0) }), "reason": .string(reason),
                "rows": .string(try ErasedRows(database: database).hash(ofDrills: drills)),
            ])
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
