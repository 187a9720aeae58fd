import Desk

/// Makes a prompt of a recording: no DC offset, no silence around it, soft edges, and as loud as all the others.
///
/// The same recording gives the same prompt; one that is mastered again sounds the same: its edges fade once more, and
/// so does what lies below any voice.
///
/// ## Why −23 LUFS
///
/// It is the target level of EBU R 128, which every audio editor shows, and it is a good level for a telephone call.
/// Levels of telephone speech are stated as the active speech level of ITU-T P.56, in dBov, where 0 dBov is the power
/// of a square wave at full scale. Its nominal value is −26 dBov; RFC 7874, section 4, asks for an RMS of 2,600 in 16
/// bits while someone speaks, −22 dBov, give or take 6 dB.
///
/// For our clips the two scales agree: sentences of espeak-ng at −23 LUFS have from −22.9 to −23.5 dBov of active
/// speech. Both leave out pauses, and the weighting of BS.1770 takes from the bass what it adds to the treble. The
/// prompts are thus a decibel or so under RFC 7874's level, and 3 dB over the nominal one: they are heard once, often
/// over a mobile beside running machines. A-law has its overload point at a sine of +3.14 dBm0 (ITU-T G.711), and so
/// 0 dBov is +6.15 dBm0 (ITU-T G.100.1): the prompts are at about −17 dBm0.
///
/// The ceiling of −3 dBFS lets the peaks of speech through, which reach from 15 to 18 dB over its level, and leaves
/// room for whatever mixes or filters the call on its way. It is kept by less gain, never by clipping or limiting.
public struct Mastering: Hashable, Sendable {
    /// Rises whenever the same recording comes out otherwise, so that what an earlier version made can be told.
    public static let version = 2
    /// How much a recording may be raised, in decibels; with more, its noise would be the prompt.
    public static let largestGain = 40.0

    /// The loudness to reach, in LUFS.
    public let loudness: Double
    /// The largest sample allowed, in dBFS.
    public let ceiling: Double
    /// How much is kept before the sound.
    public let leadIn: Duration
    /// How much is kept after the sound.
    public let leadOut: Duration
    /// How long the edges fade.
    public let fade: Duration

    /// Makes settings; the defaults are those of the desk's prompts.
    ///
    /// - Precondition: the levels are from −70 to 0, the lengths from zero to a minute.
    public init(
        loudness: Double = -23, ceiling: Double = -3, leadIn: Duration = .milliseconds(20),
        leadOut: Duration = .milliseconds(40), fade: Duration = .milliseconds(5)
    ) {
        precondition((-70...0).contains(loudness) && (-70...0).contains(ceiling), "levels are from -70 to 0")
        precondition(
            [leadIn, leadOut, fade].allSatisfy { (.zero ... .seconds(60)).contains($0) }, "lengths are up to a minute")
        self.loudness = loudness
        self.ceiling = ceiling
        self.leadIn = leadIn
        self.leadOut = leadOut
        self.fade = fade
    }

    /// Masters a recording.
    ///
    /// - Parameter name: the recording as the user knows it, for messages.
    /// - Throws: a problem if the recording is silent, too quiet or too long.
    public func master(
        _ recording: Recording, named name: String
    ) throws(Problem) -> (recording: Recording, report: MasteringReport) {
        let complaint = Complaint(name: name)
        let count = recording.samples.count
        guard recording.duration <= AudioLimits.duration else { throw complaint.tooLong(recording.duration) }
        guard let bounds = SpeechBounds(recording)?.samples else {
            throw complaint("there is nothing but silence in it", mend: Complaint.mendOfSilence)
        }
        let start = max(0, bounds.lowerBound - leadIn.sampleCount)
        let end = min(count, bounds.upperBound + leadOut.sampleCount)
        let centred = HighPass.offset.samples(of: recording)
        var signal = Array(centred[start..<end])
        for index in signal.indices { signal[index] *= edge(index, of: signal.count) }
        guard let loudness = LoudnessMeter.loudness(of: signal) else {
            throw complaint("the recording is too quiet, under -70 LUFS", mend: Self.mendOfQuiet)
        }
        guard self.loudness - loudness <= Self.largestGain else {
            throw complaint(
                "the recording is too quiet: it has \(loudness.inTenths) LUFS of \(self.loudness.inTenths)",
                mend: Self.mendOfQuiet)
        }
        let (gain, isHeld) = gain(from: loudness, peak: signal.reduce(0) { max($0, $1.magnitude) })
        let factor = Double.ratio(ofDecibels: gain) * 32_768
        let mastered = Recording(samples: signal.map { Int16(($0 * factor).rounded()) })
        guard let level = AudioLevel(mastered) else {
            throw complaint("the recording is too quiet to be measured", mend: Self.mendOfQuiet)
        }
        let taken = zip(recording.samples, centred).reduce(0) { $0 + Double($1.0) / 32_768 - $1.1 }
        let report = MasteringReport(
            offset: taken / Double(count), trimmedBefore: .samples(start), trimmedAfter: .samples(count - end),
            gain: gain, isHeldByCeiling: isHeld, level: level)
        return (mastered, report)
    }

    private static let mendOfQuiet = "make it louder: speak closer to the microphone, or set the engine's volume"

    /// The gain in decibels, and whether the ceiling held it down.
    private func gain(from loudness: Double, peak: Double) -> (gain: Double, isHeld: Bool) {
        // A whole sample below the ceiling at most, so that rounding cannot go past it.
        let highest = (Double.ratio(ofDecibels: ceiling) * 32_768).rounded(.down) / 32_768
        let wanted = self.loudness - loudness
        let allowed = (min(highest, 32_767 / 32_768) / peak).decibels
        return (min(wanted, allowed), allowed < wanted)
    }

    /// The share of a sample that stays at the edges: half a cosine wave up, and down at the end.
    private func edge(_ index: Int, of count: Int) -> Double {
        let length = min(fade.sampleCount, count / 2)
        let distance = min(index, count - 1 - index)
        guard distance < length else { return 1 }
        return 0.5 - 0.5 * Double.cosine(.pi * (Double(distance) + 0.5) / Double(length))
    }
}
