#if ALSA
    import CALSA
    import Glibc

    extension PCM: PlayoutStream {
        func level() throws(StreamFault) -> DeviceLevel {
            guard let handle else { throw Self.closed }
            var room: snd_pcm_sframes_t = 0
            var delay: snd_pcm_sframes_t = 0
            let code = snd_pcm_avail_delay(handle, &room, &delay)
            guard code >= 0 else { throw fault(Int(code)) }
            return DeviceLevel(queued: max(0, agreed.buffer - max(0, room)), delay: max(0, delay))
        }

        func write(_ samples: [Int16], from start: Int, count: Int) throws(StreamFault) -> Int {
            guard let handle else { throw Self.closed }
            let part = samples.dropFirst(start).prefix(count)
            guard !part.isEmpty else { return 0 }
            let written = part.withUnsafeBufferPointer { buffer in
                snd_pcm_writei(handle, buffer.baseAddress, snd_pcm_uframes_t(buffer.count))
            }
            if written == -Int(EAGAIN) || written == -Int(EINTR) { return 0 }
            guard written >= 0 else { throw fault(written) }
            return min(written, part.count)
        }

        func recover(from fault: StreamFault) throws(StreamFault) {
            guard let handle else { throw Self.closed }
            let cause: Int32
            switch fault {
            case .xrun: cause = -EPIPE
            case .suspended: cause = -ESTRPIPE
            case .lost: throw fault
            }
            let code = snd_pcm_recover(handle, cause, 1)
            guard code >= 0 else { throw .lost(LibraryMessages.take() ?? DeviceDiagnosis.words(-code)) }
            // A resumed device may go on with what it held, and one that records has to be started again.
            if snd_pcm_stream(handle) == SND_PCM_STREAM_CAPTURE, snd_pcm_state(handle) == SND_PCM_STATE_PREPARED {
                try start()
            }
        }

        func wait(milliseconds: Int32) throws(StreamFault) -> Bool {
            guard let handle else { throw Self.closed }
            let code = snd_pcm_wait(handle, milliseconds)
            // A signal is no stall: whoever waits tries again.
            if code == -EINTR || code == -EAGAIN { return true }
            guard code >= 0 else { throw fault(Int(code)) }
            return code > 0
        }

        func drain() throws(StreamFault) {
            guard let handle else { throw Self.closed }
            // A clip that is shorter than the start level has not started yet.
            if snd_pcm_state(handle) == SND_PCM_STATE_PREPARED { snd_pcm_start(handle) }
            snd_pcm_nonblock(handle, 0)
            defer { if let handle = self.handle { snd_pcm_nonblock(handle, 1) } }
            _ = LibraryMessages.take()
            let code = snd_pcm_drain(handle)
            guard code >= 0 else { throw fault(Int(code)) }
            // ALSA's file plugin returns success although it could not write; it only complains.
            if let said = LibraryMessages.take() { throw .lost(said) }
        }
    }
#endif
