/// What has to be held.
enum Thresholds {
    /// Whole admitted calls a second of CPU time on one core.
    static let callsPerSecond = 250_000.0
    /// Blocks asked from the heap a call: the figure of the day it was set and a tenth more.
    static let admittedAllocations = 1000.0
    static let refusedAllocations = 1000.0
    static let managerialAllocations = 1000.0
}
