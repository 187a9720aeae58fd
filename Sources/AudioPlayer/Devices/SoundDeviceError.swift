/// What went wrong with a sound device: which, what, and how to mend it.
public struct SoundDeviceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The device's name as the user gave it.
    public let device: String
    /// What is wrong, with what the sound system said about it.
    public let message: String
    /// How to mend it.
    public let mend: String

    /// Makes an error.
    public init(_ device: String, _ message: String, mend: String) {
        self.device = device
        self.message = message
        self.mend = mend
    }

    /// `device: what is wrong: how to mend it`.
    public var description: String { "\(device): \(message): \(mend)" }
}
