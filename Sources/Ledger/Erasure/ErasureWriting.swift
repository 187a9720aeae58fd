import Desk
import Foundation
import GRDB
import TransparencyLog

/// What an erasure removed.
public struct ErasureSummary: Hashable, Sendable {
    /// How many calls.
    public var calls = 0
    /// How many entries of the log lost their payload.
    public var entries = 0
    /// The files of messages that are to be deleted, relative to the folder of recordings.
    public var files: [String] = []
    /// How many rows beside the log: tickets, wrong passcodes, calls known from elsewhere, the client.
    public var facts = 0

    /// Nothing yet.
    public init() {}

    static func += (left: inout ErasureSummary, right: ErasureSummary) {
        left.calls += right.calls
        left.entries += right.entries
        left.files += right.files
        left.facts += right.facts
    }
}

/// Removes what is personal of calls, within one transaction.
///
/// That is payloads with their salts, what the rows of the calls repeat of them, and messages. The log keeps the
/// commitments, and an entry that tells of it.
struct CallEraser {
    let log: LogAppender
    private var database: Database { log.database }

    func erase(_ calls: [Int64], reason: String, by actor: String, at now: Instant) throws -> ErasureSummary {
        // The entry comes last, as it tells by a hash how the rows stand then.
        let entry = log.tail.frontier.size + 1
        var summary = ErasureSummary()
        for call in calls {
            try run("INSERT INTO erasure (call, entry) VALUES (?, ?)", [call, entry])
            try run("UPDATE log SET salt = NULL, payload = NULL WHERE call = ? AND payload IS NOT NULL", [call])
            summary.entries += database.changesCount
            let sql = """
                UPDATE call SET client = NULL, contact = NULL, ticket = NULL, caller = NULL,
                keys = CASE WHEN keys IS NULL THEN NULL ELSE '' END,
                assessment = CASE WHEN assessment IS NULL THEN NULL ELSE '[]' END, erased = ? WHERE key = ?
                """
            try run(sql, [now.milliseconds, call])
            let files = "SELECT file FROM voicemail WHERE call = ? AND removed IS NULL"
            summary.files += try String.fetchAll(database.cachedStatement(sql: files), arguments: [call])
            try run("DELETE FROM voicemail WHERE call = ?", [call])
            try eraseCharges(of: call)
            summary.calls += 1
        }
        try log.append(
            LogKind.erased, at: now,
            open: [
                "actor": .string(actor), "calls": .array(calls.map { .integer(Int($0)) }), "reason": .string(reason),
                "rows": .string(try ErasedRows(database: database).hash(of: calls, before: entry)),
            ])
        return summary
    }

    /// A waived charge forgets its client; invoices are kept as long as the law asks, and their charges with them.
    private func eraseCharges(of call: Int64) throws {
        let charges = "UPDATE charge SET client = NULL, decision_reason = 'erased' WHERE call = ? AND status = 'waived'"
        try run(charges, [call])
        let disputes = """
            UPDATE dispute SET reason = 'erased', answer = CASE WHEN answer IS NULL THEN NULL ELSE 'erased' END,
            opened_by = 'erased' WHERE charge IN (SELECT id FROM charge WHERE call = ?)
            """
        try run(disputes, [call])
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension Ledger {
    /// Erases what is personal of all calls of a client.
    ///
    /// The log goes on to verify; the reports say "erased". Invoices stay, as the law asks for them.
    /// - Parameters:
    ///   - withFacts: also the client's contacts, services and tickets, for one who is no client any more.
    /// - Throws: `cannotErase` while a call goes on, or a charge or dispute is open.
    public func erase(
        _ client: ClientNumber, withFacts: Bool, reason: String, by actor: String, at now: Instant
    ) throws(LedgerError) -> ErasureSummary {
        guard !reason.isEmpty, !actor.isEmpty else {
            throw LedgerError(
                .incomplete, "an erasure has no reason or nobody who asks for it", mend: "say who, and why")
        }
        let number = client.description
        try requireNothingOpen(of: number)
        var summary = try erase(where: "client = ? AND \(Self.isSettled)", [number], reason: reason, by: actor, at: now)
        summary.facts += try write { database in
            var facts = 0
            var tables = ["passcode_failure", "earlier_call"]
            if withFacts { tables += ["ticket"] }
            for table in tables {
                try database.execute(sql: "DELETE FROM \(table) WHERE client = ?", arguments: [number])
                facts += database.changesCount
            }
            if withFacts {
                try database.execute(sql: "DELETE FROM client WHERE number = ?", arguments: [number])
                facts += database.changesCount
            }
            return facts
        }
        try forgetFreedPages()
        return summary
    }

    /// Erases what is personal of all calls that came in before an instant and of which nothing is open.
    ///
    /// - Parameters:
    ///   - invoiced: whether it is about the calls that were invoiced, or about all others.
    ///   - isThorough: whether the file is written anew, so that no trace is left in its free space either; nothing else can be
    ///     written meanwhile, so a job of every night may leave that to one of every month.
    public func eraseCalls(
        before limit: Instant, invoiced: Bool, reason: String, by actor: String, at now: Instant,
        isThorough: Bool = true
    ) throws(LedgerError) -> ErasureSummary {
        let condition = """
            started < ? AND ? = EXISTS (SELECT 1 FROM charge WHERE charge.call = call.key AND invoice IS NOT NULL)
            AND \(Self.isSettled)
            """
        let summary = try erase(
            where: condition, [limit.milliseconds, invoiced], reason: reason, by: actor, at: now)
        if summary.calls > 0, isThorough { try forgetFreedPages() }
        return summary
    }

    /// Whether a call is over and nothing of it is open; asked again in every transaction, as calls come in meanwhile.
    private static let isSettled = """
        state <> 'in-progress'
        AND NOT EXISTS (SELECT 1 FROM charge WHERE charge.call = call.key AND status IN ('proposed', 'confirmed'))
        AND NOT EXISTS (SELECT 1 FROM dispute JOIN charge ON charge.id = dispute.charge
            WHERE charge.call = call.key AND dispute.closed IS NULL)
        """

    /// A batch a transaction, so that calls that go on wait for no more than that.
    private func erase(
        where condition: String, _ arguments: StatementArguments, reason: String, by actor: String, at now: Instant
    ) throws(LedgerError) -> ErasureSummary {
        var summary = ErasureSummary()
        while true {
            let batch = try append { log in
                let sql = "SELECT key FROM call WHERE erased IS NULL AND \(condition) ORDER BY key LIMIT ?"
                let calls = try Int64.fetchAll(
                    log.database, sql: sql, arguments: arguments + [LedgerLimits.callsPerErasure])
                guard !calls.isEmpty else { return ErasureSummary() }
                return try CallEraser(log: log).erase(calls, reason: reason, by: actor, at: now)
            }
            guard batch.calls > 0 else { return summary }
            summary += batch
        }
    }

    private func requireNothingOpen(of number: String) throws(LedgerError) {
        let open = try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT (SELECT count(*) FROM call WHERE client = ?1 AND state = 'in-progress'),
                    (SELECT count(*) FROM charge WHERE client = ?1 AND status IN ('proposed', 'confirmed')),
                    (SELECT count(*) FROM dispute JOIN charge ON charge.id = dispute.charge
                        WHERE charge.client = ?1 AND closed IS NULL)
                    """, arguments: [number]
            ).map {
                (
                    try $0.decode(Int.self, atIndex: 0), try $0.decode(Int.self, atIndex: 1),
                    try $0.decode(Int.self, atIndex: 2)
                )
            }
        }
        guard let open, open.0 + open.1 + open.2 > 0 else { return }
        throw LedgerError(
            .cannotErase,
            "the client \(number) has \(open.0) calls that go on, \(open.1) charges that are not settled and \(open.2) open disputes",
            mend: "settle them first: 'voicedesk billing review --client \(number)'")
    }

    /// Writes the file anew, so that no trace is left of what was erased.
    ///
    /// `secure_delete` overwrites what is deleted, but not the copies that SQLite leaves behind in the free space of its
    /// pages when it splits and merges them. Then empties the write-ahead log, where erased text would linger. Nothing else
    /// can be written meanwhile: some seconds for each gigabyte.
    func forgetFreedPages() throws(LedgerError) {
        do {
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "VACUUM")
                _ = try database.checkpoint(.truncate)
            }
        } catch {
            throw LedgerError(
                .busy,
                "the payloads are erased, but traces may still stand in the file (\(LedgerError(error).message))",
                mend: "run it again once no report reads the ledger, with as much free space as the file has")
        }
    }
}
