/// A format of a media description: for RTP a payload type and what it stands for.
public struct MediaFormat: Hashable, Sendable {
    /// As it is written in the `m=` line.
    public let text: String
    /// The payload type, if it is one (0 to 127).
    public let payloadType: UInt8?
    /// What `a=rtpmap` says.
    public internal(set) var map: PayloadMap?
    /// What `a=fmtp` says.
    public internal(set) var parameters: String?

    init(text: String, payloadType: UInt8?, map: PayloadMap? = nil, parameters: String? = nil) {
        (self.text, self.payloadType, self.map, self.parameters) = (text, payloadType, map, parameters)
    }

    init(payloadType: UInt8, map: PayloadMap, parameters: String? = nil) {
        self.init(text: String(payloadType), payloadType: payloadType, map: map, parameters: parameters)
    }

    /// What the payload type stands for: as mapped, or else as RFC 3551 §6 fixes it.
    public var meaning: PayloadMap? {
        if let map { return map }
        return switch payloadType {
        case 0: PayloadMap(encoding: .pcmu)
        case 8: PayloadMap(encoding: .pcma)
        case 13: PayloadMap(encoding: .comfortNoise)
        default: nil
        }
    }
}

/// What a payload type stands for (RFC 8866 §6.6).
public struct PayloadMap: Hashable, Sendable {
    /// The encoding.
    public let encoding: PayloadEncoding
    /// Samples a second.
    public let clockRate: UInt32
    /// Channels.
    public let channels: UInt8

    init(encoding: PayloadEncoding, clockRate: UInt32 = 8_000, channels: UInt8 = 1) {
        (self.encoding, self.clockRate, self.channels) = (encoding, clockRate, channels)
    }

    /// Reads `PCMA/8000`, `PCMA/8000/1`, `telephone-event/16000`.
    init?(_ field: SDPField) {
        var field = field
        let name = field.take(upTo: Ascii.slash)
        let rate = field.take(upTo: Ascii.slash)
        guard let encoding = PayloadEncoding(name), let clockRate = rate.number(as: UInt32.self), clockRate > 0 else {
            return nil
        }
        guard field.isEmpty || field.number(as: UInt8.self) != nil else { return nil }
        self.init(encoding: encoding, clockRate: clockRate, channels: field.number() ?? 1)
    }
}

/// The encodings that mean something here, and the others by name.
public enum PayloadEncoding: Hashable, Sendable {
    /// G.711 A-law.
    case pcma
    /// G.711 µ-law.
    case pcmu
    /// Keys and other events (RFC 4733).
    case telephoneEvent
    /// Comfort noise (RFC 3389).
    case comfortNoise
    /// Anything else.
    case other(String)

    /// The name in an `a=rtpmap` line.
    public var name: String {
        switch self {
        case .pcma: "PCMA"
        case .pcmu: "PCMU"
        case .telephoneEvent: "telephone-event"
        case .comfortNoise: "CN"
        case .other(let name): name
        }
    }

    private static let pcmaKey = SDPField.key("pcma")
    private static let pcmuKey = SDPField.key("pcmu")
    private static let comfortNoiseKey = SDPField.key("cn")
    private static let telephoneEventWord = Array("telephone-event".utf8)

    /// Names are compared without regard to case (RFC 8866 §6.6).
    init?(_ field: SDPField) {
        switch field.lowercasedKey {
        case Self.pcmaKey: self = .pcma
        case Self.pcmuKey: self = .pcmu
        case Self.comfortNoiseKey: self = .comfortNoise
        default:
            if field.matches(Self.telephoneEventWord) {
                self = .telephoneEvent
            } else if let name = field.token {
                self = .other(name)
            } else {
                return nil
            }
        }
    }
}
