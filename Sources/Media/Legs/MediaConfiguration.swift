import RTP

/// What offer and answer have settled for one leg (RFC 3264); a new one replaces it at any moment of the call.
public struct MediaConfiguration: Hashable, Sendable {
    /// Which way sound goes, as seen from here.
    public enum Direction: Hashable, Sendable, CaseIterable {
        case sendReceive
        case sendOnly
        case receiveOnly
        case inactive

        /// Whether sound may go out.
        public var sends: Bool { self == .sendReceive || self == .sendOnly }
        /// Whether sound may come in.
        public var receives: Bool { self == .sendReceive || self == .receiveOnly }
    }

    /// How telephone-events travel in one direction (RFC 4733).
    public struct EventFormat: Hashable, Sendable {
        /// The payload type, 96 to 127 as a rule.
        public var payloadType: UInt8
        /// Units a second of its timestamps and durations.
        public var clockRate: UInt32

        /// Describes a format.
        public init(payloadType: UInt8, clockRate: UInt32 = 8_000) {
            self.payloadType = payloadType
            self.clockRate = clockRate
        }
    }

    /// The law in which sound is sent.
    public var law: G711
    /// The payload type of the law that is sent; nothing means the static one, 8 or 0.
    public var sentPayloadType: UInt8?
    /// Payload types at which the peer was told to send a law; a peer may change between them unannounced, and the
    /// static ones are always understood.
    public var receivedPayloadTypes: [UInt8: G711]
    /// How keys are sent; as tones where the peer takes no events.
    public var sentEvents: EventFormat?
    /// How keys come.
    public var receivedEvents: EventFormat?
    /// A second payload type for the same keys: some peers send them by their own number where they should use ours.
    public var otherEventPayloadType: UInt8?
    /// Where to send; nothing before the peer has said it.
    public var remote: MediaAddress?
    /// Where to send reports, if not at the port after that of the sound.
    public var remoteControl: MediaAddress?
    /// Whether reports share the port of the sound (RFC 5761).
    public var isMultiplexed: Bool
    /// Which way sound goes.
    public var direction: Direction
    /// Whether tones in the sound are keys, too: for peers that know no telephone-events.
    public var hearsTones: Bool
    /// The keys of a leg that is secure; then nothing but SRTP and SRTCP is sent or taken.
    public var security: MediaKeys?
    /// Whether the leg has to be secure: nothing is sent or taken while it has no keys.
    public var mustBeSecure: Bool

    /// Describes what was settled.
    public init(
        law: G711 = .aLaw, sentPayloadType: UInt8? = nil, receivedPayloadTypes: [UInt8: G711] = [:],
        sentEvents: EventFormat? = nil, receivedEvents: EventFormat? = nil, remote: MediaAddress? = nil,
        remoteControl: MediaAddress? = nil, isMultiplexed: Bool = false, direction: Direction = .sendReceive,
        hearsTones: Bool = false, security: MediaKeys? = nil, mustBeSecure: Bool = false
    ) {
        self.law = law
        self.sentPayloadType = sentPayloadType
        self.receivedPayloadTypes = receivedPayloadTypes
        self.sentEvents = sentEvents
        self.receivedEvents = receivedEvents
        self.remote = remote
        self.remoteControl = remoteControl
        self.isMultiplexed = isMultiplexed
        self.direction = direction
        self.hearsTones = hearsTones
        self.security = security
        self.mustBeSecure = mustBeSecure
    }

    /// Whether nothing may be sent or taken without protection.
    public var isSecure: Bool { mustBeSecure || security != nil }

    /// Whether a payload type stands for keys.
    func isEvent(_ payloadType: UInt8) -> Bool {
        guard let receivedEvents else { return false }
        return payloadType == receivedEvents.payloadType || payloadType == otherEventPayloadType
    }

    /// The payload type that sound is sent with.
    var payloadType: UInt8 { sentPayloadType ?? law.staticPayloadType }

    /// The law of a payload type that came in; nothing if it is no sound that is understood.
    func law(of payloadType: UInt8) -> G711? {
        if !receivedPayloadTypes.isEmpty, let law = receivedPayloadTypes[payloadType] { return law }
        return switch payloadType {
        case 8: .aLaw
        case 0: .muLaw
        default: nil
        }
    }
}

extension G711 {
    /// The payload type of RFC 3551 §6.
    var staticPayloadType: UInt8 {
        switch self {
        case .aLaw: 8
        case .muLaw: 0
        }
    }
}
