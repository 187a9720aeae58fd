import Desk

/// Turns the monotonic time of a process into the instants of one call.
///
/// A call counts from the instant at which it came in. A clock that is set while people speak moves no deadline of theirs.
public struct CallClock: Hashable, Sendable {
    /// When the call came in.
    public let startedAt: Instant
    /// The same moment on the monotonic clock.
    public let origin: Duration

    /// Fixes the start of a call.
    public init(startedAt: Instant, origin: Duration) {
        self.startedAt = startedAt
        self.origin = origin
    }

    /// The instant at a monotonic time.
    public func instant(at now: Duration) -> Instant { startedAt.advanced(by: now - origin) }

    /// The monotonic time at an instant; none if it never comes.
    public func time(of instant: Instant) -> Duration? {
        instant == .distantFuture ? nil : origin + startedAt.duration(to: instant)
    }
}
