/// Hangs up a leg from which no media comes any more: a peer that has crashed, or a network that is gone.
///
/// Session timers notice the same, but only after minutes. Any RTP counts, also comfort noise and telephone-events;
/// RTCP counts too, for a peer that suppresses silence may send nothing else. While the peer is on hold and may not
/// send, the time stands still.
public struct ReceptionTimeout: Hashable, Sendable {
    /// How long a leg may be without media unless told otherwise.
    public static let standard = Duration.seconds(30)

    /// How long the leg may be without media.
    public let limit: Duration
    private var last: Duration
    private var isHeld = false

    /// Begins when the leg is answered.
    public init(limit: Duration = standard, at now: Duration) {
        self.limit = max(.zero, limit)
        last = now
    }

    /// Takes note of a packet from the locked address.
    public mutating func received(at now: Duration) { last = max(last, now) }

    /// Takes note of a change of direction in SDP: whether the peer is not to send.
    public mutating func held(_ isHeld: Bool, at now: Duration) {
        // The peer begins anew whenever it may send again.
        if self.isHeld, !isHeld { last = max(last, now) }
        self.isHeld = isHeld
    }

    /// When the leg is over unless a packet comes; never while it is held.
    public var deadline: Duration? { isHeld ? nil : last + limit }

    /// Whether the leg is to be hung up.
    public func isOver(at now: Duration) -> Bool { deadline.map { now >= $0 } ?? false }
}
