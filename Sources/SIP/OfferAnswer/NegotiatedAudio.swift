/// What an offer and its answer agreed on.
public struct NegotiatedAudio: Hashable, Sendable {
    /// Which of our ports are in use.
    public let local: MediaPorts
    /// Where RTP goes; the unspecified address while we are on hold in the old way (RFC 3264 §8.4), when nothing is
    /// sent.
    public let remoteRTP: Endpoint
    /// Where RTCP goes, if anywhere.
    public let remoteRTCP: Endpoint?
    /// The codec to send with.
    public let codec: AudioCodec
    /// The payload type to send it with.
    public let payloadType: UInt8
    /// Everything that the other side may send, with the payload types of both sides: it may switch from one law to the
    /// other without a re-INVITE (RFC 3264 §6.1), and some devices use their own number where they should use ours.
    public let receivable: [ReceivablePayload]
    /// How to send telephone-events; nil when the other side takes none.
    public let telephoneEvent: TelephoneEventFormat?
    /// The direction as we see it.
    public let direction: MediaDirection
    /// How much audio we send in a packet: 10, 20, 30, 40, 50 or 60 milliseconds.
    public let packetTime: Int
    /// The keys, when media are encrypted.
    public let security: SRTPKeys?

    /// Whether media are encrypted.
    public var isSecure: Bool { security != nil }

    init(
        at local: MediaPorts, _ remote: RemoteAudio, receivable: [ReceivablePayload], direction: MediaDirection,
        security: SRTPKeys?
    ) {
        (self.local, remoteRTP, remoteRTCP) = (local, remote.rtp, remote.rtcp)
        (codec, payloadType) = (remote.codec.codec, remote.codec.payloadType)
        (self.receivable, telephoneEvent) = (receivable, remote.event)
        (self.direction, packetTime, self.security) = (direction, remote.packetTime, security)
    }

    /// What a payload type that comes in stands for.
    public func content(of payloadType: UInt8) -> ReceivablePayload.Content? {
        receivable.first { $0.payloadType == payloadType }?.content
    }
}

/// A payload type that the other side may send.
public struct ReceivablePayload: Hashable, Sendable {
    /// What comes in.
    public enum Content: Hashable, Sendable {
        /// Sound.
        case audio(AudioCodec)
        /// Keys (RFC 4733), whose durations are counted by this clock.
        case telephoneEvent(clockRate: UInt32)
    }

    /// The payload type.
    public let payloadType: UInt8
    /// What it stands for.
    public let content: Content
}

/// The payload type and the clock of telephone-events (RFC 4733 §2.4.1).
public struct TelephoneEventFormat: Hashable, Sendable {
    /// The payload type.
    public let payloadType: UInt8
    /// By which durations are counted: 8000 as our audio, unless the other side offers nothing but another.
    public let clockRate: UInt32
}

/// The keys of both sides (RFC 4568).
public struct SRTPKeys: Hashable, Sendable {
    /// The cipher.
    public let suite: SRTPSuite
    /// The key for what we send.
    public let local: SRTPMasterKey
    /// The key for what we receive.
    public let remote: SRTPMasterKey
}
