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
            let events = try CallEventRecord.fetchAll(
                database, sql: "SELECT * FROM call_event WHERE call = ? ORDER BY seq", arguments: [record.key])
            let charge = try ChargeRecord.fetchOne(
                database, sql: "SELECT * FROM charge WHERE call = ?", arguments: [record.key])
            return CallDetails(
                call: try record.call(voicemails: VoicemailReading(database: database).voicemails(of: record.key)),
                events: events.map {
                    RecordedEvent(
                        id: $0.id, seq: $0.seq, at: Instant(milliseconds: $0.at), kind: $0.kind, payload: $0.payload)
                },
                charge: try charge?.charge())
        }
    }

    /// The charges, the latest first.
    public func charges(limit: Int = 100) throws(LedgerError) -> [RecordedCharge] {
        try read { database in
            let rows = min(max(limit, 0), LedgerLimits.listedRows)
            return try ChargeRecord.fetchAll(
                database, sql: "SELECT * FROM charge ORDER BY id DESC LIMIT ?", arguments: [rows]
            ).map { try $0.charge() }
        }
    }
}

extension CallRecord {
    func call(voicemails: [Voicemail]) throws -> RecordedCall {
        RecordedCall(
            key: key, header: try header(), state: try Stored.value(state, in: "call state"), decision: try decision(),
            connectedTo: connectedTo, ending: try ending(), voicemails: voicemails)
    }

    private func header() throws -> CallHeader {
        CallHeader(
            id: id, number: try Stored.value(number, in: "number"), dialled: try Stored.phone(dialled),
            from: try caller.map(Stored.phone), startedAt: Instant(milliseconds: started), flow: flow,
            flowHash: flowHash, policyHash: policyHash, source: try Stored.value(source, in: "source"), isDrill: drill,
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

extension ChargeRecord {
    func charge() throws -> RecordedCharge {
        RecordedCharge(
            id: id, call: call, status: try Stored.value(status, in: "charge status"),
            proposal: ChargeProposal(
                amount: Money(cents: amount, currency: currency), tariffFrom: Instant(milliseconds: tariffFrom),
                reasons: try Stored.reasons(reasons)),
            proposedAt: Instant(milliseconds: proposed))
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
