/// What has to be held.
enum Thresholds {
    /// Whole admitted calls a second of CPU time on one core.
    static let callsPerSecond = 250_000.0
    /// The same with many calls at once, whose state does not stay in the nearest cache.
    static let callsAtOncePerSecond = 225_000.0

    // Blocks asked from the heap a call: what it was when the threshold was set, and a tenth more.
    static let admittedAllocations = 13.0
    static let refusedAllocations = 19.8
    static let managerialAllocations = 29.7

    /// Milliseconds until all shipped prompts are loaded and encoded.
    static let loadPrompts = 300.0
    /// The memory of the prompts, as a multiple of their bytes in one law.
    static let promptMemory = 2.2
    static let frameAllocations = 0.0

    // Milliseconds from the start of the process to its end.
    static let help = 50.0
    static let simulate = 100.0
    static let flowCheck = 100.0
    static let flowProve = 500.0
}
