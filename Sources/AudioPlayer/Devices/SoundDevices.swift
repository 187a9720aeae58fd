/// A device of the sound system that can be named with `--audio-device`.
public struct SoundDevice: Hashable, Sendable {
    /// The name to open it by, such as `default` or `plughw:CARD=PCH,DEV=0`.
    public let name: String
    /// What it is, on one line; empty if the sound system does not say.
    public let summary: String
    /// Whether it plays.
    public let plays: Bool
    /// Whether it records.
    public let records: Bool

    /// Makes a device.
    public init(name: String, summary: String, plays: Bool, records: Bool) {
        self.name = name
        self.summary = summary
        self.plays = plays
        self.records = records
    }
}

/// The sound devices of this machine.
public enum SoundDevices {
    /// The most devices that are listed.
    public static let limit = 256

    /// The longest name of a device, in bytes.
    public static let nameLimit = 512

    /// Whether this build can play and record at all: it was built with the package trait `ALSA`.
    public static var isSupported: Bool { SoundSystem.isPresent }

    /// The devices that the sound system offers, in its own order.
    public static func list() throws(SoundDeviceError) -> [SoundDevice] {
        try SoundSystem.devices()
    }

    /// Refuses names that the sound system could not be asked for.
    static func check(name: String) throws(SoundDeviceError) {
        guard !name.isEmpty else {
            throw SoundDeviceError("(no name)", "a sound device's name is empty", mend: "leave it out for 'default'")
        }
        guard name.utf8.count <= nameLimit else {
            throw SoundDeviceError(
                "\(name.prefix(40))…", "a sound device's name has \(name.utf8.count) bytes",
                mend: "use at most \(nameLimit)")
        }
        guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw SoundDeviceError(
                String(name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init)),
                "a sound device's name holds control characters", mend: "leave them out")
        }
    }
}
