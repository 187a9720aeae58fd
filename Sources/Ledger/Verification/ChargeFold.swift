import Desk
import GRDB

/// How charges and disputes stand by the entries of the log, to be compared with their rows.
struct ChargeFold {
    private struct Standing: Equatable {
        var call: Int64
        var status = RecordedCharge.Status.proposed
        var client: String?
        var amount: Int?
        var currency: String?
        var proposer: String?
        var tariffFrom: Int64?
        var reasons: String?
        var proposed: Int64?
        var decided: Int64?
        var decidedBy: String?
        var invoiced: Int64?
        var invoice: String?
        var credited: Int64?
        var creditNote: String?
    }

    private var standings: [Int64: Standing] = [:]
    private var disputes: [Int64: String?] = [:]

    private static let next: [String: RecordedCharge.Status] = [
        LogKind.chargeConfirmed: .confirmed, LogKind.chargeWaived: .waived, LogKind.chargeInvoiced: .invoiced,
        LogKind.chargeCredited: .credited,
    ]

    /// Takes note of an entry about a charge.
    mutating func receive(_ entry: LogEntry) -> [VerificationReport.Finding] {
        guard entry.kind.hasPrefix("charge-") || entry.kind.hasPrefix("dispute-") else { return [] }
        guard case .sealed(_, let seal?) = entry.content, let call = entry.call else { return [] }
        guard let members = CanonicalJSON(parsing: seal.payload)?.members, let number = members["charge"]?.integer
        else {
            return [finding(entry, "is not readable")]
        }
        let id = Int64(number)
        if entry.kind == LogKind.chargeProposed {
            guard standings[id] == nil else { return [finding(entry, "proposes the charge \(id) again")] }
            standings[id] = Standing(
                call: call, client: members["client"]?.string, amount: members["amount"]?.integer,
                currency: members["currency"]?.string, proposer: members["actor"]?.string,
                tariffFrom: members["tariff_from"]?.integer.map { Int64($0) }, reasons: members["reasons"]?.text,
                proposed: entry.at.milliseconds)
            return []
        }
        guard var standing = standings[id], standing.call == call else {
            return [finding(entry, "is of a charge that was not proposed for its call")]
        }
        if let status = Self.next[entry.kind] {
            guard standing.status.next.contains(status) else {
                return [finding(entry, "turns a charge that is \(standing.status.rawValue) into \(status.rawValue)")]
            }
            standing.status = status
            switch status {
            case .confirmed, .waived:
                (standing.decided, standing.decidedBy) = (entry.at.milliseconds, members["actor"]?.string)
            case .invoiced:
                (standing.invoiced, standing.invoice) = (entry.at.milliseconds, members["document"]?.string)
            case .credited:
                (standing.credited, standing.creditNote) = (entry.at.milliseconds, members["document"]?.string)
            case .proposed: break
            }
            standings[id] = standing
        } else if let dispute = members["dispute"]?.integer {
            disputes[Int64(dispute)] = .some(members["outcome"]?.string)
        }
        return []
    }

    /// What the rows say otherwise.
    func findings(_ database: Database, callsBefore: Int) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        var seen: Set<Int64> = []
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, call, status, client, amount, currency, proposed_by, tariff_from, reasons, proposed, decided,
                decided_by, invoiced, invoice, credited, credit_note, EXISTS (SELECT 1 FROM erasure WHERE erasure.call = charge.call) FROM charge WHERE call > ?
                """, arguments: [callsBefore])
        while let row = try rows.next() {
            let id: Int64 = try row.decode(atIndex: 0)
            seen.insert(id)
            if try row.decode(Bool.self, atIndex: 16) { continue }
            guard let standing = standings[id] else {
                findings.append(.init(.record, "the log does not tell of the charge \(id)"))
                continue
            }
            let status: String = try row.decode(atIndex: 2)
            let stored = Standing(
                call: try row.decode(atIndex: 1), status: RecordedCharge.Status(rawValue: status) ?? .proposed,
                client: try row.decode(atIndex: 3), amount: try row.decode(atIndex: 4),
                currency: try row.decode(atIndex: 5), proposer: try row.decode(atIndex: 6),
                tariffFrom: try row.decode(atIndex: 7), reasons: try row.decode(atIndex: 8),
                proposed: try row.decode(atIndex: 9), decided: try row.decode(atIndex: 10),
                decidedBy: try row.decode(atIndex: 11), invoiced: try row.decode(atIndex: 12),
                invoice: try row.decode(atIndex: 13), credited: try row.decode(atIndex: 14),
                creditNote: try row.decode(atIndex: 15))
            if stored != standing {
                findings.append(.init(.record, "the row of the charge \(id) says otherwise than the log"))
            }
        }
        for id in standings.keys.sorted() where !seen.contains(id) {
            findings.append(.init(.record, "the charge \(id) of the log has no row"))
        }
        let sql = """
            SELECT id, outcome, EXISTS (SELECT 1 FROM erasure JOIN charge ON charge.call = erasure.call
                WHERE charge.id = dispute.charge)
            FROM dispute
            """
        let outcomes = try Row.fetchAll(database, sql: sql)
        for row in outcomes where try !row.decode(Bool.self, atIndex: 2) {
            let id: Int64 = try row.decode(atIndex: 0)
            let outcome: String? = try row.decode(atIndex: 1)
            if disputes[id] != .some(outcome) {
                findings.append(.init(.record, "the row of the dispute \(id) says otherwise than the log"))
            }
        }
        return findings
    }

    private func finding(_ entry: LogEntry, _ message: String) -> VerificationReport.Finding {
        .init(.record, entry: entry.seq, "the entry \(entry.seq) (\(entry.kind)) \(message)")
    }
}
