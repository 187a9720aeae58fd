/// The ports that are open for a call, and the key for what we send.
public struct LocalMedia: Hashable, Sendable {
    /// The ports for offers, and for answers to its address family.
    public let ports: MediaPorts
    /// The ports for answers to the other address family, if there are any.
    public let otherFamily: MediaPorts?
    /// Fresh random octets from outside: needed for SRTP only, and the same for the whole call.
    public let key: SRTPMasterKey?

    /// Describes our side.
    public init(_ ports: MediaPorts, otherFamily: MediaPorts? = nil, key: SRTPMasterKey? = nil) {
        (self.ports, self.otherFamily, self.key) = (ports, otherFamily, key)
    }

    func ports(forIPv6 isIPv6: Bool) -> MediaPorts? {
        if ports.rtp.address.isIPv6 == isIPv6 { return ports }
        guard let otherFamily, otherFamily.rtp.address.isIPv6 == isIPv6 else { return nil }
        return otherFamily
    }
}

/// A pair of ports at one address.
public struct MediaPorts: Hashable, Sendable {
    /// Where we receive RTP, and send it from.
    public let rtp: Endpoint
    /// The port for RTCP at the same address.
    public let rtcpPort: UInt16

    /// Describes a pair; without a port for RTCP it is the one after that of RTP (RFC 3550 §11).
    public init(rtp: Endpoint, rtcpPort: UInt16? = nil) {
        self.rtp = rtp
        self.rtcpPort = rtcpPort ?? rtp.port &+ 1
    }

    /// What `a=rtcp` says: nothing when the port is where it is expected.
    var rtcpPlace: MediaDescription.RTCPPlace? {
        rtcpPort == rtp.port &+ 1 ? nil : .init(port: rtcpPort, address: nil)
    }
}

extension MediaDescription {
    /// Describes our stream.
    init(
        audioAt ports: MediaPorts, over transport: MediaTransport, formats: [MediaFormat], packetTime: Int,
        direction: MediaDirection
    ) {
        self.init(kind: .audio, port: ports.rtp.port, transport: transport, formats: formats)
        self.packetTime = UInt16(clamping: packetTime)
        rtcp = ports.rtcpPlace
        self.direction = direction
    }
}
