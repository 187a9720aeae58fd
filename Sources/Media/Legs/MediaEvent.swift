import RTP

/// What happened on one leg.
public struct MediaEvent: Hashable, Sendable {
    /// The leg.
    public let leg: MediaID
    /// What happened.
    public let happening: Happening

    /// Describes an event.
    public init(_ leg: MediaID, _ happening: Happening) {
        self.leg = leg
        self.happening = happening
    }

    /// What can happen on a leg.
    public enum Happening: Hashable, Sendable {
        /// The peer pressed a key; told once, with the way by which it came first.
        case keyed(TelephoneKey, by: KeyCombiner.Way = .telephoneEvent)
        /// The last frame of a prompt has been sent.
        case played(PlayToken)
        /// The peer, who is being recorded, has been silent for as long as was asked.
        case fellSilent
        /// A recording is over.
        case recorded(MediaRecording)
        /// The first packet of sound came since somebody listens live.
        case soundBegan
        /// What the peer said, while somebody listens live.
        case heard(MediaSound)
        /// Nothing has come for ``ReceptionTimeout/standard``, or the leg's keys cannot be used: hang up.
        case lost
        /// The leg is closed; nothing follows.
        case closed(MediaReport)
    }
}

/// What a peer has said, as it came.
public struct MediaRecording: Hashable, Sendable {
    /// The law of all bytes.
    public let law: G711
    /// A byte a sample, at 8 kHz.
    public let bytes: [UInt8]

    /// How long it is.
    public var duration: Duration { .microseconds(bytes.count * 125) }

    /// The samples.
    public func samples() -> [Int16] { bytes.map(law.decode) }
}

/// How a leg has been, at its end.
public struct MediaReport: Hashable, Sendable {
    /// How it was heard in both directions.
    public let quality: CallQuality
    /// Packets of sound and keys that were sent.
    public let packetsSent: UInt64
    /// Packets of strangers, which were dropped.
    public let foreignPackets: UInt64
    /// Datagrams that were no packet of this stream.
    public let brokenPackets: UInt64
    /// How often the peer sent from elsewhere than was settled.
    public let relatches: UInt64
    /// What was dropped of a secure leg.
    public let security: SecurityCounters
}
