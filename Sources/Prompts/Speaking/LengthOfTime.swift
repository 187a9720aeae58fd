import Desk

/// What there is to say of a length of time, whether it is written or spoken.
///
/// Under a minute it is told in seconds, from there on in days, hours and minutes; both are rounded to the nearest. A
/// negative length counts as none.
struct LengthOfTime: Hashable, Sendable {
    let days: Int
    /// 0 to 23.
    let hours: Int
    /// 0 to 59.
    let minutes: Int
    /// 0 to 59, and not 0 only where all others are.
    let seconds: Int

    init(_ duration: Duration) {
        let milliseconds = Int(clamping: max(0, duration.milliseconds))
        let seconds = milliseconds / 1000 + (milliseconds % 1000 >= 500 ? 1 : 0)
        let minutes = seconds < 60 ? 0 : milliseconds / 60_000 + (milliseconds % 60_000 >= 30_000 ? 1 : 0)
        self.seconds = seconds < 60 ? seconds : 0
        self.minutes = minutes % 60
        hours = minutes / 60 % 24
        days = minutes / (24 * 60)
    }
}
