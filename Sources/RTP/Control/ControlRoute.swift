/// Where the RTCP of a leg goes: symmetric, or on the port of the media.
///
/// With rtcp-mux, agreed in SDP (RFC 5761 §5.1.1), reports go where the media goes. Without, they go to the address of
/// `a=rtcp` (RFC 3605) or to the media's port and one, until the peer's first report has come: behind NAT only its
/// source is right (RFC 4961). That is learned once, from a valid report and from the host that the media comes from,
/// so that a stranger cannot draw reports to itself; moving media forgets it.
public struct ControlRoute<Address: Hashable & Sendable>: Hashable, Sendable {
    private let isMultiplexed: Bool
    private var media: Address
    private var announced: Address
    private var learned: Address?

    /// Begins with what SDP says.
    ///
    /// - Parameters:
    ///   - announced: from `a=rtcp`, or the media's address with the next port.
    ///   - isMultiplexed: whether both sides agreed on rtcp-mux.
    public init(media: Address, announced: Address, isMultiplexed: Bool) {
        self.media = media
        self.announced = announced
        self.isMultiplexed = isMultiplexed
    }

    /// Where reports go.
    public var destination: Address { isMultiplexed ? media : learned ?? announced }

    /// Takes note of a valid report.
    ///
    /// - Parameter isMediaHost: whether its source has the IP address that the media is locked to.
    /// - Returns: whether the report is to be read: not one from a stranger, nor from another port than the first.
    public mutating func received(from source: Address, isMediaHost: Bool) -> Bool {
        if isMultiplexed { return source == media }
        guard isMediaHost else { return false }
        if learned == nil { learned = source }
        return learned == source
    }

    /// Takes note that the media goes elsewhere, by SDP or because its source was learned.
    public mutating func mediaMoved(to media: Address, announced: Address) {
        guard media != self.media || announced != self.announced else { return }
        self.media = media
        self.announced = announced
        learned = nil
    }
}
