/// A recording that is to be recognised.
public struct Recording: Hashable, Sendable {
    /// The name by which it is reported.
    public let name: String
    /// The sound: 16 bits, mono, 8 kHz.
    public let samples: [Int16]

    /// Names a sound.
    public init(name: String, samples: [Int16]) {
        self.name = name
        self.samples = samples
    }
}

/// A recording that cannot be recognised, and why.
public struct Unrecognisable: Hashable, Sendable {
    /// What is wrong with a recording.
    public enum Reason: Hashable, Sendable {
        /// Less than ``PromptBook/shortestVoice`` samples of it are voiced: it is empty, silent, or very short.
        case tooLittleVoice
        /// It has more samples than ``PromptBook/longestRecording``.
        case tooLong
        /// The book is full: ``PromptBook/mostRecordings`` or ``PromptBook/mostSamples``.
        case noRoom
    }

    /// The recording's name.
    public let name: String
    /// What is wrong with it.
    public let reason: Reason
}
