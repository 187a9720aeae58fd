import Glibc

/// What this process has used so far.
struct Usage {
    /// Seconds of processor time, in the program and in the kernel.
    let cpu: Double
    /// Seconds on the wall.
    let wall: Double
    /// The most memory that was ever resident, in MB of 2^20 bytes.
    let peak: Double

    /// Reads the counters.
    static func now() -> Usage {
        var usage = rusage()
        getrusage(__rusage_who_t(truncatingIfNeeded: RUSAGE_SELF.rawValue), &usage)
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Usage(
            cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            wall: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9, peak: Double(usage.ru_maxrss) / 1024)
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}

/// A number with that many decimals.
func rounded(_ value: Double, _ digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    guard digits > 0 else { return String(scaled) }
    let rest = String(scaled % scale)
    return "\(scaled / scale).\(String(repeating: "0", count: digits - rest.count))\(rest)"
}
