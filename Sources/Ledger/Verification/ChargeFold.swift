import Desk
import GRDB

/// How charges stand by the entries of the log, to be compared with their rows.
///
/// A call has one charge at a time, and a new one only in the place of one that was credited. So an entry is about the
/// call's latest charge, which tells how far each has come even where the payloads are erased.
struct ChargeFold {
    fileprivate struct Standing {
        var id: Int64?
        var status = RecordedCharge.Status.proposed
        var row = ExpectedRow()
    }

    private var standings: [Int64: [Standing]] = [:]

    private static let next: [String: RecordedCharge.Status] = [
        LogKind.chargeConfirmed: .confirmed, LogKind.chargeWaived: .waived, LogKind.chargeInvoiced: .invoiced,
        LogKind.chargeCredited: .credited,
    ]

    /// Takes note of an entry about a charge.
    /// - Returns: what is wrong with it; nothing if it is about something else.
    mutating func receive(_ entry: LogEntry) -> [VerificationReport.Finding]? {
        let status = Self.next[entry.kind]
        guard status != nil || entry.kind == LogKind.chargeProposed else { return nil }
        guard let call = entry.call else { return [entry.finding("belongs to no call")] }
        let members = entry.sealedMembers
        let id = members?["charge"]?.integer.map { Int64($0) }
        guard entry.isErased || id != nil else { return [entry.finding("is not readable")] }
        guard let status else { return propose(entry, id, members, call) }
        guard var standing = standings[call]?.popLast() else { return [entry.finding("is of a charge never proposed")] }
        defer { standings[call]?.append(standing) }
        guard id == nil || standing.id == nil || standing.id == id else {
            return [entry.finding("is of another charge than the latest of its call")]
        }
        guard standing.status.next.contains(status) else {
            return [entry.finding("turns a charge that is \(standing.status.rawValue) into \(status.rawValue)")]
        }
        standing.id = standing.id ?? id
        standing.advance(to: status, entry, members)
        return []
    }

    private mutating func propose(
        _ entry: LogEntry, _ id: Int64?, _ members: CanonicalJSON.Members?, _ call: Int64
    ) -> [VerificationReport.Finding] {
        let last = standings[call]?.last
        guard last == nil || last?.status == .credited else {
            return [entry.finding("proposes a charge although the call has one")]
        }
        var standing = Standing(id: id)
        standing.propose(entry, members)
        standings[call, default: []].append(standing)
        return []
    }

    /// What the rows say otherwise.
    func findings(_ database: Database) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        var seen: [Int64: Int] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM charge ORDER BY id")
        while let row = try rows.next() {
            let (id, call): (Int64, Int64) = (try row.decode(forColumn: "id"), try row.decode(forColumn: "call"))
            let place = seen[call, default: 0]
            seen[call] = place + 1
            guard let known = standings[call], place < known.count else {
                findings.append(.init(.record, "the log does not tell of the charge \(id)"))
                continue
            }
            if known[place].id ?? id != id || !known[place].row.agrees(with: row) {
                findings.append(.init(.record, "the row of the charge \(id) says otherwise than the log"))
            }
        }
        for (call, known) in standings.sorted(by: { $0.key < $1.key }) where seen[call, default: 0] < known.count {
            findings.append(
                .init(.record, "the log tells of \(known.count) charges of the call \(call), not all have rows"))
        }
        return findings
    }
}

extension ChargeFold.Standing {
    fileprivate mutating func propose(_ entry: LogEntry, _ members: CanonicalJSON.Members?) {
        row["status"] = status.rawValue
        row["proposed"] = entry.at.milliseconds
        for column in ["client", "amount", "currency", "tariff_from", "reasons", "replaces"] {
            row.set(column, members?[column], in: members)
        }
        row.set("proposed_by", members?["actor"], in: members)
        for column in [
            "decided", "decided_by", "decision_reason", "invoiced", "invoice", "credited", "credit_note",
            "credit_reason",
        ] { row.set(column, nil, in: [:]) }
    }

    fileprivate mutating func advance(
        to status: RecordedCharge.Status, _ entry: LogEntry, _ members: CanonicalJSON.Members?
    ) {
        self.status = status
        row["status"] = status.rawValue
        switch status {
        case .proposed: break
        case .confirmed, .waived:
            row["decided"] = entry.at.milliseconds
            row.set("decided_by", members?["actor"], in: members)
            row.set("decision_reason", members?["reason"], in: members)
        case .invoiced:
            row["invoiced"] = entry.at.milliseconds
            row.set("invoice", members?["document"], in: members)
        case .credited:
            row["credited"] = entry.at.milliseconds
            row.set("credit_note", members?["document"], in: members)
            row.set("credit_reason", members?["reason"], in: members)
        }
    }
}

extension CanonicalJSON.Members: ExpressibleByDictionaryLiteral {
    /// Members in order; of two with the same name the first counts.
    public init(dictionaryLiteral elements: (String, CanonicalJSON)...) { self.init(elements) }
}
