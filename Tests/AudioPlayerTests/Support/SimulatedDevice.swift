import TestSupport

@testable import AudioPlayer

/// A playing device with a clock of its own, which takes its samples in bites.
struct SimulatedDevice {
    /// Samples a second by our clock.
    let rate: Double
    /// Samples that it takes at once.
    var bite = 1
    private(set) var underruns = 0
    private(set) var highestQueue = 0
    /// The longest time, in seconds, from a write to the moment when its last sample has been taken.
    private(set) var longestHold = 0.0
    private var startedAt: Int64?
    private var written = 0

    init(rate: Double, bite: Int = 1) {
        self.rate = rate
        self.bite = bite
    }

    /// What it holds at a time, and whether it has run dry by then.
    mutating func level(at now: Int64) -> (queued: Int, isDry: Bool) {
        guard let startedAt else { return (0, false) }
        let taken = (Int(Double(now - startedAt) / 1e9 * rate) / bite + 1) * bite
        if taken > written {
            underruns += 1
            self.startedAt = nil
            written = 0
            return (0, true)
        }
        return (written - taken, false)
    }

    /// Takes a turn's samples.
    mutating func write(_ turn: PlayoutPacing.Turn, queued: Int, at now: Int64) {
        let queue = queued + turn.silence + turn.samples
        written += turn.silence + turn.samples
        if startedAt == nil, written >= 2 * PlayoutPacing.frame { startedAt = now }
        highestQueue = max(highestQueue, queue)
        // The last of it leaves with the bite that it belongs to.
        longestHold = max(longestHold, Double(queue + bite - 1) / rate)
    }

    /// Runs a line on it for a time, waking up to `jitter` nanoseconds late.
    mutating func run(seconds: Int, jitter: Int64) {
        var random = SplitMix64(seed: 7)
        var pacing = PlayoutPacing(start: 1_000)
        for _ in 0..<seconds * 50 {
            let now = pacing.deadline + Int64.random(in: 0..<jitter, using: &random)
            let level = level(at: now)
            if level.isDry { pacing.ranDry() }
            write(pacing.tick(at: now, queued: level.queued), queued: level.queued, at: now)
        }
    }
}
