import Desk
import GRDB
import TransparencyLog

extension LedgerMoment {
    /// The results that a filter means, in the order in which the drills began.
    public func drills(_ filter: DrillFilter = DrillFilter(), _ body: (RecordedDrill) throws -> Void) throws {
        try stream(DrillReading.query(filter) + " ORDER BY at, entry", DrillReading.arguments(filter)) { row in
            try body(try DrillReading.drill(row))
        }
    }

    /// How many results a filter means, and how many of them are passed, as the database counts them; those that were
    /// erased are counted apart.
    public func drillCounts(_ filter: DrillFilter = DrillFilter()) throws -> (kept: Int, passed: Int, erased: Int) {
        try read { database in
            let sql = """
                SELECT count(payload), coalesce(sum(passed AND payload IS NOT NULL), 0), count(erased)
                FROM drill WHERE \(DrillReading.condition(filter))
                """
            let row = try Row.fetchOne(database, sql: sql, arguments: DrillReading.arguments(filter))
            guard let row else { throw Stored.unreadable("nothing", in: "count of drills") }
            return (try row.decode(atIndex: 0), try row.decode(atIndex: 1), try row.decode(atIndex: 2))
        }
    }
}

extension Ledger {
    /// One result with what proves it; nothing if there is none of that id.
    public func drill(_ id: String) throws(LedgerError) -> ProvenDrill? {
        try read { database in
            let sql = "\(DrillReading.query(DrillFilter())) AND id = ?"
            guard let row = try Row.fetchOne(database, sql: sql, arguments: [id]) else { return nil }
            let drill = try DrillReading.drill(row)
            let log = "SELECT \(LogReading.columns) FROM log WHERE seq = ?"
            guard let entry = try Row.fetchOne(database, sql: log, arguments: [drill.entry]).map(LogReading.entry)
            else {
                return nil
            }
            let reading = LogReading(database: database)
            let size = try reading.size()
            var source = LogSubtrees(database: database)
            return ProvenDrill(
                drill: drill, leaf: entry.hash, size: size,
                root: try reading.frontier(of: size).root,
                proof: try TreeProof.inclusion(of: drill.entry - 1, size: size, in: &source),
                agrees: Self.agrees(entry, drill.result))
        }
    }

    private static func agrees(_ entry: LogEntry, _ result: DrillResult?) -> Bool {
        guard entry.kind == LogKind.drillRecorded, case .sealed(let commitment, let seal) = entry.content else {
            return false
        }
        guard let result, let seal else { return result == nil && seal == nil }
        return seal.commitment == commitment && seal.payload.utf8.elementsEqual(result.record.text.utf8)
    }

    /// The results that a filter means, the latest first.
    ///
    /// - Parameter limit: how many at most, up to ``LedgerLimits/listedRows``.
    public func drills(_ filter: DrillFilter = DrillFilter(), limit: Int = 100) throws(LedgerError) -> [RecordedDrill] {
        try read { database in
            let sql = "\(DrillReading.query(filter)) ORDER BY at DESC, entry DESC LIMIT ?"
            let rows = min(max(limit, 0), LedgerLimits.listedRows)
            return try Row.fetchAll(database, sql: sql, arguments: DrillReading.arguments(filter) + [rows])
                .map(DrillReading.drill)
        }
    }

    /// The names of all who practised and are not erased, in order; ``LedgerLimits/listedRows`` at most.
    public func drilledPeople() throws(LedgerError) -> [String] {
        try read { database in
            let sql = "SELECT DISTINCT person FROM drill WHERE person IS NOT NULL ORDER BY person LIMIT ?"
            return try String.fetchAll(database, sql: sql, arguments: [LedgerLimits.listedRows])
        }
    }
}

/// Reads results of drills.
enum DrillReading {
    /// - Parameter filter: decides which conditions there are, and ``arguments(_:)`` what they compare with.
    static func query(_ filter: DrillFilter) -> String {
        """
        SELECT entry, id, at, person, scenario, scenario_hash, role, mode, language, duration_ms, pass_mark, payload, erased
        FROM drill WHERE \(condition(filter))
        """
    }

    static func condition(_ filter: DrillFilter) -> String {
        var parts = ["true"]
        if filter.person != nil { parts.append("person = ?") }
        if filter.scenario != nil { parts.append("scenario = ?") }
        if filter.during != nil { parts.append("at >= ? AND at < ?") }
        return parts.joined(separator: " AND ")
    }

    static func arguments(_ filter: DrillFilter) -> StatementArguments {
        var arguments = StatementArguments()
        if let person = filter.person { arguments += [DrillResult.spelled(person: person)] }
        if let scenario = filter.scenario { arguments += [scenario] }
        if let time = filter.during { arguments += [time.lowerBound.milliseconds, time.upperBound.milliseconds] }
        return arguments
    }

    static func drill(_ row: Row) throws -> RecordedDrill {
        let (id, at): (String, Instant) = (try row.decode(atIndex: 1), try row.instant(2))
        let scenario: String = try row.decode(atIndex: 4)
        let person: String? = try row.decode(atIndex: 3)
        let text: String? = try row.decode(atIndex: 11)
        var result: DrillResult?
        if let person, let text {
            guard let payload = DrillPayload(text) else { throw Stored.unreadable("a text", in: "payload of a drill") }
            let duration: Int64 = try row.decode(atIndex: 9)
            result = DrillResult(
                id: id, at: at, person: person, scenario: scenario, scenarioHash: try row.decode(atIndex: 5),
                role: try row.value(6, "role"), mode: try row.value(7, "mode"), language: try row.value(8, "language"),
                duration: .milliseconds(duration), passMark: try row.decode(atIndex: 10), criteria: payload.criteria,
                timeline: payload.timeline, figures: payload.figures)
        }
        return RecordedDrill(
            entry: try row.decode(atIndex: 0), id: id, at: at, scenario: scenario, result: result,
            erasedAt: try row.instantIfAny(12))
    }
}
