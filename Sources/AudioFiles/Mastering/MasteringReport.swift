/// What mastering did to a recording.
public struct MasteringReport: Hashable, Sendable, CustomStringConvertible {
    /// The DC offset that was taken away, as a share of full scale.
    public let offset: Double
    /// How much was cut off before the sound.
    public let trimmedBefore: Duration
    /// How much was cut off after the sound.
    public let trimmedAfter: Duration
    /// The gain, in decibels; negative if the recording was made softer.
    public let gain: Double
    /// Whether the ceiling allowed less gain than the loudness asked for.
    public let isHeldByCeiling: Bool
    /// The level of the result.
    public let level: AudioLevel

    /// In words, on one line.
    public var description: String {
        var parts = [
            "gain \(gain.inTenths) dB",
            "cut \(trimmedBefore.inSeconds) before and \(trimmedAfter.inSeconds) after",
            "now \(level)",
        ]
        if isHeldByCeiling { parts.append("held down by the ceiling") }
        return parts.joined(separator: ", ")
    }
}
