/// Takes away what lies below a frequency, and moves nothing in time.
///
/// It is a Butterworth filter of the second order, run forward and then backward. It settles outside the clip: the sound
/// is mirrored at both ends. A constant becomes zero exactly.
struct HighPass {
    /// Removes a DC offset, and little of any voice: 0.2 dB at 80 Hz.
    ///
    /// The mean of a clip is no measure of its offset: the waveform of speech is asymmetric, so that its mean may lie at
    /// −40 dB of its level, and taking it from everything turns silence into a plateau that passes for sound.
    static let offset = HighPass(corner: 30)
    /// Leaves what is heard of speech on a telephone: no hum, and no swing that outlasts a click by more than some
    /// milliseconds.
    static let speech = HighPass(corner: 150)

    /// Where one run takes 3 dB, in hertz.
    let corner: Double

    /// How much is mirrored at each end, at most: after that, even the lower filter has forgotten all but −100 dB.
    private static let margin = Duration.milliseconds(100).sampleCount

    /// The filtered samples, 1 being full scale.
    func samples(of recording: Recording) -> [Double] {
        let samples = recording.samples
        let margin = min(Self.margin, samples.count - 1)
        guard margin >= 0 else { return [] }
        let sound =
            samples[...margin].dropFirst().reversed() + samples + samples.suffix(margin + 1).dropLast().reversed()
        var signal = sound.map { Double($0) / 32_768 }
        pass(&signal)
        signal.reverse()
        pass(&signal)
        signal.reverse()
        return Array(signal[margin..<margin + samples.count])
    }

    /// One run, as a state-variable filter that has settled at the first sample.
    ///
    /// Its states are a slope and a level, so that nothing is rounded while the input is constant.
    private func pass(_ signal: inout [Double]) {
        let gain = Double.tangent(.pi * corner / Double(Recording.sampleRate))
        let damping = 2.0.squareRoot()
        let share = 1 / (1 + gain * (gain + damping))
        var slope = 0.0
        var level = signal.first ?? 0
        for index in signal.indices {
            let difference = signal[index] - level
            let band = share * (slope + gain * difference)
            let low = level + gain * band
            slope = 2 * band - slope
            level = 2 * low - level
            signal[index] -= damping * band + low
        }
    }
}
