/// Why an offer is refused, or an answer to ours is of no use.
///
/// A refused offer is answered with 488 (RFC 3261 §21.4.26) and a Warning of the code and the text given here (§20.43);
/// it changes nothing of what was agreed before. `offerPending` alone is glare, which the dialog answers with 491 or
/// 500.
public enum NegotiationFailure: Error, Hashable, Sendable {
    /// No audio stream, or only refused ones.
    case noAudio
    /// An audio stream without an address.
    case noAddress
    /// A host name for an address: media would wait for a name server.
    case hostName(String)
    /// An address that is not that of one host.
    case groupAddress(IPAddress)
    /// An address of a family that we have no address of.
    case addressFamily(IPAddress)
    /// A protocol that we do not speak, or another than we offered.
    case transport(String)
    /// Plain RTP where we want SRTP.
    case encryptionRequired
    /// SRTP without a key that can be used, or an answer with another suite or tag than ours.
    case noUsableKey
    /// None of our codecs; the formats on offer.
    case noCommonCodec([String])
    /// An offer while another is open.
    case offerPending
    /// An answer is asked for and there is no offer.
    case noOffer

    /// The code of a Warning header (RFC 3261 §20.43).
    public var warningCode: Int {
        switch self {
        case .addressFamily: 300
        case .noAddress, .hostName: 301
        case .transport, .encryptionRequired: 302
        case .noAudio: 304
        case .noCommonCodec: 305
        case .noUsableKey: 306
        case .groupAddress: 330
        case .offerPending, .noOffer: 399
        }
    }

    /// The text of a Warning header; it holds nothing of what the other side wrote.
    public var warningText: String {
        switch self {
        case .noAudio: "No audio stream"
        case .noAddress: "No address for audio"
        case .hostName: "Media address must not be a host name"
        case .groupAddress: "Multicast not available"
        case .addressFamily: "No address of this family"
        case .transport: "Transport protocol of audio not available"
        case .encryptionRequired: "SRTP required"
        case .noUsableKey: "No usable SRTP key"
        case .noCommonCodec: "Only PCMA and PCMU are available"
        case .offerPending: "Another offer is pending"
        case .noOffer: "No offer to answer"
        }
    }
}
