import CSampleRate

/// Brings sound to 8 kHz and to 16 bits, block by block.
///
/// The filter is libsamplerate's best, which keeps 97 % of the band and promises 97 dB of signal to noise at the least.
/// The output begins where the input begins, and lasts as long to the sample.
struct RateConverter {
    private let rate: Int
    private let resampler: Resampler?
    private var samples: [Int16] = []
    private var clipped = 0

    /// - Parameter rate: the sample rate of the input, in hertz.
    init?(from rate: Int) {
        self.rate = rate
        if rate == Recording.sampleRate {
            resampler = nil
        } else {
            guard let resampler = Resampler(ratio: Double(Recording.sampleRate) / Double(rate)) else { return nil }
            self.resampler = resampler
        }
    }

    /// Takes a block of input; false if the conversion failed.
    mutating func append(_ block: [Float]) -> Bool {
        guard let resampler else {
            quantise(block)
            return true
        }
        guard let output = resampler.convert(block, isLast: false) else { return false }
        quantise(output)
        return true
    }

    /// The whole output and how many samples of it were set to full scale; nothing if the conversion failed.
    ///
    /// - Parameter frames: how many samples of input there were.
    mutating func finish(after frames: Int) -> (samples: [Int16], clipped: Int)? {
        guard let resampler else { return (samples, clipped) }
        let length = (frames * Recording.sampleRate + rate / 2) / rate
        // A little silence behind the input, so that the rounding of the ratio cannot cost the last sample.
        let tail = [Float](repeating: 0, count: 4 * (rate / Recording.sampleRate + 1))
        guard let output = resampler.convert(tail, isLast: true) else { return nil }
        quantise(output.prefix(max(0, length - samples.count)))
        return (Array(samples.prefix(length)), clipped)
    }

    private mutating func quantise(_ block: some Collection<Float>) {
        for value in block {
            let scaled = (value * 32_768).rounded()
            if scaled > 32_767 || scaled < -32_768 { clipped += 1 }
            samples.append(Int16(max(-32_768, min(32_767, scaled))))
        }
    }
}

/// One channel through libsamplerate.
private final class Resampler {
    private let state: OpaquePointer
    private let ratio: Double

    init?(ratio: Double) {
        var failure: Int32 = 0
        guard let state = src_new(Int32(SRC_SINC_BEST_QUALITY), 1, &failure) else { return nil }
        self.state = state
        self.ratio = ratio
    }

    deinit { src_delete(state) }

    func convert(_ input: [Float], isLast: Bool) -> [Float]? {
        var output: [Float] = []
        var room = [Float](repeating: 0, count: Int(Double(input.count) * ratio) + 64)
        var used = 0
        while true {
            var data = SRC_DATA()
            let failure = input.withUnsafeBufferPointer { input in
                room.withUnsafeMutableBufferPointer { room in
                    data.data_in = input.baseAddress.map { $0 + used }
                    data.input_frames = input.count - used
                    data.data_out = room.baseAddress
                    data.output_frames = room.count
                    data.end_of_input = isLast ? 1 : 0
                    data.src_ratio = ratio
                    return src_process(state, &data)
                }
            }
            guard failure == 0 else { return nil }
            output += room.prefix(data.output_frames_gen)
            used += data.input_frames_used
            if data.output_frames_gen == 0, data.input_frames_used == 0 || used == input.count { return output }
        }
    }
}
