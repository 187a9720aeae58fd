/// What we can speak and hear.
public struct AudioCapabilities: Hashable, Sendable {
    /// The packet time that we use unless the other side asks for another, in milliseconds.
    public static let usualPacketTime = 20

    /// The codecs, the most preferred first; never empty.
    public let codecs: [AudioCodec]
    /// The payload type of telephone-events in our offers; answers use that of the offer.
    ///
    /// Nothing where we neither offer nor take them, as an old telephone does.
    public let telephoneEventPayloadType: UInt8?
    /// Whether media are encrypted.
    public let security: MediaSecurity

    /// Describes what we can do.
    /// - Precondition: there is a codec, and the payload type is dynamic (96 to 127).
    public init(
        codecs: [AudioCodec] = [.pcma, .pcmu], telephoneEventPayloadType: UInt8? = 101, security: MediaSecurity = .none
    ) {
        precondition(!codecs.isEmpty && telephoneEventPayloadType.map { (96...127).contains($0) } != false)
        self.codecs = codecs
        self.telephoneEventPayloadType = telephoneEventPayloadType
        self.security = security
    }
}

/// A codec that we speak: both laws of G.711, 8,000 samples a second, one channel.
public enum AudioCodec: String, CaseIterable, Hashable, Sendable {
    /// G.711 A-law, payload type 8.
    case pcma = "PCMA"
    /// G.711 µ-law, payload type 0.
    case pcmu = "PCMU"

    /// The payload type that RFC 3551 §6 gives it.
    public var payloadType: UInt8 { self == .pcma ? 8 : 0 }

    var encoding: PayloadEncoding { self == .pcma ? .pcma : .pcmu }

    init?(_ map: PayloadMap) {
        guard map.clockRate == 8_000, map.channels == 1 else { return nil }
        switch map.encoding {
        case .pcma: self = .pcma
        case .pcmu: self = .pcmu
        default: return nil
        }
    }
}

/// Whether media go through SRTP with keys in the description (SDES, RFC 4568).
///
/// Such keys are worth as much as the protection of the signalling: the caller asks for them over TLS only.
public enum MediaSecurity: Hashable, Sendable {
    /// Never: offers of SRTP are refused.
    case none
    /// If the other side offers it; we offer plain RTP, as many devices refuse SRTP outright.
    case optional
    /// Always: we offer SRTP, and plain RTP is refused.
    case required
}
