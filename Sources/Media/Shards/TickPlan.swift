/// When a media thread's ticks are due: every 5 ms, counted from a fixed moment so that nothing drifts.
///
/// A leg's turn comes with every fourth tick. A tick that was missed is left out, as a burst of packets would only push
/// the peer's jitter buffer over.
public struct TickPlan: Hashable, Sendable {
    /// From one tick to the next.
    public static let period = Duration.milliseconds(5)
    /// Ticks to a frame: legs are dealt out to as many slices.
    public static let slices = 4

    /// When the next tick is due.
    public private(set) var due: Duration
    /// The slice whose turn it is.
    public private(set) var slice = 0

    /// Begins with a tick one period from now.
    public init(now: Duration) { due = now + Self.period }

    /// Goes on to the next tick that is not over.
    ///
    /// - Returns: how many ticks were missed.
    public mutating func advance(now: Duration) -> Int {
        due += Self.period
        slice = (slice + 1) % Self.slices
        guard now >= due + Self.period else { return 0 }
        let missed = Int((now - due) / Self.period)
        due += Self.period * missed
        slice = (slice + missed) % Self.slices
        return missed
    }
}
