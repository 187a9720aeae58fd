import CRTPSockets

/// The monotonic clock of the machine, and its distance from the clock of the day.
enum MediaClock {
    /// Now, in nanoseconds of the monotonic clock.
    static var nanoseconds: Int64 { crtp_monotonic() }
    /// Now.
    static var now: Duration { .nanoseconds(crtp_monotonic()) }
    /// What has to be taken from a moment of the clock of the day to have one of the monotonic clock.
    static var distance: Int64 { crtp_realtime() - crtp_monotonic() }
}
