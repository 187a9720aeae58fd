/// What is asked of a recording, within the limits.
struct CaptureRequest: Hashable, Sendable {
    /// Samples a second.
    let sampleRate: Int
    /// How many samples fill it.
    let samples: Int
    /// How many silent samples at its end end it; nil for none.
    let silentSamples: Int?

    init(
        _ device: String, sampleRate: Int, limit: Duration, finalSilence: Duration?
    ) throws(SoundDeviceError) {
        guard Capture.rates.contains(sampleRate) else {
            throw SoundDeviceError(
                device, "sound of \(sampleRate) Hz cannot be recorded",
                mend: "use \(Capture.rates.lowerBound) to \(Capture.rates.upperBound) Hz")
        }
        self.sampleRate = sampleRate
        samples = try Self.count(device, limit, rate: sampleRate, what: "a recording of")
        silentSamples =
            if let finalSilence {
                try Self.count(device, finalSilence, rate: sampleRate, what: "a final silence of")
            } else { nil }
    }

    private static func count(
        _ device: String, _ time: Duration, rate: Int, what: String
    ) throws(SoundDeviceError) -> Int {
        guard time >= .milliseconds(20), time <= Capture.limit else {
            throw SoundDeviceError(
                device, "\(what) \(time) is not possible", mend: "use 20 ms to \(Capture.limit.components.seconds) s")
        }
        return Int(time / .milliseconds(1)) * rate / 1000
    }
}
