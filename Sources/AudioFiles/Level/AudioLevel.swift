/// How loud a recording is.
public struct AudioLevel: Hashable, Sendable, CustomStringConvertible {
    /// Integrated loudness after ITU-R BS.1770-4 and EBU R 128, in LUFS; mono is one channel.
    ///
    /// A clip shorter than 3 s is measured as if it were said over and over until 3 s are full: the gate works on
    /// blocks of 400 ms, of which a short word has none.
    public let loudness: Double
    /// The largest sample, in dBFS (decibels relative to 32,768); 0 at most.
    public let peak: Double
    /// How many samples in a row are at full scale, at most; from three on it is clipping.
    public let longestFullScaleRun: Int
    /// How much silence there is before the sound, measured against the clip's own level.
    public let leadingSilence: Duration
    /// How much silence there is after the sound, measured against the clip's own level.
    public let trailingSilence: Duration

    /// Measures a recording; nothing for silence, and for what is below the gate of −70 LUFS.
    public init?(_ recording: Recording) {
        guard let bounds = SpeechBounds(recording),
            let loudness = LoudnessMeter.loudness(of: recording.samples.map { Double($0) / 32_768 })
        else { return nil }
        self.loudness = loudness
        peak = (recording.samples.reduce(0) { max($0, Double($1).magnitude) } / 32_768).decibels
        longestFullScaleRun = Self.longestFullScaleRun(recording.samples)
        leadingSilence = .samples(bounds.samples.lowerBound)
        trailingSilence = .samples(recording.samples.count - bounds.samples.upperBound)
    }

    /// In words: `-23.0 LUFS, peak -4.7 dBFS`.
    public var description: String { "\(loudness.inTenths) LUFS, peak \(peak.inTenths) dBFS" }

    private static func longestFullScaleRun(_ samples: [Int16]) -> Int {
        var longest = 0
        var length = 0
        for sample in samples {
            length = sample == .max || sample == .min ? length + 1 : 0
            longest = max(longest, length)
        }
        return longest
    }
}
