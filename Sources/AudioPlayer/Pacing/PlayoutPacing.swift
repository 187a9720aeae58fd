/// Decides, at each tick of 20 ms, how much of a call's audio goes to a playing device.
///
/// Our clock sets the pace: one frame a tick, at absolute deadlines; ticks that were missed are skipped, not hurried.
/// The device plays by a clock of its own, so what it holds creeps up or down. Two bounds keep it in place:
///
/// - Never more than `cap` samples are held after a write. What is too much is taken out of the frame at hand, so
///   a slow device loses a sample now and then instead of growing a delay.
/// - Below `low` samples, at the time when the tick was due, the frame is stretched by up to `stretchLimit` samples,
///   so a fast device does not run dry. How late we woke is counted back in, else jitter would look like drift.
///
/// Whoever silences the source is therefore heard to be silent once the device has played what it holds: 40 ms at
/// the most (`firstCap`), 50 ms (`coarseCap`) with a device that has run dry under `firstCap` because it takes samples
/// in larger bites. What lies beyond the device's queue, e.g. in a sound server, comes on top.
///
/// A device that holds nothing, such as ALSA's `null` and `file` plugins, is never stretched for.
struct PlayoutPacing: Hashable, Sendable {
    /// Samples a second.
    static let rate = 8_000
    /// Samples in a frame.
    static let frame = 160
    /// Nanoseconds between two ticks.
    static let tick: Int64 = 20_000_000
    /// The most samples that a device holds after a write.
    static let firstCap = 2 * frame
    /// The same, for a device that has run dry before.
    static let coarseCap = 2 * frame + frame / 2
    /// The most samples by which one frame is stretched: half a percent of pitch a sample.
    static let stretchLimit = 4

    /// What to write at a tick.
    struct Turn: Hashable, Sendable {
        /// Samples of silence first, as a head start.
        var silence = 0
        /// Samples to make of the frame at hand; 0 drops it.
        var samples: Int
        /// Ticks that were missed before this one.
        var missed = 0
    }

    /// When the next tick is due, in nanoseconds of the monotonic clock.
    private(set) var deadline: Int64
    /// The most samples that the device may hold after a write.
    private(set) var cap = Self.firstCap
    /// Whether the device holds samples for a time, and so has a clock.
    private(set) var isClocked = false
    private var needsHeadStart = true

    /// Starts with a first tick that is due at `start`.
    init(start: Int64) { deadline = start }

    /// The time has come: `queued` samples are in the device.
    mutating func tick(at now: Int64, queued: Int) -> Turn {
        let late = max(0, now - deadline)
        let missed = late / Self.tick
        deadline += (missed + 1) * Self.tick
        var turn = Turn(samples: Self.frame, missed: Int(missed))
        var held = queued
        if needsHeadStart {
            needsHeadStart = false
            turn.silence = max(0, Self.frame - queued)
            held += turn.silence
        } else if queued > 0 {
            isClocked = true
        }
        let room = max(0, cap - held)
        if room < Self.frame {
            turn.samples = room
        } else if isClocked {
            let lateSamples = Int(late * Int64(Self.rate) / 1_000_000_000)
            let missing = min(low - held - lateSamples, room - Self.frame)
            turn.samples += max(0, min(Self.stretchLimit, missing))
        }
        return turn
    }

    /// The device has run dry or stood still and is empty: the next turn gives it a head start again.
    mutating func ranDry() {
        needsHeadStart = true
        if isClocked { cap = Self.coarseCap }
    }

    /// The turn that repeats this tick's write after the device has run dry in the midst of it.
    mutating func restart() -> Turn {
        needsHeadStart = false
        return Turn(silence: Self.frame, samples: Self.frame)
    }

    /// What the device should still hold when a tick is due: half a frame, more once it has run dry.
    private var low: Int { cap - Self.firstCap + Self.frame / 2 }
}
