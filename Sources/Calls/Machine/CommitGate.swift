import CallFlow

/// Keeps back what follows from a verdict until the verdict is on the disk.
///
/// What waits keeps its order: as long as one verdict is being written, everything that is done later waits behind it. A verdict that
/// is not written within ``patience`` counts as failed, and the call goes on without it (design rule 4).
struct CommitGate: Sendable {
    /// How long a verdict may take to be written, unless told otherwise.
    static let usualPatience = Duration.seconds(2)

    /// How long a verdict may take to be written.
    let patience: Duration

    private struct Batch {
        let id: CommitID
        let deadline: Duration
        var effects: [CallEffect]
    }

    private var waiting: [Batch] = []
    private var lastID = 0

    init(patience: Duration = CommitGate.usualPatience) { self.patience = patience }

    /// Whether something is being written that others wait for.
    var isClosed: Bool { !waiting.isEmpty }

    /// When the oldest verdict counts as failed.
    var deadline: Duration? { waiting.first?.deadline }

    /// A verdict is about to be written.
    mutating func close(now: Duration) -> CommitID {
        lastID += 1
        let id = CommitID(lastID)
        waiting.append(Batch(id: id, deadline: now + patience, effects: []))
        return id
    }

    /// Effects that are to be done now, or as soon as the gate opens.
    ///
    /// - Returns: what may be done now.
    mutating func pass(_ effects: [CallEffect]) -> [CallEffect] {
        guard let last = waiting.indices.last else { return effects }
        waiting[last].effects += effects
        return []
    }

    /// Something that waits to be spoken is not to be spoken any more.
    mutating func withdraw(_ id: ActivityID) {
        for index in waiting.indices {
            waiting[index].effects.removeAll { if case .play(.caller, id, _) = $0 { true } else { false } }
        }
    }

    /// Whether hanging up on the caller waits.
    var waitsToHangUp: Bool {
        waiting.contains { $0.effects.contains { if case .hangUp = $0 { true } else { false } } }
    }

    /// A verdict is on the disk, and so is everything that was written before it.
    ///
    /// - Returns: what may be done now.
    mutating func committed(_ id: CommitID) -> [CallEffect] {
        var effects: [CallEffect] = []
        while let first = waiting.first, first.id <= id { effects += waiting.removeFirst().effects }
        return effects
    }

    /// A verdict could not be written, and nothing that waited behind it can be trusted to be written either.
    ///
    /// - Returns: what waited, if the verdict is one that is still waited for.
    mutating func failed(_ id: CommitID) -> [CallEffect]? {
        guard waiting.contains(where: { $0.id == id }) else { return nil }
        return open()
    }

    /// The time for the oldest verdict is over.
    ///
    /// - Returns: what waited, if it is.
    mutating func deadlineReached(now: Duration) -> [CallEffect]? {
        guard let deadline, now >= deadline else { return nil }
        return open()
    }

    /// The call is over: of what waited, only what takes something down is still to be done.
    mutating func abandon() -> [CallEffect] { open().filter(\.takesDown) }

    private mutating func open() -> [CallEffect] {
        defer { waiting.removeAll() }
        return waiting.flatMap(\.effects)
    }
}
