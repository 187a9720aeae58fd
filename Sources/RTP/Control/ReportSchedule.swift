/// When the next RTCP report is due (RFC 3550 §6.2 and A.7).
///
/// A call has two members, whose reports are far below the five per cent of the bandwidth that RTCP may take: the
/// minimum of five seconds holds. It is varied so that the reports of many calls do not fall together.
public struct ReportSchedule: Hashable, Sendable {
    /// Seconds between two reports, before they are varied; half of it before the first.
    public static let interval = 5.0
    /// e − 3/2: what the reconsideration of intervals takes away on average, given back (§6.3.1).
    private static let compensation = 1.21828

    /// When the next report is due.
    public private(set) var next: Duration

    /// Begins with the first report.
    ///
    /// - Parameter random: from 0 to 1, by chance.
    public init(at now: Duration, random: Double) {
        next = now + Self.interval(Self.interval / 2, random)
    }

    /// Takes note that a report has gone out.
    public mutating func reported(at now: Duration, random: Double) {
        next = now + Self.interval(Self.interval, random)
    }

    private static func interval(_ seconds: Double, _ random: Double) -> Duration {
        let random = random.isFinite ? min(max(0, random), 1) : 0.5
        return .seconds(seconds * (0.5 + random) / compensation)
    }
}
