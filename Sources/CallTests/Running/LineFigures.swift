import Desk

/// What was measured on the line in one call over SIP.
public struct LineFigures: Hashable, Sendable {
    /// From the INVITE to the first response that says that the call gets on (180, 183 or 200).
    public var postDialDelay: Duration?
    /// From the INVITE to the answer.
    public var answerDelay: Duration?
    /// From the answer to the beginning of the first prompt that was recognised.
    public var timeToFirstPrompt: Duration?
    /// Packets that came.
    public var packetsReceived = 0
    /// Packets that should have come and did not.
    public var packetsLost = 0
    /// The mean deviation of arrival (RFC 3550 §6.4.1), in microseconds.
    public var jitterMicroseconds: Int?
    /// How speech is judged by loss and delay, times a hundred: from 100 to 450 (ITU-T G.107).
    public var opinionScore: Int?
    /// The codec in which sound came.
    public var codec: String?
    /// How keys were sent.
    public var keyMethod: String?
    /// The prompts that were recognised, in order.
    public var prompts: [RecognisedPrompt] = []
    /// Where the sound that was heard lies, if it was kept.
    public var recording: String?

    /// A prompt that was recognised in the sound.
    public struct RecognisedPrompt: Hashable, Sendable {
        /// Its id.
        public let prompt: String
        /// From the answer to its beginning.
        public let begins: Duration
        /// How much of its speech came, from 0 to 1.
        public let share: Double
        /// Whether its beginning or a part in it did not come, though its end did.
        public let isClipped: Bool
        /// Whether its end came.
        public let reachedItsEnd: Bool

        /// Describes a prompt.
        public init(prompt: String, begins: Duration, share: Double, isClipped: Bool, reachedItsEnd: Bool) {
            self.prompt = prompt
            self.begins = begins
            self.share = share
            self.isClipped = isClipped
            self.reachedItsEnd = reachedItsEnd
        }
    }

    /// Nothing was measured yet.
    public init() {}
}
