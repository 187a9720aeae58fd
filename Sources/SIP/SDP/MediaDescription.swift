/// A media description: an `m=` line and what belongs to it (RFC 8866 §5.14).
public struct MediaDescription: Hashable, Sendable {
    /// What is sent.
    public internal(set) var kind: MediaKind
    /// The port; 0 for a refused stream (RFC 3264 §6), or one that has ended (§8.2).
    public internal(set) var port: UInt16
    /// How many ports are asked for; only the first is used.
    public internal(set) var portCount: UInt16
    /// How it is sent.
    public internal(set) var transport: MediaTransport
    /// The formats, the most preferred first.
    public internal(set) var formats: [MediaFormat]
    /// The address, if it is not that of the session.
    public internal(set) var connection: ConnectionAddress?
    /// The direction as the maker of the description sees it, if it is not that of the session.
    public internal(set) var direction: MediaDirection?
    /// How many milliseconds of audio the maker wants in a packet (`a=ptime`).
    public internal(set) var packetTime: UInt16?
    /// How many milliseconds of audio a packet may have at most (`a=maxptime`).
    public internal(set) var maximumPacketTime: UInt16?
    /// Where RTCP goes if not to the next port (`a=rtcp`, RFC 3605).
    public internal(set) var rtcp: RTCPPlace?
    /// Whether RTCP may come to the port of RTP (`a=rtcp-mux`, RFC 5761).
    public internal(set) var multiplexesRTCP: Bool
    /// The keys of SRTP on offer that can be used (`a=crypto`, RFC 4568), the most preferred first.
    public internal(set) var crypto: [CryptoAttribute]

    init(kind: MediaKind, port: UInt16, portCount: UInt16 = 1, transport: MediaTransport, formats: [MediaFormat]) {
        (self.kind, self.port, self.portCount) = (kind, port, portCount)
        (self.transport, self.formats) = (transport, formats)
        multiplexesRTCP = false
        crypto = []
    }

    /// The same stream refused: its place, kind, transport and formats with port 0 (RFC 3264 §6).
    var refused: MediaDescription {
        let names = formats.map { MediaFormat(text: $0.text, payloadType: $0.payloadType) }
        return MediaDescription(kind: kind, port: 0, transport: transport, formats: names)
    }

    /// The port, and the address if it is not that of the media, where RTCP goes.
    public struct RTCPPlace: Hashable, Sendable {
        /// The port.
        public let port: UInt16
        /// The address.
        public let address: ConnectionAddress?
    }
}

/// What a stream carries.
public enum MediaKind: Hashable, Sendable {
    /// Sound.
    case audio
    /// Moving pictures.
    case video
    /// A facsimile (T.38).
    case image
    /// Text that appears as it is typed (RFC 4103).
    case text
    /// Anything else, as it is written.
    case other(String)

    /// The word of an `m=` line.
    public var name: String {
        switch self {
        case .audio: "audio"
        case .video: "video"
        case .image: "image"
        case .text: "text"
        case .other(let name): name
        }
    }
}

/// The protocol of a stream.
public enum MediaTransport: Hashable, Sendable {
    /// Plain RTP (RFC 3551).
    case avp
    /// Plain RTP with early RTCP feedback (RFC 4585).
    case avpf
    /// SRTP (RFC 3711).
    case savp
    /// SRTP with feedback (RFC 5124).
    case savpf
    /// Anything else, as it is written: `udptl`, `UDP/TLS/RTP/SAVPF`.
    case other(String)

    /// The word of an `m=` line.
    public var name: String {
        switch self {
        case .avp: "RTP/AVP"
        case .avpf: "RTP/AVPF"
        case .savp: "RTP/SAVP"
        case .savpf: "RTP/SAVPF"
        case .other(let name): name
        }
    }

    /// Whether it is SRTP with keys in the description.
    public var isSecure: Bool { self == .savp || self == .savpf }
}

/// The direction of a stream as one side sees it (RFC 8866 §6.7).
public enum MediaDirection: String, CaseIterable, Hashable, Sendable {
    /// Both ways.
    case sendReceive = "sendrecv"
    /// This side sends only: the other is on hold.
    case sendOnly = "sendonly"
    /// This side receives only.
    case receiveOnly = "recvonly"
    /// Neither way; RTCP still flows.
    case inactive = "inactive"

    init(sends: Bool, receives: Bool) {
        self = sends ? (receives ? .sendReceive : .sendOnly) : (receives ? .receiveOnly : .inactive)
    }

    /// Whether this side sends.
    public var sends: Bool { self == .sendReceive || self == .sendOnly }

    /// Whether this side receives.
    public var receives: Bool { self == .sendReceive || self == .receiveOnly }

    /// The same as the other side sees it.
    public var reversed: MediaDirection { MediaDirection(sends: receives, receives: sends) }

    /// What is left when two wishes have to be met.
    func limited(to other: MediaDirection) -> MediaDirection {
        MediaDirection(sends: sends && other.sends, receives: receives && other.receives)
    }
}
