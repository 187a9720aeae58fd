/// Recordings that were prepared together: their whitened sound, what is voiced in it, and where their fingerprints occur.
final class BookLayer: Sendable {
    /// Samples of a frame: 20 ms, as a packet carries them.
    static let frameLength = 160
    /// A frame is voiced if it has this much of the power of the loudest: a 250th, 24 dB less.
    private static let voicedShare: Float = 1 / 250
    /// And if the root of its mean square is this much at least, in whitened samples.
    private static let voicedLevel: Float = 24

    let profiles: [Profile]
    /// The whitened samples of all recordings, one behind the other.
    let samples: [Float]
    /// The energy of each frame, and 0 where it is not voiced.
    let energies: [Float]
    let index: FingerprintIndex

    init(_ recordings: [Recording], _ spectrum: PowerSpectrum, skipped: inout [Unrecognisable]) {
        var draft = Draft(reserving: recordings.reduce(0) { $0 + $1.samples.count })
        for recording in recordings {
            if let reason = draft.add(recording, spectrum) {
                skipped.append(Unrecognisable(name: recording.name, reason: reason))
            }
        }
        profiles = draft.profiles
        samples = draft.samples
        energies = draft.energies
        index = FingerprintIndex(draft.places)
    }

    /// A layer that is being filled.
    private struct Draft {
        var profiles: [Profile] = []
        var samples: [Float] = []
        var energies: [Float] = []
        var places: [FingerprintIndex.Place] = []
        private var known: [Int: [Int]] = [:]
        private var sounds: [[Int16]] = []
        private var bench = PowerSpectrum.Workbench()

        init(reserving count: Int) { samples.reserveCapacity(min(count, PromptBook.mostSamples)) }

        mutating func add(_ recording: Recording, _ spectrum: PowerSpectrum) -> Unrecognisable.Reason? {
            guard recording.samples.count <= PromptBook.longestRecording else { return .tooLong }
            guard profiles.count < PromptBook.mostRecordings,
                samples.count + recording.samples.count <= PromptBook.mostSamples
            else { return .noRoom }
            let hash = Self.hash(of: recording.samples)
            if let twin = known[hash]?.first(where: { sounds[$0] == recording.samples }) {
                profiles[twin].twins.append(recording.name)
                return nil
            }
            let (start, firstFrame) = (samples.count, energies.count)
            Whitening.append(recording.samples, to: &samples)
            let voiced = measure(from: start)
            guard voiced * BookLayer.frameLength >= PromptBook.shortestVoice else {
                samples.removeLast(samples.count - start)
                energies.removeLast(energies.count - firstFrame)
                return .tooLittleVoice
            }
            known[hash, default: []].append(profiles.count)
            sounds.append(recording.samples)
            profiles.append(
                Profile(
                    name: recording.name, start: start, count: recording.samples.count, firstFrame: firstFrame,
                    frameCount: energies.count - firstFrame, voicedCount: voiced))
            fingerprint(from: start, spectrum)
            return nil
        }

        /// The same for the same samples; tells most recordings apart by 64 ms from their middle.
        private static func hash(of samples: [Int16]) -> Int {
            let first = samples.count / 2
            return samples[first..<min(samples.count, first + 512)].reduce(samples.count) { $0 &* 31 &+ Int($1) }
        }

        /// Measures the frames of the last recording.
        ///
        /// - Returns: how many are voiced.
        private mutating func measure(from start: Int) -> Int {
            let first = energies.count
            for frame in stride(from: start, to: samples.count, by: BookLayer.frameLength) {
                let count = min(BookLayer.frameLength, samples.count - frame)
                energies.append(Correlation.product(samples.span, frame, samples.span, frame, count: count))
            }
            let loudest = energies[first...].max() ?? 0
            let level = BookLayer.voicedLevel * BookLayer.voicedLevel * Float(BookLayer.frameLength)
            var voiced = 0
            for frame in first..<energies.count {
                if energies[frame] < max(loudest * BookLayer.voicedShare, level) {
                    energies[frame] = 0
                } else {
                    voiced += 1
                }
            }
            return voiced
        }

        /// Takes sub-fingerprints of the last recording: the closer, the shorter it is.
        private mutating func fingerprint(from start: Int, _ spectrum: PowerSpectrum) {
            let count = samples.count - start
            let hop = count < 16_000 ? 128 : count < 24_000 ? 256 : 512
            let back = PowerSpectrum.length / hop
            var earlier: [(bands: Bands, isVoiced: Bool)] = []
            var last: UInt32?
            for place in stride(from: 0, through: count - PowerSpectrum.length, by: hop) {
                let isVoiced = isVoiced(start + place)
                let bands = isVoiced ? spectrum.bands(of: samples, at: start + place, on: &bench) : Bands()
                earlier.append((bands, isVoiced))
                guard isVoiced, earlier.count > back, earlier[earlier.count - 1 - back].isVoiced else {
                    last = nil
                    continue
                }
                let bits = Subfingerprint(bands, before: earlier[earlier.count - 1 - back].bands).bits
                places.append(
                    FingerprintIndex.Place(
                        bits: bits, earlier: last, hops: UInt8(hop / PromptListener.hop),
                        recording: Int32(profiles.count - 1),
                        end: Int32(place + PowerSpectrum.length)))
                last = bits
            }
        }

        /// Whether one of the frames that a window covers is voiced.
        private func isVoiced(_ start: Int) -> Bool {
            guard let profile = profiles.last else { return false }
            let frames = (start - profile.start) / BookLayer.frameLength
            let last = min(profile.frameCount - 1, frames + PowerSpectrum.length / BookLayer.frameLength)
            return frames <= last
                && energies[(profile.firstFrame + frames)...(profile.firstFrame + last)].contains { $0 > 0 }
        }
    }
}
