import Media

/// Which legs are open, which thread carries each, and how many of them are secure.
struct LegRegister: Sendable {
    /// How many legs may be secure at once.
    let secureLegs: Int

    private struct Entry {
        let thread: Int
        var isSecure: Bool
    }

    private var entries: [MediaID: Entry] = [:]
    private var secureCount = 0
    private var isStopped = false

    init(secureLegs: Int) { self.secureLegs = secureLegs }

    /// Enters a leg.
    mutating func open(_ id: MediaID, thread: Int, isSecure: Bool) throws(MediaError) {
        guard !isStopped else { throw .stopped }
        guard entries[id] == nil else { throw .alreadyOpen(id) }
        guard !isSecure || secureCount < secureLegs else { throw .tooManySecureLegs(secureLegs) }
        entries[id] = Entry(thread: thread, isSecure: isSecure)
        if isSecure { secureCount += 1 }
    }

    /// The thread of a leg.
    func thread(of id: MediaID) -> Int? { entries[id]?.thread }

    /// A leg becomes secure, or is so no more.
    ///
    /// - Returns: whether it can.
    mutating func change(_ id: MediaID, isSecure: Bool) -> Bool {
        guard let entry = entries[id], entry.isSecure != isSecure else { return true }
        guard !isSecure || secureCount < secureLegs else { return false }
        entries[id]?.isSecure = isSecure
        secureCount += isSecure ? 1 : -1
        return true
    }

    /// Strikes a leg out.
    ///
    /// - Returns: its thread.
    mutating func close(_ id: MediaID) -> Int? {
        guard let entry = entries.removeValue(forKey: id) else { return nil }
        if entry.isSecure { secureCount -= 1 }
        return entry.thread
    }

    /// Strikes all out, and takes no more.
    mutating func stop() {
        entries = [:]
        secureCount = 0
        isStopped = true
    }
}
