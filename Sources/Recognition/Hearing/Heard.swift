/// What a listener found; positions are samples from the beginning of the stream, at 8 kHz.
public enum Heard: Hashable, Sendable {
    /// It is sure by now which recording is heard. Told for every recording, at the latest together with its end.
    case began(Beginning)
    /// A recording is over, or was cut off.
    case ended(Ending)
    /// What was told to have begun turned out to be something else, of which the end follows.
    case withdrawn(Beginning)

    /// A recording that is heard.
    public struct Beginning: Hashable, Sendable {
        /// The recording's name.
        public let recording: String
        /// Where its first voiced sound was heard.
        public let from: Int
    }

    /// A recording that was heard.
    public struct Ending: Hashable, Sendable {
        /// The recording's name.
        public let recording: String
        /// Names of other recordings that fit what was heard as well: the same sound, or only a part was heard that they share.
        public let alternatives: [String]
        /// Where its first voiced sound was heard.
        public let from: Int
        /// Where its last voiced sound that was heard ended.
        public let to: Int
        /// Where the recording's own first sample lies, by its last sound; negative if the stream began later.
        public let start: Int
        /// How much of the voice in the recording was heard, 0 to 1, by duration; packets that were lost count as not heard.
        public let share: Double
        /// What was not heard: voiced parts of 80 ms or more, as samples of the recording.
        public let missing: [Range<Int>]
        /// How much what was heard is like the recording, 1 if it is the same but for its level.
        ///
        /// Both are whitened, which makes noise count more than the ear would.
        public let correlation: Double
        /// By how many decibels it was louder than the recording.
        public let gain: Double

        /// Whether the recording was heard from beginning to end, single lost packets aside: no other value was spoken in it, and
        /// nobody cut it off.
        public var isWhole: Bool { missing.isEmpty && share >= 0.7 }
    }
}
