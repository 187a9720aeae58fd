/// Finds where the sound of a clip begins and ends, by measures of the clip itself.
///
/// The level is the RMS over 10 ms, every 2.5 ms, of what a telephone carries; it is compared with the loudest tenth of a
/// second, which neither the silence around nor a click changes. There are two thresholds:
/// - Speech is what stays above ``speechThreshold`` for ``shortestSpeech``, longer than any click.
/// - Soft sounds belong to it if they are above ``softThreshold`` within ``reach`` of it: an `f` at the beginning, or
///   the burst of a final `t`, which comes after up to a tenth of a second of silence.
///
/// Noise above the soft threshold thus stays for ``reach`` at most, and never costs a consonant.
struct SpeechBounds {
    /// Decibels relative to the loudest tenth of a second.
    static let speechThreshold = -30.0
    /// Decibels relative to the loudest tenth of a second.
    static let softThreshold = -45.0
    static let shortestSpeech = Duration.milliseconds(20)
    static let reach = Duration.milliseconds(200)

    private static let window = Duration.milliseconds(10).sampleCount
    private static let step = Duration.microseconds(2_500).sampleCount
    private static let reference = Duration.milliseconds(100).sampleCount

    /// The first sample of the sound up to the one after its last.
    let samples: Range<Int>

    /// Nothing for a clip without any sound.
    init?(_ recording: Recording) {
        let energy = Energy(HighPass.speech.samples(of: recording))
        let loudest = energy.powers(window: Self.reference, step: Self.step).max() ?? 0
        guard loudest > 0 else { return nil }
        let powers = energy.powers(window: Self.window, step: Self.step)
        func isAbove(_ threshold: Double) -> (Double) -> Bool {
            let ratio = Double.ratio(ofDecibels: threshold)
            return { $0 >= loudest * ratio * ratio }
        }
        let isSpeech = powers.map(isAbove(Self.speechThreshold))
        let isSoft = powers.map(isAbove(Self.softThreshold))
        // A click lies in as many windows as steps fit into one.
        let needed = (Self.window + Self.shortestSpeech.sampleCount) / Self.step - 1
        // A clip of one syllable may be shorter than that: then any speech will do.
        let run = Self.runs(isSpeech, ofAtLeast: needed) ?? Self.runs(isSpeech, ofAtLeast: 1)
        guard let run else { return nil }
        let reach = Self.reach.sampleCount / Self.step
        let first = isSoft[max(0, run.lowerBound - reach)..<run.lowerBound].firstIndex(of: true) ?? run.lowerBound
        let last =
            isSoft[run.upperBound..<min(isSoft.count, run.upperBound + reach)].lastIndex(of: true) ?? run.upperBound - 1
        let end = last == powers.count - 1 ? recording.samples.count : last * Self.step + Self.window
        samples = first * Self.step..<min(end, recording.samples.count)
    }

    /// From the beginning of the first to the end of the last run of so many.
    private static func runs(_ flags: [Bool], ofAtLeast needed: Int) -> Range<Int>? {
        var found: Range<Int>?
        var length = 0
        for (index, isSet) in flags.enumerated() {
            length = isSet ? length + 1 : 0
            if length >= needed { found = (found?.lowerBound ?? index + 1 - length)..<index + 1 }
        }
        return found
    }
}

/// Sums of squares, so that the power of any stretch takes one subtraction.
private struct Energy {
    private let sums: [Double]

    init(_ samples: [Double]) {
        var sums = [0.0]
        sums.reserveCapacity(samples.count + 1)
        var sum = 0.0
        for sample in samples {
            sum += sample * sample
            sums.append(sum)
        }
        self.sums = sums
    }

    /// The mean square in each window; one window over everything if the clip is shorter than one.
    func powers(window: Int, step: Int) -> [Double] {
        let count = sums.count - 1
        guard count > window else { return count == 0 ? [] : [sums[count] / Double(count)] }
        return stride(from: 0, through: count - window, by: step).map { start in
            (sums[start + window] - sums[start]) / Double(window)
        }
    }
}
