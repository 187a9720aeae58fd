import Glibc

/// The clocks of the measurements, in nanoseconds.
enum Clocks {
    /// What this process has used of a processor.
    ///
    /// Time in which other processes run does not count.
    static var cpu: Int { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// Time as it passes.
    static var wall: Int { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
