/// Where one transaction is: its slot, and which of the slot's tenants it is.
struct TransactionHandle: Hashable, Sendable {
    let slot: UInt32
    let generation: UInt32
}

/// What a transaction table can hold.
protocol TransactionRecord: Sendable {
    /// What messages find the transaction by.
    var key: TransactionKey { get }
    /// When its next timer fires.
    var deadline: Duration? { get }
}

extension TransactionRecord {
    /// Takes an event in place.
    fileprivate mutating func take<Outcome>(_ event: (inout Self) -> Outcome) -> Outcome { event(&self) }
}

/// All transactions of one side: found by key or by handle, woken by deadline.
///
/// The transactions lie in one array whose free slots are used again, so that a handle is two small numbers, and one of
/// a transaction that ended finds nothing. Each transaction has one entry in the queue of deadlines that counts, the
/// earliest; a deadline that moved to a later time leaves it there, and is entered when the old one is popped.
struct TransactionTable<Record: TransactionRecord>: Sendable {
    private struct Slot: Sendable {
        var generation: UInt32 = 0
        var scheduled: Duration?
        var record: Record?
    }

    private var slots: ContiguousArray<Slot> = []
    private var free: ContiguousArray<UInt32> = []
    private var numbers: [TransactionKey: UInt32] = [:]
    private var deadlines = DeadlineQueue<TransactionHandle>()

    /// How many transactions there are.
    var count: Int { numbers.count }
    /// How many deadlines are queued, with those that mean nothing any more.
    var queued: Int { deadlines.count }
    /// When to look for reached deadlines next; it may turn out that there are none.
    var nextDeadline: Duration? { deadlines.earliest }
    /// The handles of all transactions, in the order of their slots.
    var all: [TransactionHandle] {
        slots.indices.compactMap { index in
            let slot = slots[index]
            return slot.record == nil ? nil : TransactionHandle(slot: UInt32(index), generation: slot.generation)
        }
    }

    /// The transaction that messages with this key belong to.
    func find(_ key: TransactionKey) -> TransactionHandle? {
        numbers[key].map { TransactionHandle(slot: $0, generation: slots[Int($0)].generation) }
    }

    /// The transaction, unless it has ended.
    subscript(handle: TransactionHandle) -> Record? {
        guard Int(handle.slot) < slots.count, slots[Int(handle.slot)].generation == handle.generation else {
            return nil
        }
        return slots[Int(handle.slot)].record
    }

    /// Adds a transaction whose key is new.
    mutating func insert(_ record: Record) -> TransactionHandle {
        let index: UInt32
        if let last = free.popLast() {
            index = last
        } else {
            index = UInt32(slots.count)
            slots.append(Slot())
        }
        slots[Int(index)].record = record
        let handle = TransactionHandle(slot: index, generation: slots[Int(index)].generation)
        numbers[record.key] = index
        schedule(handle)
        return handle
    }

    /// Lets the transaction take an event, and queues its next deadline.
    ///
    /// - Returns: what the event brought; nil if the transaction has ended.
    mutating func update<Outcome>(_ handle: TransactionHandle, _ event: (inout Record) -> Outcome) -> Outcome? {
        guard Int(handle.slot) < slots.count, slots[Int(handle.slot)].generation == handle.generation else {
            return nil
        }
        guard let outcome = slots[Int(handle.slot)].record?.take(event) else { return nil }
        schedule(handle)
        return outcome
    }

    /// Removes the transaction.
    mutating func remove(_ handle: TransactionHandle) -> Record? {
        guard let record = self[handle] else { return nil }
        slots[Int(handle.slot)].record = nil
        slots[Int(handle.slot)].scheduled = nil
        slots[Int(handle.slot)].generation &+= 1
        free.append(handle.slot)
        numbers[record.key] = nil
        return record
    }

    /// Takes out a transaction whose deadline has come.
    mutating func popDeadline(until now: Duration) -> TransactionHandle? {
        while let entry = deadlines.pop(until: now) {
            let index = Int(entry.handle.slot)
            guard slots[index].generation == entry.handle.generation, slots[index].scheduled == entry.deadline else {
                continue
            }
            slots[index].scheduled = nil
            if let deadline = slots[index].record?.deadline, deadline <= now { return entry.handle }
            schedule(entry.handle)
        }
        return nil
    }

    private mutating func schedule(_ handle: TransactionHandle) {
        let index = Int(handle.slot)
        guard let deadline = slots[index].record?.deadline else { return }
        if let scheduled = slots[index].scheduled, scheduled <= deadline { return }
        slots[index].scheduled = deadline
        deadlines.push(deadline, of: handle)
    }
}
