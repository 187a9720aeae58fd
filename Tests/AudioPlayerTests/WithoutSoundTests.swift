import Testing

@testable import AudioPlayer

@Suite("A build without sound", .enabled(if: !SoundDevices.isSupported))
struct WithoutSoundTests {
    @Test("Every entry says how to get sound")
    func entries() {
        let errors = [
            #expect(throws: SoundDeviceError.self) { try SoundDevices.list() },
            #expect(throws: SoundDeviceError.self) { try Playout.play([1]) },
            #expect(throws: SoundDeviceError.self) { try Capture.record(limit: .seconds(1)) },
            #expect(throws: SoundDeviceError.self) { _ = try LiveLine(source: { _ in }, onFailure: { _ in }) },
        ]
        for error in errors {
            #expect(error?.message == "this build has no sound")
            #expect(error?.mend.contains("trait ALSA") == true)
        }
    }
}
