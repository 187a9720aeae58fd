import RTP

/// Presses keys at a pace that every peer can follow, by any of the three ways.
struct Keypad: Sendable {
    /// From one key to the next: 100 ms of tone, the repeated end of a telephone-event, and a pause of 60 ms or more.
    static let pace = Duration.milliseconds(240)
    /// How many keys may wait.
    static let mostWaiting = 64

    private var waiting: [(key: TelephoneKey, method: KeyMethod)] = []
    private var readyAt = Duration.zero

    /// When the next key is to be pressed.
    var deadline: Duration? { waiting.isEmpty ? nil : readyAt }

    /// Takes keys.
    ///
    /// - Returns: those for which there is no room.
    mutating func press(_ keys: [TelephoneKey], by method: KeyMethod, now: Duration) -> [TelephoneKey] {
        let room = Self.mostWaiting - waiting.count
        if waiting.isEmpty { readyAt = max(readyAt, now) }
        waiting += keys.prefix(room).map { ($0, method) }
        return Array(keys.dropFirst(room))
    }

    /// Takes the next key out, if its time has come.
    mutating func next(now: Duration) -> (key: TelephoneKey, method: KeyMethod)? {
        guard !waiting.isEmpty, now >= readyAt else { return nil }
        readyAt = now + Self.pace
        return waiting.removeFirst()
    }

    /// Nothing waits any more.
    mutating func clear() { waiting.removeAll() }
}
