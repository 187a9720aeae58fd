/// Notices that a caller who leaves a message has stopped speaking, or never began.
///
/// It is fed one frame of 20 ms a tick, or told that a tick had none: a line that sends nothing in silence is silent. A
/// frame is active if it is well above the noise floor, and speech is three active frames of five: a click is none. The
/// floor is the lowest level of the last three seconds. Speech has a pause between words in any three seconds, so the
/// floor stays with the noise; a constant hum has none, becomes the floor itself, and counts as silence after that
/// time. In the first three seconds the floor is held low, so that a caller who speaks at once is heard; what was a hum
/// from the beginning is then known to have been no speech.
public struct SilenceDetector: Hashable, Sendable {
    /// What has been noticed.
    public enum Event: Hashable, Sendable {
        /// The caller has begun to speak, for the first time or again after a pause that was reported.
        case speechBegan
        /// The caller has spoken, and has been silent since for the time given.
        case finalSilence
        /// Nothing has been said from the beginning, for the time given.
        case nothingSaid
    }

    /// How long a frame is.
    public static let frame = Duration.milliseconds(20)
    /// A level below this is silence on any line: −43 dBm0.
    public static let alwaysSilent = 100
    /// So many times the floor is speech: 12 dB.
    private static let overFloor = 4
    /// The floor is the lowest of so many blocks of so many frames: three seconds.
    private static let (blocks, blockLength) = (6, 25)
    private static let speech = 3

    private let finalFrames: Int
    private let leadingFrames: Int
    /// The lowest levels of the blocks before the one at hand.
    private var lowest: [Int] = []
    private var (current, inBlock) = (Int.max, 0)
    private var loudest = 0
    /// Of the last five frames, a bit for each that was active.
    private var recent: UInt8 = 0
    private var frames = 0
    private var silentFrames = 0
    private var hasReported = false

    /// Whether the caller has said anything.
    public private(set) var hasSpoken = false
    /// How long the caller was silent before the first word; the whole time where none was said.
    public private(set) var leadingSilence = Duration.zero
    /// How long the caller has been silent now: what may be cut off at the end of a recording.
    public var trailingSilence: Duration { Self.frame * silentFrames }
    /// How long it has listened.
    public var length: Duration { Self.frame * frames }

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - final: how long a silence ends a message.
    ///   - leading: how long to wait for the first word.
    public init(final: Duration = .seconds(5), leading: Duration = .seconds(10)) {
        finalFrames = Self.frames(in: final)
        leadingFrames = Self.frames(in: leading)
        lowest.reserveCapacity(Self.blocks)
    }

    /// Takes the frame of a tick; 10 to 60 ms of bytes count as one tick all the same.
    public mutating func receive(_ frame: Span<UInt8>, law: G711) -> Event? {
        guard !frame.isEmpty else { return receiveNothing() }
        let level = SpeechLevel.mean(of: frame, law: law)
        let isActive = level > max(Self.alwaysSilent, floor * Self.overFloor)
        follow(level)
        return tick(isActive: isActive)
    }

    /// Takes note of a tick in which no frame came; what the line's noise is, it does not tell.
    public mutating func receiveNothing() -> Event? { tick(isActive: false) }

    /// The level of the line without speech, as far as it is known.
    private var floor: Int {
        guard lowest.count == Self.blocks, let lowest = lowest.min() else { return 0 }
        return min(lowest, current)
    }

    private mutating func follow(_ level: Int) {
        current = min(current, level)
        loudest = max(loudest, level)
        inBlock += 1
        guard inBlock == Self.blockLength else { return }
        if lowest.count == Self.blocks { lowest.removeFirst() }
        lowest.append(current)
        (current, inBlock) = (Int.max, 0)
        if lowest.count == Self.blocks, loudest <= floor * Self.overFloor {
            // Nothing has ever been louder than the line itself.
            (hasSpoken, recent, silentFrames) = (false, 0, frames)
        }
    }

    private mutating func tick(isActive: Bool) -> Event? {
        frames &+= 1
        silentFrames &+= 1
        recent = (recent << 1 | (isActive ? 1 : 0)) & 0b1_1111
        if recent.nonzeroBitCount >= Self.speech {
            defer {
                (hasSpoken, hasReported, silentFrames) = (true, false, 0)
            }
            if !hasSpoken { leadingSilence = Self.frame * max(0, frames - recent.bitLength) }
            return hasSpoken && !hasReported ? nil : .speechBegan
        }
        if !hasSpoken { leadingSilence = length }
        guard !hasReported, silentFrames >= (hasSpoken ? finalFrames : leadingFrames) else { return nil }
        hasReported = true
        return hasSpoken ? .finalSilence : .nothingSaid
    }

    private static func frames(in time: Duration) -> Int {
        let milliseconds = max(.zero, time) / .milliseconds(20)
        return max(1, Int(exactly: milliseconds.rounded()) ?? .max)
    }
}

extension UInt8 {
    /// How many bits it takes to write.
    fileprivate var bitLength: Int { Self.bitWidth - leadingZeroBitCount }
}
