import Testing

@testable import AudioPlayer

@Suite("Recordings", .enabled(if: SoundDevices.isSupported))
struct CaptureTests {
    /// Records a file of the given samples.
    func capture(
        _ samples: [Int16], limit: Duration, finalSilence: Duration? = nil, isStopped: () -> Bool = { false }
    ) throws -> Capture {
        let devices = try TestDevices()
        defer { devices.remove() }
        try devices.write(samples, to: "in.raw")
        return try Capture.record(
            from: devices.reading("in.raw"), limit: limit, finalSilence: finalSilence, isStopped: isStopped)
    }

    @Test("A recording is what the device gave, up to its limit")
    func full() throws {
        let recording = try capture(ramp(16_000), limit: .milliseconds(1_500))
        #expect(recording.samples == ramp(12_000))
        #expect(recording.end == .full && recording.sampleRate == 8_000 && recording.overruns == 0)
    }

    @Test("Beyond the end of its file, a device gives silence or ends", arguments: [1, 160, 1_601])
    func ended(count: Int) throws {
        let recording = try capture(ramp(count), limit: .seconds(1))
        #expect(Array(recording.samples.prefix(count)) == ramp(count))
        #expect(recording.samples.dropFirst(count).allSatisfy { $0 == 0 })
        #expect(recording.samples.count == (recording.end == .full ? 8_000 : count))
    }

    @Test("A recording can be stopped")
    func stopped() throws {
        var asked = 0
        let recording = try capture(ramp(16_000), limit: .seconds(2)) {
            asked += 1
            return asked > 5
        }
        #expect(recording.samples == ramp(800))
        #expect(recording.end == .stopped)
    }

    @Test("A recording ends after the speaker does, and waits for the first word")
    func silence() throws {
        let quiet = [Int16](repeating: 5, count: 8_000)
        let speech = [Int16](repeating: 3_000, count: 1_600)
        let recording = try capture(
            quiet + speech + quiet, limit: .seconds(60), finalSilence: .milliseconds(500))
        #expect(recording.end == .silence)
        #expect(recording.samples.count == 8_000 + 1_600 + 4_000)
    }

    @Test("A device that never ends is stopped by the limit")
    func endless() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        #expect(try Capture.record(from: "null", limit: .seconds(3)).samples == [Int16](repeating: 0, count: 24_000))
    }

    @Test("An unknown device is named")
    func unknown() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let error = #expect(throws: SoundDeviceError.self) {
            try Capture.record(from: "nosuchdevice", limit: .seconds(1))
        }
        #expect(error?.message == "there is no such sound device (Unknown PCM nosuchdevice)")
    }

    @Test(
        "Limits that make no sense are refused",
        arguments: [Duration.zero, .seconds(-1), .seconds(601), .seconds(Int64.max)])
    func limits(limit: Duration) {
        let error = #expect(throws: SoundDeviceError.self) { try Capture.record(from: "null", limit: limit) }
        #expect(error?.mend == "use 20 ms to 600 s")
    }
}

@Suite("Recordings, on a scripted device")
struct ScriptedRecordingTests {
    func capture(_ stream: ScriptedCapture) throws -> Capture {
        let request = try CaptureRequest("scripted", sampleRate: 8_000, limit: .milliseconds(100), finalSilence: nil)
        return try Capture.record(request, from: stream) { false }
    }

    @Test("Lost samples are counted and the recording goes on")
    func overrun() throws {
        let recording = try capture(ScriptedCapture([.give(160), .fail(.xrun), .give(7), .nothing, .fail(.suspended)]))
        #expect(recording.samples == ramp(160) + ramp(7) + ramp(160) + ramp(160) + ramp(160) + ramp(153))
        #expect(recording.overruns == 1 && recording.end == .full)
    }

    @Test("A device that has nothing more ends the recording")
    func ended() throws {
        let recording = try capture(ScriptedCapture([.give(160), .give(0)]))
        #expect(recording.samples == ramp(160))
        #expect(recording.end == .sourceEnded)
    }

    @Test("A device that is lost, silent for too long, or full over and over is an error")
    func lost() {
        let scripts: [(ScriptedCapture, String)] = [
            (ScriptedCapture([.give(160), .fail(.lost("no such device"))]), "no such device"),
            (ScriptedCapture([.nothing], waits: false), "it gave no samples for 2 s"),
            (
                ScriptedCapture([ScriptedCapture.Step](repeating: .fail(.xrun), count: 60)),
                "it loses samples over and over"
            ),
        ]
        for (stream, message) in scripts {
            let error = #expect(throws: SoundDeviceError.self) { try capture(stream) }
            #expect(error?.message == message)
        }
    }
}

@Suite("The silence after a speaker")
struct FinalSilenceTests {
    let loud = [Int16](repeating: 4_000, count: 160)
    let quiet = [Int16](repeating: 300, count: 160)

    @Test("Silence counts from the last sound on")
    func counts() {
        var silence = FinalSilence(limit: 480)
        let heard = [quiet, quiet, quiet, quiet, loud, quiet, quiet, loud, quiet, quiet, quiet].map {
            silence.hear($0[...])
        }
        #expect(heard == [Bool](repeating: false, count: 10) + [true])
    }

    @Test("The loudest samples do not overflow")
    func loudest() {
        var silence = FinalSilence(limit: 1)
        let endedAtOnce = silence.hear([Int16](repeating: .min, count: 48_000)[...])
        let endedAfterwards = silence.hear([0])
        #expect(!endedAtOnce && endedAfterwards)
    }
}
