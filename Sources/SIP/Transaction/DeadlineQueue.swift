/// The deadlines of many machines, the earliest first.
///
/// A binary heap in one array, 24 bytes an entry. Nothing is ever removed from its middle: one that ended, or
/// whose deadline moved, leaves its entry behind, and whoever pops it sees that it means nothing any more.
struct DeadlineQueue<Handle: Hashable & Sendable>: Sendable {
    /// One deadline, and the handle of what it belongs to.
    struct Entry: Hashable, Sendable {
        let deadline: Duration
        let handle: Handle
    }

    private var entries: ContiguousArray<Entry> = []

    /// How many entries there are, with those that mean nothing any more.
    var count: Int { entries.count }
    /// The earliest deadline.
    var earliest: Duration? { entries.first?.deadline }

    /// Adds a deadline.
    mutating func push(_ deadline: Duration, of handle: Handle) {
        let entry = Entry(deadline: deadline, handle: handle)
        entries.append(entry)
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard deadline < entries[parent].deadline else { break }
            entries[child] = entries[parent]
            child = parent
        }
        entries[child] = entry
    }

    /// Takes out the earliest entry if its time has come.
    mutating func pop(until now: Duration) -> Entry? {
        guard let first = entries.first, first.deadline <= now, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return first }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].deadline < entries[child].deadline { child += 1 }
            guard entries[child].deadline < last.deadline else { break }
            entries[parent] = entries[child]
            parent = child
        }
        entries[parent] = last
        return first
    }
}
