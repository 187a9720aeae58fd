import Desk
import Foundation

/// What time it is for a server.
///
/// In production that is the clock on the wall, whoever calls. A desk that is hosted for tests is told the time of each call by
/// its caller, so that calls of many different times go on at once.
public struct DeskClock: Sendable {
    /// The time of a call that comes from this number now; of nothing in particular where none is given.
    public let now: @Sendable (PhoneNumber?) -> Instant

    /// Makes a clock.
    public init(_ now: @escaping @Sendable (PhoneNumber?) -> Instant) { self.now = now }

    /// The clock on the wall.
    public static let wall = DeskClock { _ in
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    }
}
