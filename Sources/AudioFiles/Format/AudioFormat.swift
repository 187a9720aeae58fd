/// The file format around the sound.
public enum AudioContainer: String, Hashable, Sendable, CaseIterable {
    /// Microsoft's RIFF WAVE.
    case wav = "WAV"
    /// Apple's AIFF and AIFF-C.
    case aiff = "AIFF"
    /// Native FLAC.
    case flac = "FLAC"
    /// Ogg with Vorbis or Opus in it.
    case ogg = "Ogg"
}

/// What a sound file is, by its header.
public struct AudioFormat: Hashable, Sendable, CustomStringConvertible {
    /// The file format.
    public let container: AudioContainer
    /// How the samples are stored.
    public let encoding: AudioEncoding
    /// Samples a second in each channel.
    public let sampleRate: Int
    /// How many channels there are.
    public let channels: Int
    /// How many samples each channel has.
    public let frames: Int

    /// How long it takes to play, to the microsecond.
    public var duration: Duration { .frames(frames, at: sampleRate) }

    /// Whether it is what prompts are kept as: WAV, 8 kHz, mono, 16-bit PCM.
    public var isPrompt: Bool { container == .wav && isPlain }

    /// Whether the samples can be taken over as they are.
    var isPlain: Bool { sampleRate == Recording.sampleRate && channels == 1 && encoding == .pcm16 }

    /// In words: `WAV, 16-bit PCM, 44100 Hz, stereo, 3.214 s`.
    public var description: String {
        let layout =
            switch channels {
            case 1: "mono"
            case 2: "stereo"
            default: "\(channels) channels"
            }
        return "\(container.rawValue), \(encoding), \(sampleRate) Hz, \(layout), \(duration.inSeconds)"
    }
}

extension Duration {
    /// The time that a number of frames takes, to the microsecond.
    ///
    /// - Precondition: the rate is one of those that are read; there may be any number of frames.
    static func frames(_ frames: Int, at rate: Int) -> Duration {
        precondition(AudioLimits.sampleRates.contains(rate), "\(rate) Hz is not read")
        return .seconds(frames / rate) + .microseconds(frames % rate * 1_000_000 / rate)
    }
}
