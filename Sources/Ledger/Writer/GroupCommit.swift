import GRDB
import TransparencyLog

/// Commits groups of changes and knows which call has which row.
///
/// A group is one transaction, a change in it one savepoint: what is wrong with a change (its call is over, its payload
/// too large) undoes that change alone and costs the others nothing. What is wrong with the store (a full disk, a failed
/// sync) undoes the group. Its changes are then tried one by one, as a smaller one may still fit; but not for longer than
/// ``LedgerLimits/retryTime``, since the next group waits.
struct GroupCommit {
    let ledger: Ledger
    var retryTime = LedgerLimits.retryTime
    private var rows = CallRows()

    init(ledger: Ledger) { self.ledger = ledger }

    /// Writes a group.
    /// - Returns: what came of each change, in the group's order.
    mutating func commit(_ group: [QueuedEntry]) -> [CompletedEntry] {
        do {
            return try transaction(group)
        } catch {
            guard group.count > 1, error.maySpareOthers else { return group.map { $0.completed(.failure(error)) } }
            return oneByOne(group, after: error)
        }
    }

    private mutating func oneByOne(_ group: [QueuedEntry], after groupError: LedgerError) -> [CompletedEntry] {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: retryTime)
        var completed: [CompletedEntry] = []
        completed.reserveCapacity(group.count)
        for entry in group {
            guard clock.now < deadline else {
                completed.append(entry.completed(.failure(groupError)))
                continue
            }
            do { completed += try transaction([entry]) } catch { completed.append(entry.completed(.failure(error))) }
        }
        return completed
    }

    /// Writes changes in one transaction.
    /// - Throws: what is wrong with the store; nothing is written then.
    private mutating func transaction(_ group: [QueuedEntry]) throws(LedgerError) -> [CompletedEntry] {
        let (completed, changed) = try written(group)
        rows = changed
        return completed
    }

    /// The rows are changed in a copy: if the commit fails, nothing of the group has happened.
    private func written(_ group: [QueuedEntry]) throws(LedgerError) -> ([CompletedEntry], CallRows) {
        try ledger.append { [rows] log in
            var transaction = GroupTransaction(log: log, rows: rows)
            let completed = try group.map { try $0.completed(transaction.write($0)) }
            return (completed, transaction.rows)
        }
    }
}

/// The changes of one group, within its transaction.
///
/// A change is checked before its first statement, so that one that is refused leaves nothing to undo. Only what the
/// database itself may refuse late, a charge or a message, has a savepoint of its own.
private struct GroupTransaction {
    let log: LogAppender
    var rows: CallRows

    /// Writes one change, or undoes what it wrote.
    /// - Returns: the key of its call, or what is wrong with the change.
    /// - Throws: what is wrong with the store, or with a change of which a part is written already.
    mutating func write(_ entry: QueuedEntry) throws -> Result<Int64, LedgerError> {
        let before = log.tail
        let needsUndoing = entry.change.mayBeRefusedLate
        if needsUndoing { try execute("SAVEPOINT change") }
        do {
            let row = try perform(entry)
            if needsUndoing { try execute("RELEASE change") }
            return .success(row)
        } catch {
            let error = LedgerError(error)
            guard error.isOfTheChange else { throw error }
            if needsUndoing {
                try execute("ROLLBACK TO change")
                try execute("RELEASE change")
                log.undo(to: before)
            } else if log.tail.frontier.size != before.frontier.size {
                throw LedgerError(.storage, error.message, mend: error.mend)
            }
            return .failure(error)
        }
    }

    private mutating func perform(_ entry: QueuedEntry) throws -> Int64 {
        let writer = CallWriter(log)
        if case .begin(let header) = entry.change {
            guard !rows.isGoingOn(entry.call) else {
                throw LedgerError(
                    .duplicateCall, "the call number \(entry.call) is in use", mend: "give every call its own")
            }
            let key = try writer.begin(header)
            rows.begin(entry.call, row: GoingCall(key: key, isDrill: header.isDrill))
            return key
        }
        guard let call = rows[entry.call] else {
            throw LedgerError(.unknownCall, "there is no call \(entry.call)", mend: "begin the call first")
        }
        switch entry.change {
        case .begin: break
        case .append(let events, let decision, let failure):
            try requireGoing(entry.call, call)
            try writer.append(events, decision: decision, passcodeFailure: failure, to: call)
            rows.add(events.count + (decision == nil ? 0 : 1), to: entry.call)
        case .finish(let outcome):
            try requireGoing(entry.call, call)
            try writer.finish(call, outcome)
            rows.finish(entry.call)
        case .voicemail(let voicemail):
            try writer.add(voicemail, to: call.key)
            rows.add(1, to: entry.call)
        case .addendum(let events):
            if !rows.isGoingOn(entry.call) { try writer.requireNotErased(call.key) }
            try writer.insert(events, of: call)
            rows.add(events.count, to: entry.call)
        }
        return call.key
    }

    private func requireGoing(_ number: Int, _ call: GoingCall) throws {
        let isInterrupted = call.key <= log.tail.interruptedThrough
        guard rows.isGoingOn(number), !isInterrupted else {
            throw LedgerError(
                .callIsOver, "the call \(call.key) is over (\(isInterrupted ? "interrupted" : "finished"))",
                mend: "write nothing after its end")
        }
    }

    private func execute(_ sql: String) throws { try log.database.cachedStatement(sql: sql).execute() }
}

extension CallChange {
    /// Whether the database may refuse it after a part of it is written.
    fileprivate var mayBeRefusedLate: Bool {
        switch self {
        case .begin, .append, .addendum: false
        case .finish(let outcome): outcome.charge != nil
        case .voicemail: true
        }
    }
}

extension LedgerError {
    /// Whether the change itself is at fault, rather than the store.
    fileprivate var isOfTheChange: Bool {
        switch kind {
        case .constraint, .duplicateCall, .unknownCall, .callIsOver, .tooLarge, .drillIsNeverBilled, .nobodyToBill,
            .notBillable, .badFileName:
            true
        default: false
        }
    }

    /// Whether another change of the group may still be written: not while the store is locked, closed or damaged.
    fileprivate var maySpareOthers: Bool { kind == .diskFull || kind == .storage }
}
