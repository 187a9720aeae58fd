import Desk
import Foundation
import GRDB

extension Ledger {
    /// The calls, the latest first.
    ///
    /// - Parameters:
    ///   - limit: how many at most, up to ``LedgerLimits/listedRows``.
    ///   - client: only calls of this client.
    ///   - isDrill: only drills, or only real calls; both without it.
    public func calls(
        limit: Int = 100, client: ClientNumber? = nil, isDrill: Bool? = nil
    ) throws(LedgerError) -> [RecordedCall] {
        try read { database in
            let sql = """
                SELECT * FROM call WHERE (?1 IS NULL OR client = ?1) AND (?2 IS NULL OR drill = ?2)
                ORDER BY started DESC, key DESC LIMIT ?3
                """
            let rows = min(max(limit, 0), LedgerLimits.listedRows)
            return try CallRecord.fetchAll(database, sql: sql, arguments: [client?.description, isDrill, rows])
                .map { try $0.call(voicemails: VoicemailReading(database: database).voicemails(of: $0.key)) }
        }
    }

    /// One call with its events and its charge; nothing if the ledger does not hold it.
    public func call(_ id: String) throws(LedgerError) -> CallDetails? {
        try read { database in
            let sql = "SELECT * FROM call WHERE id = ?"
            guard let record = try CallRecord.fetchOne(database, sql: sql, arguments: [id]) else { return nil }
            let entries = try LogReading(database: database).entries(of: record.key)
            let happened = entries.filter { !LogKind.ofRecords.contains($0.kind) }
            return CallDetails(
                call: try record.call(voicemails: VoicemailReading(database: database).voicemails(of: record.key)),
                events: happened.enumerated().map { index, entry in
                    RecordedEvent(
                        id: Int64(entry.seq), seq: index + 1, at: entry.at, kind: entry.kind, payload: entry.text)
                },
                charge: try ChargeReading(database: database).charges(of: record.key).last)
        }
    }
}

extension CallRecord {
    func call(voicemails: [Voicemail]) throws -> RecordedCall {
        RecordedCall(
            key: key, header: try header(), state: try Stored.value(state, in: "call state"), decision: try decision(),
            connectedTo: connectedTo, ending: try ending(), erasedAt: erased.map { Instant(milliseconds: $0) },
            voicemails: voicemails)
    }

    private func header() throws -> CallHeader {
        CallHeader(
            id: id, number: try Stored.value(number, in: "number"), dialled: try Stored.phone(dialled),
            from: try caller.map(Stored.phone), startedAt: Instant(milliseconds: started), flow: flow,
            flowHash: flowHash, policyHash: policyHash, deskHash: desk, source: try Stored.value(source, in: "source"),
            isDrill: drill,
            language: try Stored.value(language, in: "language"))
    }

    private func decision() throws -> CallDecision? {
        guard let verdict, let reasons else { return nil }
        return CallDecision(
            client: try client.map(Stored.client), contact: contact, ticket: ticket,
            verdict: Verdict(kind: try Stored.value(verdict, in: "verdict"), reasons: try Stored.reasons(reasons)))
    }

    private func ending() throws -> RecordedCall.Ending? {
        guard let ended, let duration, let heard, let keys, let assessment else { return nil }
        return RecordedCall.Ending(
            at: Instant(milliseconds: ended), period: try period.map { try Stored.value($0, in: "period") },
            duration: .milliseconds(duration), heard: try Stored.strings(heard), keys: keys, assessment: assessment)
    }
}

extension LogEntry {
    /// What the entry says as canonical JSON; `null` once it is erased.
    public var text: String {
        switch content {
        case .open(let body): body
        case .sealed(_, let seal): seal?.payload ?? "null"
        }
    }
}

extension Stored {
    static func strings(_ json: String) throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(json.utf8))
    }

    static func reasons(_ json: String) throws -> [Reason] {
        try strings(json).map { try value($0, in: "reason") }
    }
}
