import GRDB

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
        let (completed, begun) = try written(group)
        for (call, row) in begun { self.rows.begin(call, row: row) }
        for (entry, done) in zip(group, completed) {
            if case .finish = entry.change, case .success = done.result { self.rows.finish(entry.call) }
        }
        return completed
    }

    /// A function of its own, so that the transaction's copy of the rows is gone before they are changed.
    private func written(_ group: [QueuedEntry]) throws(LedgerError) -> ([CompletedEntry], begun: [Int: Int64]) {
        try ledger.write { [rows] database in
            var transaction = GroupTransaction(database: database, rows: rows)
            let completed = try group.map { try $0.completed(transaction.write($0)) }
            return (completed, transaction.begun)
        }
    }
}

/// The changes of one group, within its transaction.
private struct GroupTransaction {
    let database: Database
    /// The calls of earlier groups.
    let rows: CallRows
    /// The calls that this group began.
    var begun: [Int: Int64] = [:]

    /// Writes one change, or undoes what it wrote.
    /// - Returns: the key of its call, or what is wrong with the change.
    /// - Throws: what is wrong with the store.
    mutating func write(_ entry: QueuedEntry) throws -> Result<Int64, LedgerError> {
        try execute("SAVEPOINT change")
        do {
            let row = try perform(entry)
            try execute("RELEASE change")
            if case .begin = entry.change { begun[entry.call] = row }
            return .success(row)
        } catch {
            let error = LedgerError(error)
            guard error.isOfTheChange else { throw error }
            try execute("ROLLBACK TO change")
            try execute("RELEASE change")
            return .failure(error)
        }
    }

    private func perform(_ entry: QueuedEntry) throws -> Int64 {
        let writer = CallWriter(database: database)
        if case .begin(let header) = entry.change {
            guard begun[entry.call] == nil, !rows.isGoingOn(entry.call) else {
                throw LedgerError(
                    .duplicateCall, "the call number \(entry.call) is in use", mend: "give every call its own")
            }
            return try writer.begin(header)
        }
        guard let row = begun[entry.call] ?? rows[entry.call] else {
            throw LedgerError(.unknownCall, "there is no call \(entry.call)", mend: "begin the call first")
        }
        switch entry.change {
        case .begin: break
        case .append(let events, let decision, let failure):
            try writer.append(call: row, events: events, decision: decision, passcodeFailure: failure)
        case .finish(let outcome): try writer.finish(call: row, outcome)
        case .voicemail(let voicemail): try writer.add(voicemail, to: row)
        case .addendum(let events): try writer.insert(events, of: row)
        }
        return row
    }

    private func execute(_ sql: String) throws { try database.cachedStatement(sql: sql).execute() }
}

extension LedgerError {
    /// Whether the change itself is at fault, rather than the store.
    fileprivate var isOfTheChange: Bool {
        switch kind {
        case .constraint, .duplicateCall, .unknownCall, .callIsOver, .tooLarge, .drillIsNeverBilled, .nobodyToBill,
            .badFileName:
            true
        default: false
        }
    }

    /// Whether another change of the group may still be written: not while the store is locked, closed or damaged.
    fileprivate var maySpareOthers: Bool { kind == .diskFull || kind == .storage }
}
