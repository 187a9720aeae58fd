#if ALSA
    import CALSA
    import Glibc

    /// The sound system of a build with sound: ALSA.
    enum SoundSystem {
        static let isPresent = true

        /// Every entry into ALSA runs inside this, so that its complaints reach our errors and not standard error.
        static func listening<Result, Failure: Error>(
            _ body: () throws(Failure) -> Result
        ) throws(Failure) -> Result { try LibraryMessages.listening(body) }

        static func openPlayout(
            _ device: String, shape: StreamShape
        ) throws(SoundDeviceError) -> any PlayoutStream {
            try PCM.open(device, direction: SND_PCM_STREAM_PLAYBACK, shape: shape)
        }

        static func openCapture(
            _ device: String, shape: StreamShape
        ) throws(SoundDeviceError) -> any CaptureStream {
            try PCM.open(device, direction: SND_PCM_STREAM_CAPTURE, shape: shape)
        }

        static func devices() throws(SoundDeviceError) -> [SoundDevice] {
            try listening { () throws(SoundDeviceError) -> [SoundDevice] in
                var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
                let code = snd_device_name_hint(-1, "pcm", &hints)
                guard code >= 0, let hints else {
                    throw SoundDeviceError(
                        "ALSA",
                        "the sound devices cannot be listed, \(DeviceDiagnosis.words(-code))"
                            + (LibraryMessages.take().map { " (\($0))" } ?? ""),
                        mend: "look for a mistake in ~/.asoundrc and /etc/asound.conf")
                }
                defer { snd_device_name_free_hint(hints) }
                var devices: [SoundDevice] = []
                while devices.count < SoundDevices.limit, let hint = hints[devices.count] {
                    let direction = text(hint, "IOID")
                    devices.append(
                        SoundDevice(
                            name: text(hint, "NAME") ?? "",
                            summary: (text(hint, "DESC") ?? "").split(whereSeparator: \.isNewline)
                                .joined(separator: ", "),
                            plays: direction != "Input", records: direction != "Output"))
                }
                return devices.filter { !$0.name.isEmpty }
            }
        }

        /// The diagnosis of a device, with the last complaint of this thread.
        static func diagnosis(of device: String) -> DeviceDiagnosis {
            let said = LibraryMessages.take()
            // The list only helps to mend an error that is already known.
            let names = ((try? devices()) ?? []).map(\.name)
            var card: Int32 = -1
            let hasCard = snd_card_next(&card) >= 0 && card >= 0
            return DeviceDiagnosis(device: device, said: said, devices: names, hasCard: hasCard)
        }

        private static func text(_ hint: UnsafeMutableRawPointer, _ key: String) -> String? {
            guard let value = snd_device_name_get_hint(hint, key) else { return nil }
            defer { free(value) }
            return String(cString: value)
        }
    }
#endif
