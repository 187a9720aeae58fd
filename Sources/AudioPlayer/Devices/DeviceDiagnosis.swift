import Glibc

/// Turns an error code of the sound system into what a person at a workstation can act on.
struct DeviceDiagnosis {
    /// The most devices that a message names.
    static let namedDevices = 8

    /// The device's name as the user gave it.
    let device: String
    /// The last thing the sound system complained of, if it did.
    let said: String?
    /// The names of the devices there are.
    let devices: [String]
    /// Whether the machine has any sound card.
    let hasCard: Bool

    /// Why a device did not open; `code` is an `errno` value.
    func refusal(_ code: Int32) -> SoundDeviceError {
        switch code {
        case ENOENT, ENODEV, ENXIO:
            if device == "default" && !hasCard {
                return error("this machine has no sound card", mend: "connect one, or \(otherDevice)")
            }
            return error("there is no such sound device", mend: otherDevice)
        case EBUSY, EAGAIN:
            return error("another program is using it", mend: "end that program, or \(otherDevice)")
        case EACCES, EPERM:
            return error(
                "no permission to open it",
                mend: "add your user to the group 'audio' and log in again, or \(otherDevice)")
        case ECONNREFUSED:
            return error("its sound server does not answer", mend: "start PipeWire or PulseAudio, or \(otherDevice)")
        default:
            return error("it does not open, \(Self.words(code))", mend: otherDevice)
        }
    }

    /// Why a device that opened cannot carry what we play or record.
    func unfit(rate: Int, code: Int32) -> SoundDeviceError {
        error(
            "it does not take one channel of 16-bit samples at \(rate) Hz, \(Self.words(code))", mend: otherDevice)
    }

    /// What took a device away after it had worked.
    func loss(_ reason: String) -> SoundDeviceError {
        error("it stopped working, \(reason)", mend: "see that it is connected and start again, or \(otherDevice)")
    }

    /// The words for an `errno` value.
    static func words(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text).lowercased()
    }

    private var otherDevice: String {
        let shown = devices.prefix(Self.namedDevices).joined(separator: ", ")
        let rest = devices.count > Self.namedDevices ? " (and \(devices.count - Self.namedDevices) more)" : ""
        return "name another with --audio-device" + (shown.isEmpty ? "" : ": \(shown)\(rest)")
    }

    private func error(_ message: String, mend: String) -> SoundDeviceError {
        SoundDeviceError(device, said.map { "\(message) (\($0))" } ?? message, mend: mend)
    }
}
