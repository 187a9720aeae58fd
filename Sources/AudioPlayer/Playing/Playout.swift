/// Plays a clip to its end.
public enum Playout {
    /// The sampling rates that can be asked for; the device may convert.
    public static let rates = 8_000...192_000

    /// How often in a row a device may run dry without taking a sample.
    static let recoveryLimit = 50

    /// How long a device may take no samples, in milliseconds.
    static let stallLimit: Int32 = 2_000

    /// Plays samples of one channel to their end and waits for it.
    ///
    /// - Parameters:
    ///   - samples: 16-bit samples.
    ///   - sampleRate: Samples a second, one of `rates`.
    ///   - device: The device's name, as `SoundDevices.list()` gives it.
    ///   - isCancelled: Asked every 20 ms of sound; true falls silent at once.
    public static func play(
        _ samples: [Int16], sampleRate: Int = 8_000, on device: String = "default",
        isCancelled: () -> Bool = { Task.isCancelled }
    ) throws(SoundDeviceError) -> PlayoutReport {
        guard rates.contains(sampleRate) else {
            throw SoundDeviceError(
                device, "sound of \(sampleRate) Hz cannot be played",
                mend: "use \(rates.lowerBound) to \(rates.upperBound) Hz")
        }
        return try SoundSystem.listening { () throws(SoundDeviceError) -> PlayoutReport in
            let stream = try SoundSystem.openPlayout(device, shape: .clip(rate: sampleRate))
            return try PipeShield.holding { () throws(SoundDeviceError) -> PlayoutReport in
                defer { stream.close() }
                return try play(samples, period: sampleRate / 50, on: stream, isCancelled: isCancelled)
            }
        }
    }

    /// Plays through an open stream; the caller closes it.
    static func play(
        _ samples: [Int16], period: Int, on stream: any PlayoutStream, isCancelled: () -> Bool
    ) throws(SoundDeviceError) -> PlayoutReport {
        var report = PlayoutReport()
        do throws(StreamFault) {
            var recoveries = 0
            while report.samples < samples.count {
                if isCancelled() {
                    report.isCancelled = true
                    return report
                }
                do throws(StreamFault) {
                    let written = try stream.write(
                        samples, from: report.samples, count: min(period, samples.count - report.samples))
                    report.samples += written
                    if written > 0 {
                        recoveries = 0
                    } else if try !stream.wait(milliseconds: stallLimit) {
                        throw StreamFault.lost("it took no samples for \(stallLimit / 1000) s")
                    }
                } catch {
                    recoveries += 1
                    if recoveries > recoveryLimit { throw StreamFault.lost("it runs dry over and over") }
                    try stream.recover(from: error)
                    report.count(error)
                }
            }
            do throws(StreamFault) {
                try stream.drain()
            } catch {
                if case .lost = error { throw error }
                // All samples were taken: a device that is dry by now has played them.
                report.count(error)
            }
            return report
        } catch {
            throw stream.loss(error.reason)
        }
    }
}

extension PlayoutReport {
    /// Counts a fault from which the device recovered.
    mutating func count(_ fault: StreamFault) {
        switch fault {
        case .xrun: underruns += 1
        case .suspended: suspends += 1
        case .lost: break
        }
    }
}

extension StreamFault {
    /// What to tell a person about it.
    var reason: String {
        switch self {
        case .xrun: "it runs dry"
        case .suspended: "it does not wake"
        case .lost(let reason): reason
        }
    }
}
