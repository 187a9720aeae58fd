import RTP
import Testing

/// What shares a media port (RFC 7983, RFC 5761).
struct PacketKindTests {
    @Test(
        "The first two bytes tell what a datagram is",
        arguments: [
            ([0x80, 0x08], .rtp), ([0x80, 0x88], .rtp), ([0xBF, 0x65], .rtp), ([0x80, 0xE5], .rtp),
            ([0x80, 0xBF], .rtp), ([0x80, 0xC0], .rtcp), ([0x80, 0xC8], .rtcp), ([0x81, 0xC9], .rtcp),
            ([0x80, 0xDF], .rtcp), ([0x80, 0xE0], .rtp), ([0x00, 0x01], .stun), ([0x01, 0x01], .stun),
            ([0x14, 0xFE], .dtls), ([0x16, 0xFE], .dtls), ([0x3F, 0x00], .dtls), ([0x40, 0x00], .unknown),
            ([0x7F, 0x08], .unknown), ([0xC0, 0x08], .unknown), ([0x0D, 0x0A], .unknown), ([], .unknown),
            ([0x80], .unknown),
        ] as [([UInt8], PacketKind)])
    func kinds(bytes: [UInt8], kind: PacketKind) { #expect(PacketKind(of: bytes.span) == kind) }
}
