import CSndFile

/// How a file stores its samples.
public enum AudioEncoding: Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// Linear PCM, signed or unsigned.
    case pcm8, pcm16, pcm24, pcm32
    /// IEEE floating point.
    case float32, float64
    /// ITU-T G.711.
    case aLaw, muLaw
    /// Adaptive differential PCM in WAV and AIFF.
    case imaADPCM, microsoftADPCM
    /// GSM full rate in WAV, which telephone systems like to write.
    case gsm
    /// Xiph's codecs in Ogg.
    case vorbis, opus

    /// In words: `16-bit PCM`, `A-law`.
    public var description: String {
        switch self {
        case .pcm8: "8-bit PCM"
        case .pcm16: "16-bit PCM"
        case .pcm24: "24-bit PCM"
        case .pcm32: "32-bit PCM"
        case .float32: "32-bit float"
        case .float64: "64-bit float"
        case .aLaw: "A-law"
        case .muLaw: "µ-law"
        case .imaADPCM: "IMA ADPCM"
        case .microsoftADPCM: "Microsoft ADPCM"
        case .gsm: "GSM 6.10"
        case .vorbis: "Vorbis"
        case .opus: "Opus"
        }
    }

    /// The encoding that libsndfile names; nothing for one that is not read here.
    init?(subtype: Int) {
        switch subtype {
        case SF_FORMAT_PCM_S8, SF_FORMAT_PCM_U8: self = .pcm8
        case SF_FORMAT_PCM_16: self = .pcm16
        case SF_FORMAT_PCM_24: self = .pcm24
        case SF_FORMAT_PCM_32: self = .pcm32
        case SF_FORMAT_FLOAT: self = .float32
        case SF_FORMAT_DOUBLE: self = .float64
        case SF_FORMAT_ALAW: self = .aLaw
        case SF_FORMAT_ULAW: self = .muLaw
        case SF_FORMAT_IMA_ADPCM: self = .imaADPCM
        case SF_FORMAT_MS_ADPCM: self = .microsoftADPCM
        case SF_FORMAT_GSM610: self = .gsm
        case SF_FORMAT_VORBIS: self = .vorbis
        case SF_FORMAT_OPUS: self = .opus
        default: return nil
        }
    }

    /// How many bytes one sample has where each has as many; nothing for codecs that work on blocks.
    var sampleSize: Int? {
        switch self {
        case .pcm8, .aLaw, .muLaw: 1
        case .pcm16: 2
        case .pcm24: 3
        case .pcm32, .float32: 4
        case .float64: 8
        case .imaADPCM, .microsoftADPCM, .gsm, .vorbis, .opus: nil
        }
    }
}
