import Desk
import GRDB

/// Writes what becomes of charges, within one transaction: a row moves on, and an entry of the log says who did it.
struct ChargeWriter {
    let log: LogAppender
    private var database: Database { log.database }
    private var reading: ChargeReading { ChargeReading(database: log.database) }

    init(_ log: LogAppender) { self.log = log }

    /// Proposes a charge of a call.
    /// - Returns: its id.
    @discardableResult
    func propose(
        _ charge: ChargeProposal, of call: Int64, client: ClientNumber, replacing: RecordedCharge? = nil,
        why: String? = nil, at now: Instant
    ) throws -> Int64 {
        let sql = """
            INSERT INTO charge (call, replaces, client, status, amount, currency, tariff_from, reasons, proposed,
            proposed_by) VALUES (?, ?, ?, 'proposed', ?, ?, ?, ?, ?, ?)
            """
        try execute(
            sql,
            [
                call, replacing?.id, client.description, charge.amount.cents, charge.amount.currency,
                charge.tariffFrom.milliseconds, CanonicalJSON(charge.reasons.map(\.rawValue)).text, now.milliseconds,
                charge.proposer,
            ])
        let id = database.lastInsertedRowID
        var record = charge.members(id: id, client: client)
        if let replacing { record.append(("replaces", .integer(Int(replacing.id)))) }
        if let why { record.append(("reason", .string(why))) }
        try log.append(
            LogKind.chargeProposed, at: now, call: call, sealed: CanonicalJSON.object(.init(record)).text)
        return id
    }

    func decide(_ id: Int64, _ status: RecordedCharge.Status, _ deed: RecordedCharge.Deed, fourEyes: Bool) throws {
        let charge = try reading.charge(id)
        try require(charge, mayBecome: status)
        try requireName(deed.actor)
        if status == .confirmed {
            guard !fourEyes || charge.proposal.proposer != deed.actor else {
                throw LedgerError(
                    .samePerson, "\(deed.actor) proposed the charge \(id) and may not confirm it",
                    mend: "let somebody else confirm it; 'billing: four_eyes' in desk.yaml asks for it")
            }
            try requireUndisputed(charge)
        } else {
            try requireReason(deed.reason, for: "a waiver")
        }
        try execute(
            "UPDATE charge SET status = ?, decided = ?, decided_by = ?, decision_reason = ? WHERE id = ?",
            [status.rawValue, deed.at.milliseconds, deed.actor, deed.reason, id])
        let kind = status == .confirmed ? LogKind.chargeConfirmed : LogKind.chargeWaived
        try append(kind, charge, deed)
    }

    /// Puts a confirmed charge on an invoice, or an invoiced one on a credit note.
    func document(_ id: Int64, _ status: RecordedCharge.Status, number: String, _ deed: RecordedCharge.Deed) throws {
        let charge = try reading.charge(id)
        try require(charge, mayBecome: status)
        try requireName(deed.actor)
        if status == .invoiced {
            try requireUndisputed(charge)
            try execute(
                "UPDATE charge SET status = ?, invoiced = ?, invoice = ? WHERE id = ?",
                [status.rawValue, deed.at.milliseconds, number, id])
            try append(LogKind.chargeInvoiced, charge, deed, ("document", .string(number)))
        } else {
            try requireReason(deed.reason, for: "a credit")
            try execute(
                "UPDATE charge SET status = ?, credited = ?, credit_note = ?, credit_reason = ? WHERE id = ?",
                [status.rawValue, deed.at.milliseconds, number, deed.reason, id])
            try append(LogKind.chargeCredited, charge, deed, ("document", .string(number)))
        }
    }

    func proposeAnew(
        replacing id: Int64, _ proposal: ChargeProposal, why: String, at now: Instant
    ) throws -> Int64 {
        let charge = try reading.charge(id)
        guard charge.status == .credited else {
            throw LedgerError(
                .wrongStatus, "the charge \(id) is \(charge.status.rawValue)",
                mend: "credit it first; a charge is never edited")
        }
        guard try reading.charges(where: "charge.replaces = ?", [id]).isEmpty else {
            throw LedgerError(
                .wrongStatus, "the charge \(id) has been written anew already", mend: "see 'voicedesk billing review'")
        }
        try requireName(proposal.proposer)
        try requireReason(why, for: "a new charge")
        guard proposal.amount.cents > 0, !proposal.reasons.isEmpty else {
            throw LedgerError(
                .incomplete, "the new charge is of \(proposal.amount) for \(proposal.reasons.count) reasons",
                mend: "give an amount above zero, and why the call was abusive")
        }
        guard let client = charge.client else {
            throw LedgerError(
                .nobodyToBill, "the charge \(id) is of a client who was erased", mend: "nothing can be done")
        }
        return try propose(
            proposal, of: charge.call, client: client, replacing: charge, why: why, at: now)
    }

    private func require(_ charge: RecordedCharge, mayBecome status: RecordedCharge.Status) throws {
        guard charge.status.next.contains(status) else {
            let next = charge.status.next.map(\.rawValue).sorted().joined(separator: " or ")
            throw LedgerError(
                .wrongStatus,
                "the charge \(charge.id) is \(charge.status.rawValue) and cannot become \(status.rawValue)",
                mend: next.isEmpty ? "nothing more can become of it" : "it can only become \(next)")
        }
    }

    private func requireUndisputed(_ charge: RecordedCharge) throws {
        let open = try reading.disputes(where: "charge = ? AND closed IS NULL", [charge.id])
        guard open.isEmpty else {
            throw LedgerError(
                .disputed, "the charge \(charge.id) is disputed",
                mend: "close the dispute first: 'voicedesk billing dispute close'")
        }
    }

    func requireName(_ actor: String) throws {
        guard !actor.isEmpty, actor.count <= LedgerLimits.nameLength,
            actor.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else {
            throw LedgerError(
                .incomplete, "nobody is named who does it",
                mend: "give a name of 1 to \(LedgerLimits.nameLength) characters")
        }
    }

    func requireReason(_ reason: String, for what: String) throws {
        guard !reason.isEmpty, reason.utf8.count <= LedgerLimits.fieldBytes else {
            throw LedgerError(.incomplete, "\(what) has no reason", mend: "say why, in a sentence")
        }
    }

    func append(
        _ kind: String, _ charge: RecordedCharge, _ deed: RecordedCharge.Deed, _ more: (String, CanonicalJSON)...
    ) throws {
        let record = CanonicalJSON.object(
            .init(
                [
                    ("actor", .string(deed.actor)), ("charge", .integer(Int(charge.id))),
                    ("reason", .string(deed.reason)),
                ] + more))
        try log.append(kind, at: deed.at, call: charge.call, sealed: record.text)
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension ChargeProposal {
    /// What the log holds of a proposal.
    fileprivate func members(id: Int64, client: ClientNumber?) -> [(String, CanonicalJSON)] {
        [
            ("actor", .string(proposer)), ("amount", .integer(amount.cents)), ("charge", .integer(Int(id))),
            ("client", .optional(client?.description)), ("currency", .string(amount.currency)),
            ("reasons", CanonicalJSON(reasons.map(\.rawValue))), ("tariff_from", .instant(tariffFrom)),
        ]
    }
}

extension RecordedCharge {
    /// What the log holds of the proposal of a charge that stands in the place of no other.
    var proposed: CanonicalJSON { .object(.init(proposal.members(id: id, client: client))) }
}

extension Ledger {
    /// Confirms a proposed charge, so that it is invoiced.
    ///
    /// - Parameters:
    ///   - reason: why, if there is something to say.
    ///   - fourEyes: whether whoever proposed it may not confirm it.
    public func confirm(
        charge: Int64, by actor: String, reason: String = "", fourEyes: Bool, at now: Instant
    ) throws(LedgerError) {
        try append { log in
            try ChargeWriter(log).decide(
                charge, .confirmed, .init(at: now, actor: actor, reason: reason), fourEyes: fourEyes)
        }
    }

    /// Waives a charge that is not invoiced yet.
    public func waive(charge: Int64, by actor: String, reason: String, at now: Instant) throws(LedgerError) {
        try append { log in
            try ChargeWriter(log).decide(
                charge, .waived, .init(at: now, actor: actor, reason: reason), fourEyes: false)
        }
    }

    /// Proposes a charge in the place of one that was credited.
    ///
    /// - Parameter why: what was wrong with the first.
    /// - Returns: the id of the new charge.
    @discardableResult
    public func proposeAnew(
        replacing charge: Int64, _ proposal: ChargeProposal, why: String, at now: Instant
    ) throws(LedgerError) -> Int64 {
        try append { try ChargeWriter($0).proposeAnew(replacing: charge, proposal, why: why, at: now) }
    }
}
