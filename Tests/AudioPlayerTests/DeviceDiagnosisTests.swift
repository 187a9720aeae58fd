import Glibc
import Testing

@testable import AudioPlayer

@Suite("What is told about a device that does not work")
struct DeviceDiagnosisTests {
    func diagnosis(
        _ device: String = "front", said: String? = "Unknown PCM front", devices: [String] = ["default", "null"],
        hasCard: Bool = true
    ) -> DeviceDiagnosis {
        DeviceDiagnosis(device: device, said: said, devices: devices, hasCard: hasCard)
    }

    @Test("An unknown name lists the devices there are")
    func unknown() {
        #expect(
            diagnosis().refusal(ENOENT).description
                == "front: there is no such sound device (Unknown PCM front): name another with --audio-device: default, null"
        )
    }

    @Test("A machine without a card says so only for the default device")
    func noCard() {
        #expect(
            diagnosis("default", said: nil, devices: ["null"], hasCard: false).refusal(ENOENT).description
                == "default: this machine has no sound card: connect one, or name another with --audio-device: null")
        #expect(diagnosis(hasCard: false).refusal(ENOENT).message.hasPrefix("there is no such sound device"))
    }

    @Test(
        "The cause and the mend follow the error code",
        arguments: [
            (EBUSY, "another program is using it", "end that program"),
            (EACCES, "no permission to open it", "group 'audio'"),
            (ECONNREFUSED, "its sound server does not answer", "start PipeWire"),
            (EIO, "it does not open, input/output error", "--audio-device"),
        ])
    func codes(code: Int32, message: String, mend: String) {
        let error = diagnosis(said: nil).refusal(code)
        #expect(error.message == message)
        #expect(error.mend.contains(mend))
    }

    @Test("A rate that the device cannot take is named")
    func rate() {
        #expect(
            diagnosis(said: nil).unfit(rate: 8000, code: EINVAL).message
                == "it does not take one channel of 16-bit samples at 8000 Hz, invalid argument")
    }

    @Test("Of many devices the first eight are named")
    func many() {
        let mend = diagnosis(devices: (1...11).map { "d\($0)" }).refusal(ENOENT).mend
        #expect(mend.hasSuffix("d7, d8 (and 3 more)"))
    }

    @Test("Without any device the mend names none")
    func none() { #expect(diagnosis(devices: []).refusal(EBUSY).mend.hasSuffix("name another with --audio-device")) }

    @Test(
        "Names that no device can have are refused",
        arguments: ["", "a\u{0}b", "a\nb", String(repeating: "x", count: 513)])
    func names(name: String) {
        #expect(throws: SoundDeviceError.self) { try SoundDevices.check(name: name) }
    }
}
