import CEBUR128

/// Measures loudness with libebur128, which follows ITU-R BS.1770-4 and EBU R 128.
///
/// Loudness is gated in blocks of 400 ms, and a short word has none or one of them. A clip shorter than 3 s, the
/// short-term window of EBU Tech 3341, is therefore measured as if it were said over and over until 3 s are full: whole
/// repetitions, so that every part of it counts alike.
enum LoudnessMeter {
    /// How long a measurement lasts at least, in samples.
    static let shortest = 3 * Recording.sampleRate

    /// Integrated loudness in LUFS of samples of which 1 is full scale, mono being one channel.
    ///
    /// Nothing for what lies below the gate of −70 LUFS, if there are no samples, or no memory.
    static func loudness(of samples: [Double]) -> Double? {
        guard !samples.isEmpty else { return nil }
        var state = ebur128_init(1, UInt(Recording.sampleRate), Int32(EBUR128_MODE_I.rawValue))
        guard state != nil else { return nil }
        defer { ebur128_destroy(&state) }
        let success = Int32(EBUR128_SUCCESS.rawValue)
        let repetitions = 1 + (shortest - 1) / samples.count
        for _ in 0..<repetitions {
            guard ebur128_add_frames_double(state, samples, samples.count) == success else { return nil }
        }
        var integrated = 0.0
        guard ebur128_loudness_global(state, &integrated) == success else { return nil }
        return integrated.isFinite ? integrated : nil
    }
}
