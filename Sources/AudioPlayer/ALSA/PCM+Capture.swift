#if ALSA
    import CALSA
    import Glibc

    extension PCM: CaptureStream {
        func start() throws(StreamFault) {
            guard let handle else { throw Self.closed }
            let code = snd_pcm_start(handle)
            guard code >= 0 else { throw fault(Int(code)) }
        }

        func read(into samples: inout [Int16]) throws(StreamFault) -> Int? {
            guard let handle else { throw Self.closed }
            let count = samples.count
            let taken = samples.withUnsafeMutableBufferPointer { buffer in
                snd_pcm_readi(handle, buffer.baseAddress, snd_pcm_uframes_t(buffer.count))
            }
            if taken == -Int(EAGAIN) || taken == -Int(EINTR) { return nil }
            guard taken >= 0 else { throw fault(taken) }
            return min(taken, count)
        }
    }
#endif
