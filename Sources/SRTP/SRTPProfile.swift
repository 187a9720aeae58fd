/// A crypto suite of SRTP that two sides may agree on in SDP (RFC 4568 §6.2).
public enum SRTPProfile: String, Hashable, Sendable, CaseIterable {
    /// AES in counter mode with 128 bits, and a tag of ten bytes: what every peer has.
    case aesCM128HMACSHA1Tag80 = "AES_CM_128_HMAC_SHA1_80"
    /// The same with a tag of four bytes for RTP; RTCP keeps ten (§6.2.2).
    case aesCM128HMACSHA1Tag32 = "AES_CM_128_HMAC_SHA1_32"

    /// Bytes of a master key and its salt together, as `inline:` has them in base64.
    public static let keyLength = 30

    /// Bytes that protection adds to an RTP packet.
    public var tagLength: Int {
        switch self {
        case .aesCM128HMACSHA1Tag80: 10
        case .aesCM128HMACSHA1Tag32: 4
        }
    }

    /// Bytes that protection adds to an RTCP packet: index and tag.
    public static let controlTrailerLength = 14
}

/// Why a packet was not protected or not taken, or no context made.
///
/// Of these, a server under attack sees ``authenticationFailed``, ``replayed``, ``tooShort(_:)`` and ``tooManySources``
/// by the thousand: count them, and log none.
public enum SRTPError: Error, Hashable, Sendable {
    /// The master key and salt have this many bytes, not ``SRTPProfile/keyLength``.
    case wrongKeyLength(Int)
    /// The packet has this many bytes, fewer than its header and trailer need.
    case tooShort(Int)
    /// The length is negative or over the buffer's, or the buffer has no ``SRTPContext/trailerRoom`` behind it.
    case noRoom(Int)
    /// The header is not RTP's of version two, or longer than the packet.
    case malformed
    /// The tag is wrong: another key, a changed packet, or one that was never protected.
    case authenticationFailed
    /// The packet has come before, or is older than the replay window; or its like has been sent before.
    case replayed
    /// More sources than ``SRTPContext/maximumSources`` came with right tags.
    case tooManySources
    /// The key has protected as many packets as it may (RFC 3711 §9.2).
    case keyExpired
    /// The library failed otherwise, with this status.
    case failed(UInt32)
}
