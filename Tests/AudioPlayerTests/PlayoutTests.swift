import Testing

@testable import AudioPlayer

@Suite("Clips played to their end", .enabled(if: SoundDevices.isSupported))
struct PlayoutTests {
    @Test("The device gets the samples as they are", arguments: [1, 159, 160, 1_600, 12_345])
    func raw(count: Int) throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let report = try Playout.play(ramp(count), on: devices.writing("out.raw"))
        #expect(try devices.samples("out.raw") == ramp(count))
        #expect(report.samples == count && report.underruns == 0 && !report.isCancelled)
    }

    @Test("A WAV file gets its header and the samples")
    func wav() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        _ = try Playout.play(ramp(4_000), sampleRate: 16_000, on: devices.writing("out.wav", format: "wav"))
        #expect(try devices.samples("out.wav", skipping: 44) == ramp(4_000))
    }

    @Test("An empty clip is played too")
    func empty() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        #expect(try Playout.play([], on: "null").samples == 0)
    }

    @Test("A clip can be cancelled between two periods")
    func cancelled() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        var asked = 0
        let report = try Playout.play(ramp(8_000), on: "null") {
            asked += 1
            return asked > 3
        }
        #expect(report.samples == 480 && report.isCancelled)
    }

    @Test("A task that is cancelled falls silent")
    func taskCancelled() async throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try Playout.play(ramp(8_000), on: "null")
        }
        #expect(try await task.value.isCancelled)
    }

    @Test("A device that does not keep what it gets is an error, for short clips too", arguments: [160, 16_000])
    func full(count: Int) throws {
        let error = #expect(throws: SoundDeviceError.self) {
            try Playout.play(ramp(count), on: "file:/dev/full,raw")
        }
        #expect(error?.message.contains("No space left on device".lowercased()) == true)
        #expect(error?.device == "file:/dev/full,raw")
    }

    @Test("An unknown device is named, with those that there are")
    func unknown() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let error = #expect(throws: SoundDeviceError.self) { try Playout.play(ramp(160), on: "nosuchdevice") }
        #expect(
            error?.description.hasPrefix(
                "nosuchdevice: there is no such sound device (Unknown PCM nosuchdevice): "
                    + "name another with --audio-device: ") == true)
        #expect(error?.mend.contains("null") == true)
    }

    @Test("A rate that nobody plays is refused", arguments: [-1, 0, 7_999, 192_001, Int.max])
    func rate(rate: Int) {
        let error = #expect(throws: SoundDeviceError.self) {
            try Playout.play(ramp(160), sampleRate: rate, on: "null")
        }
        #expect(error?.description == "null: sound of \(rate) Hz cannot be played: use 8000 to 192000 Hz")
    }

    @Test("The list of devices has those of ALSA's own plugins")
    func list() throws {
        let null = try #require(try SoundDevices.list().first { $0.name == "null" })
        #expect(null.plays && null.records)
        #expect(null.summary.contains("Discard all samples"))
    }
}

@Suite("Clips, on a scripted device")
struct ScriptedPlayoutTests {
    func play(_ stream: ScriptedStream) throws -> PlayoutReport {
        try Playout.play(ramp(480), period: 160, on: stream) { false }
    }

    @Test("A device that runs dry or sleeps goes on where it stopped")
    func recovers() throws {
        let log = ScriptedStream.Log()
        let report = try play(ScriptedStream([.take(100), .fail(.xrun), .fail(.suspended)], log: log))
        #expect(log.all == ramp(480))
        #expect(report.underruns == 1 && report.suspends == 1)
    }

    @Test("A device that takes nothing is given up")
    func stalls() {
        let error = #expect(throws: SoundDeviceError.self) { try play(ScriptedStream([.take(0)], log: .init())) }
        #expect(error?.message == "it took no samples for 2 s")
    }

    @Test("A device that runs dry over and over is given up")
    func dry() {
        let script = [ScriptedStream.Step](repeating: .fail(.xrun), count: 60)
        let error = #expect(throws: SoundDeviceError.self) { try play(ScriptedStream(script, log: .init())) }
        #expect(error?.message == "it runs dry over and over")
    }
}
