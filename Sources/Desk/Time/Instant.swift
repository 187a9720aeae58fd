/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Instants are UTC. Rules that speak of hours or days turn an instant into the desk's wall clock with ``ZoneRules``.
/// Arithmetic saturates instead of trapping: an instant may come from a file.
public struct Instant: Hashable, Sendable, Comparable, InstantProtocol {
    /// Milliseconds since the Unix epoch.
    public var milliseconds: Int64

    /// Makes an instant from milliseconds since the Unix epoch.
    @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Makes an instant from seconds since the Unix epoch.
    @inlinable public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// The earliest instant that can be expressed.
    public static let distantPast = Instant(milliseconds: .min)
    /// The latest instant that can be expressed.
    public static let distantFuture = Instant(milliseconds: .max)

    /// Whole seconds since the Unix epoch, rounded down.
    @inlinable public var seconds: Int64 {
        let quotient = milliseconds / 1000
        return milliseconds % 1000 < 0 ? quotient - 1 : quotient
    }

    /// The instant that lies `duration` later, to the millisecond; saturates at the ends of the scale.
    @inlinable public func advanced(by duration: Duration) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(duration.milliseconds)
        return Instant(milliseconds: overflow ? (duration < .zero ? .min : .max) : sum)
    }

    /// The time from here to `other`, negative if it lies before.
    @inlinable public func duration(to other: Instant) -> Duration {
        let (difference, overflow) = other.milliseconds.subtractingReportingOverflow(milliseconds)
        return .milliseconds(overflow ? (other < self ? .min : .max) : difference)
    }

    /// A length of time in whole milliseconds, for adding it often.
    public struct Wait: Hashable, Sendable {
        /// The milliseconds.
        public let milliseconds: Int64

        /// Rounds a duration.
        @inlinable public init(_ duration: Duration) { milliseconds = duration.milliseconds }
    }

    /// The instant that lies `wait` later; saturates at the end of the scale.
    @inlinable public func advanced(by wait: Wait) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(wait.milliseconds)
        return Instant(milliseconds: overflow ? (wait.milliseconds < 0 ? .min : .max) : sum)
    }

    /// Order in time.
    @inlinable public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

extension Duration {
    /// The duration in whole milliseconds, towards zero; saturates.
    ///
    /// 10^15 attoseconds are 2^15 times 5^15: what is left after the shift fits 64 bits for all but absurd durations, and
    /// a division of 64 bits by a constant is a multiplication.
    @inlinable public var milliseconds: Int64 {
        let attoseconds = self.attoseconds
        if attoseconds >= 0, let shifted = Int64(exactly: attoseconds >> 15) { return shifted / 30_517_578_125 }
        return Int64(clamping: attoseconds / 1_000_000_000_000_000)
    }

    /// The duration in seconds as a floating-point number, for display.
    @inlinable public var inSeconds: Double { Double(milliseconds) / 1000 }

    /// A duration of whole minutes; saturates.
    @inlinable public static func minutes(_ count: Int) -> Duration { .seconds(count, times: 60) }

    /// A duration of whole hours; saturates.
    @inlinable public static func hours(_ count: Int) -> Duration { .seconds(count, times: 3600) }

    @usableFromInline static func seconds(_ count: Int, times unit: Int) -> Duration {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        return .seconds(overflow ? (count < 0 ? Int.min : Int.max) : product)
    }
}
