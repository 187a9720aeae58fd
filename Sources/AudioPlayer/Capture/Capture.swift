/// Samples that were taken from a recording device.
public struct Capture: Hashable, Sendable {
    /// What ended a recording.
    public enum End: Hashable, Sendable {
        /// The caller stopped it.
        case stopped
        /// The speaker fell silent.
        case silence
        /// It is as long as it may be.
        case full
        /// The device says that it has nothing more.
        case sourceEnded
    }

    /// The longest recording.
    public static let limit: Duration = .seconds(600)
    /// The sampling rates that can be asked for; the device may convert.
    public static let rates = 8_000...48_000

    /// How long a device may give no samples, in milliseconds.
    static let stallLimit: Int32 = 2_000
    /// How often in a row a device may lose samples without giving any.
    static let recoveryLimit = 50

    /// 16-bit samples of one channel.
    public internal(set) var samples: [Int16]
    /// Samples a second.
    public let sampleRate: Int
    /// What ended it.
    public internal(set) var end: End
    /// How often samples were lost because the machine was too busy to take them.
    public internal(set) var overruns = 0

    /// Records until it is stopped, the speaker is silent, or it is full.
    ///
    /// - Parameters:
    ///   - device: The device's name, as `SoundDevices.list()` gives it.
    ///   - sampleRate: Samples a second, one of `rates`.
    ///   - limit: How long it may get, at most `Capture.limit`.
    ///   - finalSilence: How long the speaker is silent at the end, which is recorded too; nil never ends it so. Silence
    ///     before the first sound does not count.
    ///   - isStopped: Asked every 20 ms of sound.
    public static func record(
        from device: String = "default", sampleRate: Int = 8_000, limit: Duration, finalSilence: Duration? = nil,
        isStopped: () -> Bool = { Task.isCancelled }
    ) throws(SoundDeviceError) -> Capture {
        let request = try CaptureRequest(device, sampleRate: sampleRate, limit: limit, finalSilence: finalSilence)
        return try SoundSystem.listening { () throws(SoundDeviceError) -> Capture in
            let stream = try SoundSystem.openCapture(device, shape: .clip(rate: sampleRate))
            return try PipeShield.holding { () throws(SoundDeviceError) -> Capture in
                defer { stream.close() }
                return try record(request, from: stream, isStopped: isStopped)
            }
        }
    }

    /// Records from an open stream; the caller closes it.
    static func record(
        _ request: CaptureRequest, from stream: any CaptureStream, isStopped: () -> Bool
    ) throws(SoundDeviceError) -> Capture {
        var recording = Capture(samples: [], sampleRate: request.sampleRate, end: .full)
        do throws(StreamFault) {
            try recording.fill(request, from: stream, isStopped: isStopped)
            return recording
        } catch {
            throw stream.loss(error.reason)
        }
    }

    private mutating func fill(
        _ request: CaptureRequest, from stream: any CaptureStream, isStopped: () -> Bool
    ) throws(StreamFault) {
        var block = [Int16](repeating: 0, count: request.sampleRate / 50)
        var finalSilence = request.silentSamples.map(FinalSilence.init)
        var recoveries = 0
        try stream.start()
        while samples.count < request.samples {
            if isStopped() {
                end = .stopped
                return
            }
            // ALSA's file plugin leaves alone what lies beyond the end of its file.
            for index in block.indices { block[index] = 0 }
            do throws(StreamFault) {
                guard let taken = try stream.read(into: &block) else {
                    if try !stream.wait(milliseconds: Self.stallLimit) {
                        throw StreamFault.lost("it gave no samples for \(Self.stallLimit / 1000) s")
                    }
                    continue
                }
                if taken == 0 {
                    end = .sourceEnded
                    return
                }
                recoveries = 0
                let heard = block.prefix(min(taken, request.samples - samples.count))
                samples += heard
                if finalSilence?.hear(heard) == true {
                    end = .silence
                    return
                }
            } catch {
                recoveries += 1
                if recoveries > Self.recoveryLimit { throw StreamFault.lost("it loses samples over and over") }
                try stream.recover(from: error)
                if error == .xrun { overruns += 1 }
            }
        }
    }
}
