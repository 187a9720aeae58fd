import Desk
import GRDB

/// Writes what becomes of disputes, within one transaction.
struct DisputeWriter {
    let charges: ChargeWriter
    private var reading: ChargeReading { ChargeReading(database: charges.log.database) }

    init(_ log: LogAppender) { charges = ChargeWriter(log) }

    func open(_ id: Int64, _ deed: RecordedCharge.Deed) throws -> Int64 {
        let charge = try reading.charge(id)
        try require(deed)
        guard charge.status != .waived, charge.status != .credited else {
            throw LedgerError(
                .wrongStatus, "the charge \(id) is \(charge.status.rawValue)", mend: "nothing is left to dispute")
        }
        guard try reading.disputes(where: "charge = ? AND closed IS NULL", [id]).isEmpty else {
            throw LedgerError(
                .alreadyDisputed, "the charge \(id) is disputed already", mend: "answer or close that dispute")
        }
        try charges.execute(
            "INSERT INTO dispute (charge, opened, opened_by, reason) VALUES (?, ?, ?, ?)",
            [id, deed.at.milliseconds, deed.actor, deed.reason])
        let dispute = charges.log.database.lastInsertedRowID
        try charges.append(LogKind.disputeOpened, charge, deed, ("dispute", .integer(Int(dispute))))
        return dispute
    }

    func answer(_ id: Int64, _ deed: RecordedCharge.Deed) throws {
        let (dispute, charge) = try openDispute(of: id, deed)
        guard dispute.answered == nil else {
            throw LedgerError(.alreadyAnswered, "the dispute of charge \(id) is answered", mend: "close it")
        }
        try charges.execute(
            "UPDATE dispute SET answered = ?, answered_by = ?, answer = ? WHERE id = ?",
            [deed.at.milliseconds, deed.actor, deed.reason, dispute.id])
        try charges.append(LogKind.disputeAnswered, charge, deed, ("dispute", .integer(Int(dispute.id))))
    }

    /// Closes a dispute; one that is granted before the invoice waives the charge.
    func close(_ id: Int64, _ outcome: Dispute.Outcome, _ deed: RecordedCharge.Deed) throws {
        let (dispute, charge) = try openDispute(of: id, deed)
        try charges.execute(
            "UPDATE dispute SET closed = ?, closed_by = ?, outcome = ? WHERE id = ?",
            [deed.at.milliseconds, deed.actor, outcome.rawValue, dispute.id])
        try charges.append(
            LogKind.disputeClosed, charge, deed, ("dispute", .integer(Int(dispute.id))),
            ("outcome", .string(outcome.rawValue)))
        if outcome == .granted, charge.status.next.contains(.waived) {
            try charges.decide(id, .waived, deed, fourEyes: false)
        }
    }

    private func openDispute(
        of id: Int64, _ deed: RecordedCharge.Deed
    ) throws -> (dispute: Dispute, charge: RecordedCharge) {
        let charge = try reading.charge(id)
        try require(deed)
        guard let dispute = try reading.disputes(where: "charge = ? AND closed IS NULL", [id]).first else {
            throw LedgerError(
                .wrongStatus, "the charge \(id) is not disputed",
                mend: "open a dispute: 'voicedesk billing dispute open'")
        }
        guard deed.at >= dispute.opened.at else {
            throw LedgerError(
                .wrongOrder, "the dispute of charge \(id) was opened later", mend: "give a later time")
        }
        return (dispute, charge)
    }

    private func require(_ deed: RecordedCharge.Deed) throws {
        try charges.requireName(deed.actor)
        try charges.requireReason(deed.reason, for: "a step of a dispute")
    }
}

extension Ledger {
    /// Opens a dispute of a charge.
    /// - Returns: the dispute's id.
    @discardableResult
    public func openDispute(
        charge: Int64, by actor: String, reason: String, at now: Instant
    ) throws(LedgerError) -> Int64 {
        try append { try DisputeWriter($0).open(charge, .init(at: now, actor: actor, reason: reason)) }
    }

    /// Answers the open dispute of a charge.
    public func answerDispute(
        charge: Int64, by actor: String, answer: String, at now: Instant
    ) throws(LedgerError) {
        try append { try DisputeWriter($0).answer(charge, .init(at: now, actor: actor, reason: answer)) }
    }

    /// Closes the open dispute of a charge.
    ///
    /// One that is granted waives a charge that is not invoiced; an invoiced one is to be credited.
    public func closeDispute(
        charge: Int64, _ outcome: Dispute.Outcome, by actor: String, reason: String, at now: Instant
    ) throws(LedgerError) {
        try append { try DisputeWriter($0).close(charge, outcome, .init(at: now, actor: actor, reason: reason)) }
    }
}
