/// Decides how long a jitter buffer waits, and when it plays a frame twice or leaves one out.
///
/// All follows from one figure for each packet, its earliness: how long before its turn it came. Two late packets
/// within two seconds ask for one more frame of delay, at once. A delay that nobody has needed is taken back slowly,
/// one frame after six seconds in which even the last packet came with a frame to spare; one that is far too long,
/// after a burst or a better route, in one step. A sender whose clock is slower than ours comes closer and closer to
/// its turn, without jitter: that is seen before a packet is lost, and a frame is played twice. Both corrections wait
/// up to two seconds for a quiet frame.
struct PlayoutDelay: Hashable, Sendable {
    enum Change: Hashable, Sendable {
        case none
        /// Stand still for a tick.
        case insert
        /// Leave so many frames out.
        case skip(Int)
    }

    /// In ticks: two seconds.
    static let window = 100
    /// Late packets in a window that are too many.
    static let tooManyLate = 2
    /// Windows in a row in which a frame was to spare before it is taken back.
    static let spareWindows = 3
    /// In ticks: so long the delay does not grow again, lest one burst of late packets counts many times.
    static let pause = 10

    private enum Pending: Hashable, Sendable { case none, insertion, removal }

    /// How many frames a punctual packet waits.
    private(set) var target: Int
    private let limits: JitterBuffer.Limits
    private var (lowest, highest) = (Int.max, Int.min)
    private var (ticks, late, spare, paused, waited) = (0, 0, 0, 0, 0)
    private var pending = Pending.none

    init(limits: JitterBuffer.Limits) {
        self.limits = limits
        target = limits.initial
    }

    /// Whether it waits for a quiet frame.
    var awaitsQuiet: Bool { pending != .none }

    /// Takes note of a packet.
    ///
    /// - Parameter earliness: in samples; negative if late.
    mutating func arrived(earliness: Int) {
        lowest = min(lowest, earliness)
        highest = max(highest, earliness)
        if earliness < 0 { late += 1 }
    }

    /// The stream begins anew: what was measured is void, the delay found is not.
    mutating func restart() {
        startWindow()
        (spare, waited) = (0, 0)
        pending = .none
    }

    /// Decides about a tick.
    ///
    /// - Parameters:
    ///   - isQuiet: whether the next frame may be changed unheard.
    ///   - isInTime: false while nothing but late packets come; that is a jump, which more delay does not mend.
    mutating func tick(isQuiet: Bool, isInTime: Bool) -> Change {
        ticks += 1
        paused = max(0, paused - 1)
        if late >= Self.tooManyLate, isInTime, paused == 0, target < limits.maximum {
            target += 1
            restart()
            paused = Self.pause
            return .insert
        }
        if ticks >= Self.window {
            let skipped = closeWindow()
            if skipped > 0 { return .skip(skipped) }
        }
        return correct(isQuiet: isQuiet)
    }

    /// - Returns: how many frames to leave out at once.
    private mutating func closeWindow() -> Int {
        defer { startWindow() }
        guard lowest != .max else { return 0 }
        let frame = FrameRing.frameLength
        if lowest >= (target + 2) * frame {
            (spare, pending) = (0, .none)
            return lowest / frame - target
        }
        spare = lowest >= (limits.minimum + 1) * frame ? spare + 1 : 0
        if spare >= Self.spareWindows {
            (spare, waited, pending) = (0, 0, .removal)
        } else if highest < frame, late == 0 {
            (waited, pending) = (0, .insertion)
        }
        return 0
    }

    private mutating func correct(isQuiet: Bool) -> Change {
        guard pending != .none else { return .none }
        waited += 1
        guard isQuiet || waited >= Self.window else { return .none }
        let change: Change = pending == .removal ? .skip(1) : .insert
        if pending == .removal { target = max(limits.minimum, target - 1) }
        restart()
        return change
    }

    private mutating func startWindow() {
        (lowest, highest) = (Int.max, Int.min)
        (ticks, late) = (0, 0)
    }
}
