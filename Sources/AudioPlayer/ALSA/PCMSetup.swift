#if ALSA
    import CALSA

    /// Sets a device to one channel of 16-bit samples in the form that is asked for.
    enum PCMSetup {
        /// What the device agreed to, in samples.
        struct Agreed: Hashable {
            let period: Int
            let buffer: Int
        }

        /// The first step that the device refused, as ALSA's negative code.
        struct Refusal: Error {
            let code: Int32
        }

        static func apply(_ shape: StreamShape, to handle: OpaquePointer) throws(Refusal) -> Agreed {
            let agreed = try applyHardware(shape, to: handle)
            // The start level must lie within what the device holds, or it never starts.
            guard agreed.buffer >= shape.startsAt else { throw Refusal(code: -EINVAL) }
            try applySoftware(shape, to: handle)
            return agreed
        }

        private static func applyHardware(
            _ shape: StreamShape, to handle: OpaquePointer
        ) throws(Refusal) -> Agreed {
            var parameters: OpaquePointer?
            try check(snd_pcm_hw_params_malloc(&parameters))
            defer { snd_pcm_hw_params_free(parameters) }
            try check(snd_pcm_hw_params_any(handle, parameters))
            try check(snd_pcm_hw_params_set_access(handle, parameters, SND_PCM_ACCESS_RW_INTERLEAVED))
            try check(snd_pcm_hw_params_set_format(handle, parameters, SND_PCM_FORMAT_S16))
            try check(snd_pcm_hw_params_set_channels(handle, parameters, 1))
            try check(snd_pcm_hw_params_set_rate(handle, parameters, UInt32(clamping: shape.rate), 0))
            var period = snd_pcm_uframes_t(clamping: shape.period)
            var direction: Int32 = 0
            // Near is enough: a device that has only coarser steps plays too, and the pacing copes with it.
            try check(snd_pcm_hw_params_set_period_size_near(handle, parameters, &period, &direction))
            var buffer = snd_pcm_uframes_t(clamping: shape.buffer)
            try check(snd_pcm_hw_params_set_buffer_size_near(handle, parameters, &buffer))
            try check(snd_pcm_hw_params(handle, parameters))
            return Agreed(period: Int(clamping: period), buffer: Int(clamping: buffer))
        }

        private static func applySoftware(_ shape: StreamShape, to handle: OpaquePointer) throws(Refusal) {
            var parameters: OpaquePointer?
            try check(snd_pcm_sw_params_malloc(&parameters))
            defer { snd_pcm_sw_params_free(parameters) }
            try check(snd_pcm_sw_params_current(handle, parameters))
            try check(
                snd_pcm_sw_params_set_start_threshold(
                    handle, parameters, snd_pcm_uframes_t(clamping: shape.startsAt)))
            try check(
                snd_pcm_sw_params_set_avail_min(handle, parameters, snd_pcm_uframes_t(clamping: shape.period)))
            try check(snd_pcm_sw_params(handle, parameters))
        }

        private static func check(_ code: Int32) throws(Refusal) {
            guard code >= 0 else { throw Refusal(code: code) }
        }
    }
#endif
