import CSndFile
import Desk

/// A sound file in memory, opened by libsndfile, of a kind and size that this module reads.
final class SoundStream {
    /// What the file is; the frames are those that the header claims.
    let format: AudioFormat
    /// Whether the header knows how many frames there are.
    let frameCountIsKnown: Bool

    private let source: MemorySource
    private let file: OpaquePointer

    init(_ bytes: [UInt8], lengthIsReliable: Bool, _ complaint: Complaint) throws(Problem) {
        let check = try ContainerCheck.check(bytes, lengthIsReliable: lengthIsReliable, complaint)
        source = MemorySource(check.bytes)
        frameCountIsKnown = check.frameCountIsKnown
        var info = SF_INFO()
        var callbacks = MemorySource.callbacks
        let opened = sf_open_virtual(&callbacks, Int32(SFM_READ), &info, Unmanaged.passUnretained(source).toOpaque())
        guard let opened else {
            // The reason is one for the whole process: with two failures at once it may be that of the other.
            let reason = String(cString: sf_strerror(nil))
            throw complaint(
                "the \(check.container.rawValue) cannot be read (\(reason))", mend: "export it again, or as plain WAV")
        }
        guard let encoding = AudioEncoding(subtype: Int(info.format) & SF_FORMAT_SUBMASK) else {
            sf_close(opened)
            throw complaint(
                "the \(check.container.rawValue) has an encoding that is not read here", mend: "export it as plain WAV")
        }
        file = opened
        format = AudioFormat(
            container: check.container, encoding: encoding, sampleRate: Int(info.samplerate),
            channels: Int(info.channels), frames: check.frameCountIsKnown ? Int(info.frames) : 0)
        try Self.checkLimits(format, check, complaint)
    }

    deinit { sf_close(file) }

    private static func checkLimits(
        _ format: AudioFormat, _ check: ContainerCheck.Result, _ complaint: Complaint
    ) throws(Problem) {
        guard AudioLimits.channels.contains(format.channels) else {
            throw complaint(
                "the file has \(format.channels) channels",
                mend: "mix it down to mono: at most \(AudioLimits.channels.upperBound) are read")
        }
        guard AudioLimits.sampleRates.contains(format.sampleRate) else {
            let (low, high) = (AudioLimits.sampleRates.lowerBound, AudioLimits.sampleRates.upperBound)
            throw complaint(
                "the file has a sample rate of \(format.sampleRate) Hz",
                mend: "export it with one from \(low) to \(high) Hz, best \(Recording.sampleRate)")
        }
        guard check.frameCountIsKnown else { return }
        guard format.frames > 0 else { throw complaint.empty }
        guard format.duration <= AudioLimits.duration else { throw complaint.tooLong(format.duration) }
        if let size = check.soundSize, let sampleSize = format.encoding.sampleSize {
            let expected = size / (sampleSize * format.channels)
            guard format.frames == expected else {
                throw complaint(
                    "the header is at odds with itself: there are \(size) bytes of sound, of which "
                        + "\(format.frames) samples can be read instead of \(expected)", mend: "export the file again")
            }
        }
    }

    /// Reads frames as 16-bit samples; fewer only at the end, nothing where the sound is damaged.
    func read(_ frames: Int, into buffer: UnsafeMutableBufferPointer<Int16>) -> Int? {
        result(sf_readf_short(file, buffer.baseAddress, Int64(min(frames, buffer.count / format.channels))))
    }

    /// Reads frames as floating point, full scale being 1; fewer only at the end, nothing where the sound is damaged.
    func read(into buffer: inout [Float]) -> Int? {
        let frames = buffer.count / format.channels
        return buffer.withUnsafeMutableBufferPointer { result(sf_readf_float(file, $0.baseAddress, Int64(frames))) }
    }

    private func result(_ count: Int64) -> Int? { count >= 0 && sf_error(file) == 0 ? Int(count) : nil }
}
