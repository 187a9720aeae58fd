import Desk
import GRDB

extension Ledger {
    /// Writes that a call came in.
    ///
    /// - Returns: the key under which the call's events are written.
    public func begin(_ header: CallHeader) throws(LedgerError) -> Int64 {
        try write { try CallWriter(database: $0).begin(header) }
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
        try write { database in
            let writer = CallWriter(database: database)
            for entry in entries {
                switch entry {
                case .append(let call, let events, let decision):
                    try writer.append(call: call, events: events, decision: decision)
                case .finish(let call, let outcome): try writer.finish(call: call, outcome)
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
        try write { database in
            let sql = """
                INSERT INTO call_event (call, seq, at, kind, payload)
                SELECT key, 1 + coalesce((SELECT max(seq) FROM call_event WHERE call = key), 0), ?, 'interrupted', '{}'
                FROM call WHERE state = 'in-progress'
                """
            try database.execute(sql: sql, arguments: [now.milliseconds])
            try database.execute(sql: "UPDATE call SET state = 'interrupted' WHERE state = 'in-progress'")
            return database.changesCount
        }
    }

    /// Writes that a passcode of a client was keyed wrongly (rule R3); not for drills, they must not lock anybody out.
    public func recordPasscodeFailure(_ client: ClientNumber, at: Instant) throws(LedgerError) {
        try write { try PasscodeFailureRecord(client: client.description, at: at.milliseconds).insert($0) }
    }
}

/// The statements that write calls, within one transaction.
struct CallWriter {
    let database: Database

    func begin(_ header: CallHeader) throws -> Int64 {
        try requireName(header.id, "call id")
        if try run("SELECT 1 FROM call WHERE id = ?", [header.id]) {
            throw LedgerError(
                .duplicateCall, "the call \"\(header.id)\" is in the ledger already",
                mend: "give every call an id of its own")
        }
        let sql = """
            INSERT INTO call (id, number, dialled, caller, started, flow, flow_hash, policy_hash, source, drill,
            language, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'in-progress')
            """
        try execute(
            sql,
            [
                header.id, header.number.rawValue, header.dialled.description, header.from?.description,
                header.startedAt.milliseconds, header.flow, header.flowHash, header.policyHash, header.source.rawValue,
                header.isDrill, header.language.rawValue,
            ])
        return database.lastInsertedRowID
    }

    func append(
        call: Int64, events: [CallEvent], decision: CallDecision?, passcodeFailure: PasscodeFailure? = nil
    ) throws {
        let isDrill = try requireInProgress(call)
        try insert(events, of: call)
        if let decision { try decide(call, decision) }
        if let failure = passcodeFailure, !isDrill {
            try execute(
                "INSERT INTO passcode_failure (client, at) VALUES (?, ?)",
                [failure.client.description, failure.at.milliseconds])
        }
    }

    /// Adds events to a call, whether it goes on or is over.
    func insert(_ events: [CallEvent], of call: Int64) throws {
        let sql = "SELECT coalesce(max(seq), 0) FROM call_event WHERE call = ?"
        var seq = try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [call]) ?? 0
        let insert = try database.cachedStatement(
            sql: "INSERT INTO call_event (call, seq, at, kind, payload) VALUES (?, ?, ?, ?, ?)")
        for event in events {
            seq += 1
            let payload = event.payload.text
            guard payload.utf8.count <= LedgerLimits.payloadBytes, seq <= LedgerLimits.eventsPerCall else {
                throw LedgerError(
                    .tooLarge, "the event \"\(event.kind)\" is number \(seq) and has \(payload.utf8.count) bytes",
                    mend: "write at most \(LedgerLimits.eventsPerCall) events a call, "
                        + "of \(LedgerLimits.payloadBytes) bytes each")
            }
            try insert.execute(arguments: [call, seq, event.at.milliseconds, event.kind, payload])
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

    func finish(call: Int64, _ outcome: CallOutcome) throws {
        let isDrill = try requireInProgress(call)
        try decide(call, outcome.decision)
        let sql = """
            UPDATE call SET state = 'finished', ended = ?, period = ?, connected_to = ?, assessment = ?, heard = ?,
            keys = ?, duration = ? WHERE key = ?
            """
        try execute(
            sql,
            [
                outcome.endedAt.milliseconds, outcome.period?.rawValue, outcome.connectedTo, outcome.assessment.text,
                CanonicalJSON(outcome.heard).text, outcome.keys, max(0, outcome.duration.milliseconds), call,
            ])
        if let charge = outcome.charge { try propose(charge, for: call, isDrill: isDrill, outcome) }
    }

    private func propose(_ charge: ChargeProposal, for call: Int64, isDrill: Bool, _ outcome: CallOutcome) throws {
        if isDrill {
            throw LedgerError(
                .drillIsNeverBilled, "a charge is proposed for a drill", mend: "finish the drill without one")
        }
        guard outcome.decision.client != nil else {
            throw LedgerError(
                .nobodyToBill, "a charge is proposed for a call of no known client", mend: "finish the call without one"
            )
        }
        let sql = """
            INSERT INTO charge (call, status, amount, currency, tariff_from, reasons, proposed)
            VALUES (?, 'proposed', ?, ?, ?, ?, ?)
            """
        try execute(
            sql,
            [
                call, charge.amount.cents, charge.amount.currency, charge.tariffFrom.milliseconds,
                CanonicalJSON(charge.reasons.map(\.rawValue)).text, outcome.endedAt.milliseconds,
            ])
    }

    /// Refuses a call that is not going on.
    /// - Returns: whether it is a drill.
    @discardableResult
    private func requireInProgress(_ call: Int64) throws -> Bool {
        let statement = try database.cachedStatement(sql: "SELECT state, drill FROM call WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [call]) else {
            throw LedgerError(.unknownCall, "there is no call \(call)", mend: "begin the call first")
        }
        let state: String = try row.decode(atIndex: 0)
        guard state == "in-progress" else {
            throw LedgerError(.callIsOver, "the call \(call) is over (\(state))", mend: "write nothing after its end")
        }
        return try row.decode(atIndex: 1)
    }

    func requireName(_ name: String, _ what: String) throws {
        guard !name.isEmpty, name.count <= LedgerLimits.nameLength else {
            throw LedgerError(
                .tooLarge, "the \(what) has \(name.count) characters", mend: "use 1 to \(LedgerLimits.nameLength)")
        }
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments) != nil
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
