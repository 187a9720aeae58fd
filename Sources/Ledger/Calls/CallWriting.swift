import Desk
import GRDB

extension Ledger {
    /// Writes that a call came in.
    ///
    /// - Returns: the key under which the call's events are written.
    public func begin(_ header: CallHeader) throws(LedgerError) -> Int64 {
        try append { try CallWriter($0).begin(header) }
    }

    /// Writes events of a call, and the decision that they led to; on the disk when this returns.
    public func append(call: Int64, events: [CallEvent], decision: CallDecision? = nil) throws(LedgerError) {
        try commit([.append(call: call, events, decision)])
    }

    /// Writes how a call ended, with the charge that is proposed.
    public func finish(call: Int64, _ outcome: CallOutcome) throws(LedgerError) {
        try commit([.finish(call: call, outcome)])
    }

    /// Writes several entries in one transaction: one wait for the disk for all of them.
    ///
    /// If one is refused, none is written.
    public func commit(_ entries: [CallEntry]) throws(LedgerError) {
        try append { log in
            let writer = CallWriter(log)
            for entry in entries {
                switch entry {
                case .append(let call, let events, let decision):
                    let call = try writer.goingCall(call)
                    try writer.append(events, decision: decision, to: call)
                case .finish(let call, let outcome): try writer.finish(try writer.goingCall(call), outcome)
                }
            }
        }
    }

    /// Ends every call that was begun and never finished as interrupted: for a server that starts and has no call yet.
    ///
    /// Each gets an event `interrupted`, which tells when the interruption was found, not when it was.
    /// - Returns: how many there were.
    @discardableResult
    public func interruptCalls(at now: Instant) throws(LedgerError) -> Int {
        try append { log in
            let calls = try Int64.fetchAll(log.database, sql: "SELECT key FROM call WHERE state = 'in-progress'")
            for call in calls { try log.append(LogKind.callInterrupted, at: now, call: call, sealed: "{}") }
            try log.database.execute(sql: "UPDATE call SET state = 'interrupted' WHERE state = 'in-progress'")
            if let last = calls.max() { log.noteInterruption(through: last) }
            return calls.count
        }
    }

    /// Writes that a passcode of a client was keyed wrongly (rule R3); not for drills, they must not lock anybody out.
    public func recordPasscodeFailure(_ client: ClientNumber, at: Instant) throws(LedgerError) {
        try write { try PasscodeFailureRecord(client: client.description, at: at.milliseconds).insert($0) }
    }
}

/// A call that goes on, as its writer knows it.
struct GoingCall: Hashable, Sendable {
    /// Its key.
    let key: Int64
    /// Whether it is an exercise.
    let isDrill: Bool
    /// How many entries the log has of it.
    var entries = 1
}

/// Writes calls, within one transaction.
///
/// Whatever may be wrong with a change is found before its first statement, so that nothing of it has to be undone.
struct CallWriter {
    let log: LogAppender
    var database: Database { log.database }

    init(_ log: LogAppender) { self.log = log }

    func begin(_ header: CallHeader) throws -> Int64 {
        try requireName(header.id, "call id")
        if try run("SELECT 1 FROM call WHERE id = ?", [header.id]) {
            throw LedgerError(
                .duplicateCall, "the call \"\(header.id)\" is in the ledger already",
                mend: "give every call an id of its own")
        }
        let sql = """
            INSERT INTO call (id, number, dialled, caller, started, flow, flow_hash, policy_hash, desk, source, drill,
            language, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'in-progress')
            """
        try execute(
            sql,
            [
                header.id, header.number.rawValue, header.dialled.description, header.from?.description,
                header.startedAt.milliseconds, header.flow, header.flowHash, header.policyHash, header.deskHash,
                header.source.rawValue, header.isDrill, header.language.rawValue,
            ])
        let key = database.lastInsertedRowID
        try log.append(LogKind.callBegun, at: header.startedAt, call: key, sealed: header.record.text)
        return key
    }

    /// Refuses events that are too many or too large.
    /// - Returns: their payloads as they are written.
    private func payloads(of events: [CallEvent], after count: Int) throws -> [String] {
        try events.enumerated().map { index, event in
            let payload = event.payload.text
            let number = count + index + 1
            guard payload.utf8.count <= LedgerLimits.payloadBytes, number <= LedgerLimits.eventsPerCall else {
                throw LedgerError(
                    .tooLarge, "the event \"\(event.kind)\" is number \(number) and has \(payload.utf8.count) bytes",
                    mend: "write at most \(LedgerLimits.eventsPerCall) events a call, "
                        + "of \(LedgerLimits.payloadBytes) bytes each")
            }
            guard !event.kind.isEmpty, !LogKind.own.contains(event.kind) else {
                throw LedgerError(
                    .constraint, "an event of a call is named \"\(event.kind)\"",
                    mend: "name it otherwise: that name is the ledger's own, or none")
            }
            return payload
        }
    }

    func append(
        _ events: [CallEvent], decision: CallDecision?, passcodeFailure: PasscodeFailure? = nil, to call: GoingCall
    ) throws {
        try insert(events, of: call)
        if let decision {
            let at = events.last?.at ?? .distantPast
            let record = decision.record
            try log.append(LogKind.callDecided, at: at, call: call.key, sealed: record.text)
            try decide(call.key, decision)
        }
        if let failure = passcodeFailure, !call.isDrill {
            try execute(
                "INSERT INTO passcode_failure (client, at) VALUES (?, ?)",
                [failure.client.description, failure.at.milliseconds])
        }
    }

    /// Adds events to a call, whether it goes on or is over.
    func insert(_ events: [CallEvent], of call: GoingCall) throws {
        for (event, payload) in zip(events, try payloads(of: events, after: call.entries - 1)) {
            try log.append(event.kind, at: event.at, call: call.key, sealed: payload)
        }
    }

    private func decide(_ call: Int64, _ decision: CallDecision) throws {
        try execute(
            "UPDATE call SET client = ?, contact = ?, ticket = ?, verdict = ?, reasons = ? WHERE key = ?",
            [
                decision.client?.description, decision.contact, decision.ticket, decision.verdict.kind.rawValue,
                CanonicalJSON(decision.verdict.reasons.map(\.rawValue)).text, call,
            ])
    }

    func finish(_ call: GoingCall, _ outcome: CallOutcome) throws {
        if outcome.charge != nil { try requireBillable(call, outcome) }
        let decision = outcome.decision
        let sql = """
            UPDATE call SET client = ?, contact = ?, ticket = ?, verdict = ?, reasons = ?, state = 'finished', ended = ?,
            period = ?, connected_to = ?, assessment = ?, heard = ?, keys = ?, duration = ?, statuses = ?,
            entries = ? WHERE key = ? AND state = 'in-progress'
            """
        try execute(
            sql,
            [
                decision.client?.description, decision.contact, decision.ticket, decision.verdict.kind.rawValue,
                CanonicalJSON(decision.verdict.reasons.map(\.rawValue)).text, outcome.endedAt.milliseconds,
                outcome.period?.rawValue, outcome.connectedTo, outcome.assessment.text,
                CanonicalJSON(outcome.heard).text, outcome.keys, max(0, outcome.duration.milliseconds),
                outcome.statuses.isEmpty ? nil : outcome.statuses, call.entries, call.key,
            ])
        guard database.changesCount == 1 else {
            throw LedgerError(.callIsOver, "the call \(call.key) is over", mend: "write nothing after its end")
        }
        try log.append(
            LogKind.callEnded, at: outcome.endedAt, call: call.key, sealed: outcome.record(after: call.entries).text)
        if let charge = outcome.charge, let client = decision.client {
            try ChargeWriter(log).propose(charge, of: call.key, client: client, at: outcome.endedAt)
        }
    }

    private func requireBillable(_ call: GoingCall, _ outcome: CallOutcome) throws {
        if call.isDrill {
            throw LedgerError(
                .drillIsNeverBilled, "a charge is proposed for a drill", mend: "finish the drill without one")
        }
        guard outcome.decision.client != nil else {
            throw LedgerError(
                .nobodyToBill, "a charge is proposed for a call of no known client", mend: "finish the call without one"
            )
        }
        guard outcome.decision.verdict.kind == .abusive, !outcome.statuses.contains("u") else {
            throw LedgerError(
                .notBillable,
                "a charge is proposed for a call that is \(outcome.decision.verdict.kind.rawValue), or of which the desk could not know all",
                mend: "finish the call without one")
        }
    }

    /// A call that goes on, by what the database says.
    func goingCall(_ call: Int64) throws -> GoingCall {
        let statement = try database.cachedStatement(
            sql: "SELECT state, drill, (SELECT count(*) FROM log WHERE log.call = key) FROM call WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [call]) else {
            throw LedgerError(.unknownCall, "there is no call \(call)", mend: "begin the call first")
        }
        let state: String = try row.decode(atIndex: 0)
        guard state == "in-progress" else {
            throw LedgerError(.callIsOver, "the call \(call) is over (\(state))", mend: "write nothing after its end")
        }
        return GoingCall(key: call, isDrill: try row.decode(atIndex: 1), entries: try row.decode(atIndex: 2))
    }

    func requireName(_ name: String, _ what: String) throws {
        guard !name.isEmpty, name.count <= LedgerLimits.nameLength else {
            throw LedgerError(
                .tooLarge, "the \(what) has \(name.count) characters", mend: "use 1 to \(LedgerLimits.nameLength)")
        }
    }

    func run(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments) != nil
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
