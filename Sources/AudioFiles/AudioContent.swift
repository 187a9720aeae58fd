/// What a sound file holds, converted for the desk.
public struct AudioContent: Hashable, Sendable {
    /// The sound.
    public let recording: Recording
    /// What the file was before the conversion.
    public let format: AudioFormat
    /// How many samples were louder than 16 bits can hold and were set to full scale.
    ///
    /// Decoding a lossy or floating-point file and changing its rate may both go past full scale.
    public let clippedSamples: Int
}
