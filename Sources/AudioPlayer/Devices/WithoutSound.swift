#if !ALSA
    /// The sound system of a build without sound: there is none, and every entry says so.
    enum SoundSystem {
        static let isPresent = false

        static func devices() throws(SoundDeviceError) -> [SoundDevice] { throw absent("no device") }

        static func openPlayout(
            _ device: String, shape: StreamShape
        ) throws(SoundDeviceError) -> any PlayoutStream { throw absent(device) }

        static func openCapture(
            _ device: String, shape: StreamShape
        ) throws(SoundDeviceError) -> any CaptureStream { throw absent(device) }

        static func listening<Result, Failure: Error>(
            _ body: () throws(Failure) -> Result
        ) throws(Failure) -> Result { try body() }

        private static func absent(_ device: String) -> SoundDeviceError {
            SoundDeviceError(
                device, "this build has no sound",
                mend:
                    "build with the trait ALSA, which is on by default (swift build --traits ALSA), and ALSA's headers")
        }
    }
#endif
