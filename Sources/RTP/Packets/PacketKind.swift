/// What a datagram on a media port is, by its first two bytes (RFC 7983 §7, RFC 5761 §4).
///
/// RTP and RTCP may share a port, and peers send STUN and DTLS to it unasked. Only the kind is decided here: the content may
/// still be malformed.
public enum PacketKind: Hashable, Sendable, CaseIterable {
    /// Media or telephone-events.
    case rtp
    /// Reports: packet types 192 to 223, which RTP leaves free (RFC 5761 §4).
    case rtcp
    /// Connectivity checks (RFC 8489).
    case stun
    /// Key exchange (RFC 5764).
    case dtls
    /// Anything else, and what is too short to be told apart.
    case unknown

    /// Tells the kind of a datagram.
    public init(of datagram: Span<UInt8>) {
        guard datagram.count >= 2 else {
            self = .unknown
            return
        }
        switch datagram[0] {
        case 0...3: self = .stun
        case 20...63: self = .dtls
        case 128...191: self = (192...223).contains(datagram[1]) ? .rtcp : .rtp
        default: self = .unknown
        }
    }
}
