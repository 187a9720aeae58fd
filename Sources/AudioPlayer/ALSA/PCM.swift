#if ALSA
    import CALSA
    import Glibc

    /// One open device of ALSA, used by one thread at a time.
    ///
    /// It is opened without waiting, because ALSA otherwise waits without end for a device that is in use.
    final class PCM {
        /// The device's name as the user gave it.
        let device: String
        let shape: StreamShape
        let agreed: PCMSetup.Agreed
        /// Nil once closed.
        private(set) var handle: OpaquePointer?

        private init(device: String, shape: StreamShape, agreed: PCMSetup.Agreed, handle: OpaquePointer) {
            self.device = device
            self.shape = shape
            self.agreed = agreed
            self.handle = handle
        }

        deinit { close() }

        /// Opens a device; one that cannot convert is opened once more through ALSA's converter `plug`.
        static func open(
            _ device: String, direction: snd_pcm_stream_t, shape: StreamShape
        ) throws(SoundDeviceError) -> PCM {
            try SoundDevices.check(name: device)
            let isConverting = device.hasPrefix("plug") || device.contains("'")
            let names = isConverting ? [device] : [device, "plug:'\(device)'"]
            return try LibraryMessages.listening { () throws(SoundDeviceError) -> PCM in
                var refusal = PCMSetup.Refusal(code: -EINVAL)
                for name in names {
                    let handle = try openHandle(device, as: name, direction: direction)
                    do throws(PCMSetup.Refusal) {
                        let agreed = try PCMSetup.apply(shape, to: handle)
                        return PCM(device: device, shape: shape, agreed: agreed, handle: handle)
                    } catch {
                        snd_pcm_close(handle)
                        refusal = error
                    }
                }
                throw SoundSystem.diagnosis(of: device).unfit(rate: shape.rate, code: -refusal.code)
            }
        }

        private static func openHandle(
            _ device: String, as name: String, direction: snd_pcm_stream_t
        ) throws(SoundDeviceError) -> OpaquePointer {
            var handle: OpaquePointer?
            let code = snd_pcm_open(&handle, name, direction, SND_PCM_NONBLOCK)
            guard code >= 0, let handle else { throw SoundSystem.diagnosis(of: device).refusal(-code) }
            return handle
        }

        /// What a negative return value of ALSA means for the stream.
        func fault(_ code: Int) -> StreamFault {
            switch Int32(clamping: -code) {
            case EPIPE: .xrun
            case ESTRPIPE: .suspended
            case let code: .lost(LibraryMessages.take() ?? DeviceDiagnosis.words(code))
            }
        }

        /// Says that the stream is no longer there.
        static let closed = StreamFault.lost("it is closed")

        /// Drops what is not played yet and gives the device back.
        func close() {
            guard let open = handle else { return }
            handle = nil
            snd_pcm_drop(open)
            snd_pcm_close(open)
        }

        /// The error to show for a reason that ended the stream.
        func loss(_ reason: String) -> SoundDeviceError {
            _ = LibraryMessages.take()
            return SoundSystem.diagnosis(of: device).loss(reason)
        }
    }
#endif
