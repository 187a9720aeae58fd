import Desk

/// Reads an open sound file to its end and makes it 8 kHz, mono, 16 bits.
struct SoundReader {
    /// How many frames are converted at a time.
    private static let blockSize = 16_384

    private let stream: SoundStream
    private let complaint: Complaint
    private var format: AudioFormat { stream.format }

    init(_ stream: SoundStream, _ complaint: Complaint) {
        self.stream = stream
        self.complaint = complaint
    }

    func read() throws(Problem) -> AudioContent {
        guard format.isPlain, stream.frameCountIsKnown else { return try convert() }
        var count: Int? = 0
        let samples = [Int16](unsafeUninitializedCapacity: format.frames) { buffer, initialized in
            count = stream.read(format.frames, into: buffer)
            initialized = count ?? 0
        }
        guard let count else { throw complaint.damaged }
        try checkEnd(count)
        return AudioContent(recording: Recording(samples: samples), format: format, clippedSamples: 0)
    }

    private func convert() throws(Problem) -> AudioContent {
        guard var output = RateConverter(from: format.sampleRate) else {
            throw complaint("\(format.sampleRate) Hz cannot be converted", mend: "export it with 8000 Hz")
        }
        let frameLimit = format.sampleRate * Int(AudioLimits.duration.components.seconds)
        var block = [Float](repeating: 0, count: Self.blockSize * format.channels)
        var frames = 0
        while true {
            guard let part = stream.read(into: &block) else { throw complaint.damaged }
            if part == 0 { break }
            let mono = try mix(block, part, after: frames)
            frames += part
            guard frames <= frameLimit else { throw complaint.tooLong(.frames(frames, at: format.sampleRate)) }
            guard output.append(mono) else { throw conversionFailure }
        }
        if stream.frameCountIsKnown { try checkEnd(frames) }
        guard let (samples, clipped) = output.finish(after: frames) else { throw conversionFailure }
        let found = AudioFormat(
            container: format.container, encoding: format.encoding, sampleRate: format.sampleRate,
            channels: format.channels, frames: frames)
        return AudioContent(recording: Recording(samples: samples), format: found, clippedSamples: clipped)
    }

    private var conversionFailure: Problem {
        complaint("the sound cannot be brought from \(format.sampleRate) to 8000 Hz", mend: "export it with 8000 Hz")
    }

    private func checkEnd(_ frames: Int) throws(Problem) {
        guard frames == format.frames else {
            let found = Duration.frames(frames, at: format.sampleRate).inSeconds
            throw complaint.cut("it announces \(format.duration.inSeconds) of sound and has \(found)")
        }
    }

    /// The mean of the channels: a voice that is the same in all of them keeps its level and cannot clip.
    private func mix(_ block: [Float], _ frames: Int, after earlier: Int) throws(Problem) -> [Float] {
        let channels = format.channels
        var mono = [Float](repeating: 0, count: frames)
        for frame in 0..<frames {
            var sum: Float = 0
            for channel in 0..<channels {
                let sample = block[frame * channels + channel]
                // Written so that NaN, which is not less than anything, fails too.
                guard sample.magnitude <= AudioLimits.floatSample else {
                    throw impossible(sample, at: earlier + frame)
                }
                sum += sample
            }
            mono[frame] = channels == 1 ? sum : sum / Float(channels)
        }
        return mono
    }

    private func impossible(_ sample: Float, at frame: Int) -> Problem {
        let place = Duration.frames(frame, at: format.sampleRate).inSeconds
        return complaint(
            "the sample at \(place) has the value \(sample.isNaN ? "NaN" : "\(sample)"), where full scale is 1",
            mend: "export the file again, as 16-bit PCM")
    }
}
