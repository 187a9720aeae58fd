import Glibc

/// What can be said of the received sound as such: whether there is any.
public struct LineLevel: Hashable, Sendable {
    /// A frame of 20 ms is voiced from this level on, in dB of full scale: its root mean square, without a constant offset.
    public static let voicedLevel = -50.0

    /// How many samples were received.
    public private(set) var received = 0
    /// How many of them were in frames with voice, or any other sound.
    public private(set) var voiced = 0
    /// The position behind the last frame with sound; nothing if there was none.
    public private(set) var lastVoiced: Int?
    private var peakSample = 0
    private var count = 0.0
    private var sum = 0.0
    private var squares = 0.0

    init() {}

    /// How many samples ago the last sound was; all that were received if there was none.
    public var silence: Int { received - (lastVoiced ?? 0) }

    /// The highest sample, in dB of full scale; nothing if all were 0.
    public var peak: Double? { peakSample > 0 ? 20 * log10(Double(peakSample) / 32_768) : nil }

    mutating func append(_ sample: Int16) {
        received += 1
        peakSample = max(peakSample, abs(Int(sample)))
        let value = Double(sample)
        (count, sum, squares) = (count + 1, sum + value, squares + value * value)
        guard count == Double(BookLayer.frameLength) else { return }
        let power = squares / count - (sum / count) * (sum / count)
        if power >= Self.voicedPower {
            voiced += BookLayer.frameLength
            lastVoiced = received
        }
        (count, sum, squares) = (0, 0, 0)
    }

    private static let voicedPower = pow(32_768 * pow(10, voicedLevel / 20), 2)
}
