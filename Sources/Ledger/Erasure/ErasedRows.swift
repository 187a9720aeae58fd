import Crypto
import GRDB
import TransparencyLog

/// What an erasure leaves of calls in their rows, as one hash.
///
/// The payloads by which those rows could be checked are gone; the entry of the erasure holds this hash in their place.
struct ErasedRows {
    let database: Database

    private static let call = """
        SELECT key, id, number, dialled, caller, started, flow, flow_hash, policy_hash, desk, source, drill, language,
        state, client, contact, ticket, verdict, reasons, connected_to, ended, period, duration, heard, keys, assessment,
        statuses, entries, erased FROM call WHERE key = ?
        """

    /// A charge may still be credited; all else of it is fixed by then.
    private static let charges = """
        SELECT id, call, replaces, client, amount, currency, tariff_from, reasons, proposed, proposed_by, decided,
        decided_by, decision_reason, invoiced, invoice FROM charge WHERE call = ? ORDER BY id
        """

    /// The disputes that were opened before; a later one has entries of its own.
    private static let disputes = """
        SELECT dispute.id, charge, opened, opened_by, dispute.reason, answered, answered_by, answer, closed, closed_by,
        outcome FROM dispute JOIN charge ON charge.id = dispute.charge WHERE charge.call = ?1 ORDER BY dispute.id
        LIMIT (SELECT count(*) FROM log WHERE call = ?1 AND kind = 'dispute-opened' AND seq < ?2)
        """

    /// SHA-256 of a line of canonical JSON for each row, in hexadecimal.
    ///
    /// - Parameter entry: the entry that tells of the erasure.
    func hash(of calls: [Int64], before entry: Int) throws -> String {
        var hasher = SHA256()
        for call in calls {
            let parts: [(String, StatementArguments)] = [
                (Self.call, [call]), (Self.charges, [call]), (Self.disputes, [call, entry]),
            ]
            for (sql, arguments) in parts {
                let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
                while let row = try rows.next() {
                    let values = CanonicalJSON.array(row.databaseValues.map(Self.json))
                    hasher.update(data: Array((values.text + "\n").utf8))
                }
            }
        }
        return Hexadecimal.text(Array(hasher.finalize()))
    }

    /// The same of results of drills, by their entries in the log.
    func hash(ofDrills drills: [Int]) throws -> String {
        let sql = """
            SELECT entry, id, at, person, scenario, scenario_hash, role, mode, language, duration_ms, pass_mark, points,
            out_of, passed, payload, erased FROM drill WHERE entry = ?
            """
        var hasher = SHA256()
        for drill in drills {
            let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [drill])
            let values = CanonicalJSON.array((row.map { Array($0.databaseValues) } ?? []).map(Self.json))
            hasher.update(data: Array((values.text + "\n").utf8))
        }
        return Hexadecimal.text(Array(hasher.finalize()))
    }

    private static func json(_ value: DatabaseValue) -> CanonicalJSON {
        switch value.storage {
        case .int64(let number): .integer(Int(number))
        case .string(let text): .string(text)
        case .blob(let data): .string(Hexadecimal.text(data))
        case .double(let number): .string("\(number)")
        case .null: .null
        }
    }
}
