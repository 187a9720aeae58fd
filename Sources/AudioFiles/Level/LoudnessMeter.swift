import CEBUR128

/// Measures loudness with libebur128, which follows ITU-R BS.1770-4 and EBU R 128.
///
/// Loudness is gated in blocks of 400 ms, and a short word has none or one of them. A clip shorter than 3 s, the
/// short-term window of EBU Tech 3341, is therefore measured as if it were said over and over until 3 s are full: whole
/// repetitions, so that every part of it counts alike.
struct LoudnessMeter {
    /// How long a measurement lasts at least, in samples.
    static let shortest = 3 * Recording.sampleRate

    /// Integrated loudness in LUFS, mono being one channel; nothing for what lies below the gate of −70 LUFS.
    let loudness: Double?
    /// The highest point of the curve through the samples, 1 being full scale.
    let truePeak: Double

    /// Measures samples of which 1 is full scale; nothing if there are none, or no memory.
    init?(_ samples: [Double]) {
        guard !samples.isEmpty else { return nil }
        let mode = Int32(EBUR128_MODE_I.rawValue | EBUR128_MODE_TRUE_PEAK.rawValue)
        var state = ebur128_init(1, UInt(Recording.sampleRate), mode)
        guard state != nil else { return nil }
        defer { ebur128_destroy(&state) }
        let success = Int32(EBUR128_SUCCESS.rawValue)
        var peak = 0.0
        guard ebur128_add_frames_double(state, samples, samples.count) == success,
            ebur128_true_peak(state, 0, &peak) == success
        else { return nil }
        let repetitions = (Self.shortest - 1) / samples.count
        var rest: [Double] = []
        for _ in 0..<repetitions { rest += samples }
        guard rest.isEmpty || ebur128_add_frames_double(state, rest, rest.count) == success else { return nil }
        var integrated = 0.0
        guard ebur128_loudness_global(state, &integrated) == success else { return nil }
        loudness = integrated.isFinite ? integrated : nil
        truePeak = peak
    }
}
