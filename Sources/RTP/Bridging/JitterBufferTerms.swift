/// The terms of a jitter buffer: its limits, what becomes of a packet, what a tick gives, and its counts.
extension JitterBuffer {
    /// How long packets may wait, in frames of 20 ms.
    public struct Limits: Hashable, Sendable {
        /// At least one.
        public let minimum: Int
        /// In the beginning.
        public let initial: Int
        /// At most.
        public let maximum: Int

        /// 20, 40 and 200 ms.
        public static let standard = Limits(minimum: 1, initial: 2, maximum: 10)

        /// Sets limits; each is held between one frame and fifty, and the order is kept.
        public init(minimum: Int, initial: Int, maximum: Int) {
            self.minimum = min(max(1, minimum), 50)
            self.maximum = min(max(self.minimum, maximum), 50)
            self.initial = min(max(self.minimum, initial), self.maximum)
        }
    }

    /// What became of a packet.
    public enum Arrival: Hashable, Sendable {
        /// It will be played, as far as its turn is not over.
        case buffered
        /// Its turn is over.
        case late
        /// It has come before.
        case duplicate
        /// It is far from all others, or of another source; it counts only if its successor follows.
        case outlier
        /// It has no samples, or more than ``JitterBuffer/longestPacket``.
        case unusable
    }

    /// What a tick gave.
    public enum Output: Hashable, Sendable {
        /// Samples that came.
        case frame
        /// The last frame again, softer.
        case concealed
        /// Silence: nothing has come, or the sender is silent.
        case silence
    }

    /// Counts since the beginning.
    public struct Statistics: Hashable, Sendable {
        /// Packets that were buffered.
        public internal(set) var buffered: UInt64 = 0
        /// Packets that came too late to be heard.
        public internal(set) var late: UInt64 = 0
        /// Packets that came again.
        public internal(set) var duplicates: UInt64 = 0
        /// Packets far from all others.
        public internal(set) var outliers: UInt64 = 0
        /// Jumps of the playhead to a new timestamp or source.
        public internal(set) var jumps: UInt64 = 0
        /// Frames played.
        public internal(set) var played: UInt64 = 0
        /// Frames concealed.
        public internal(set) var concealed: UInt64 = 0
        /// Ticks of silence.
        public internal(set) var silent: UInt64 = 0
        /// Ticks that the playhead stood still, for more delay or a slow sender.
        public internal(set) var inserted: UInt64 = 0
        /// Frames left out, for less delay or a fast sender.
        public internal(set) var skipped: UInt64 = 0
        var waited: UInt64 = 0

        /// How long packets waited for their turn on average.
        public var meanDelay: Duration {
            buffered == 0 ? .zero : .microseconds(Double(waited) / Double(buffered) * 125)
        }
    }
}
