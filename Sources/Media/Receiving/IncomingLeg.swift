import RTP

/// What one leg hears of its peer: whose packets count, and which keys and sounds they bring.
///
/// A packet first has to come from the right source (``SourceLock``); then it proves that the peer is alive, and is
/// counted. Sound is kept only while somebody wants to hear it.
struct IncomingLeg: ~Copyable, Sendable {
    /// Datagrams that were no packets, or of no payload type that was settled.
    private(set) var broken: UInt64 = 0
    /// Whom the leg listens to.
    private(set) var lock: SourceLock<MediaAddress>
    private var timeout: ReceptionTimeout
    private var events: TelephoneEventReceiver
    private var combiner = KeyCombiner()
    private var isLost = false

    init(_ configuration: MediaConfiguration, _ limits: MediaLimits, now: Duration) {
        lock = SourceLock(expecting: configuration.expected)
        timeout = ReceptionTimeout(limit: limits.silence, at: now)
        timeout.held(!configuration.expectsSound, at: now)
        events = TelephoneEventReceiver(clockRate: Int(configuration.receivedEvents?.clockRate ?? 8_000))
    }

    /// Takes what was settled anew.
    mutating func configure(_ configuration: MediaConfiguration, before: MediaConfiguration, now: Duration) {
        if let expected = configuration.expected { lock.expect(expected) }
        timeout.held(!configuration.expectsSound, at: now)
        guard configuration.receivedEvents?.clockRate != before.receivedEvents?.clockRate else { return }
        events = TelephoneEventReceiver(clockRate: Int(configuration.receivedEvents?.clockRate ?? 8_000))
    }

    /// A packet of this leg's peer.
    struct Packet {
        let header: RTPHeader
        /// Where its payload lies in the datagram.
        let payload: Range<Int>
        /// The peer has begun a new stream: earlier numbers and timestamps mean nothing.
        let isNewStream: Bool
    }

    /// Takes a datagram that is held to be RTP.
    ///
    /// - Returns: the packet, if it belongs to the leg.
    mutating func receive(_ datagram: Span<UInt8>, from source: MediaAddress, now: Duration) -> Packet? {
        guard let packet = try? RTPPacket(parsing: datagram) else {
            broken &+= 1
            return nil
        }
        switch lock.receive(packet.header, from: source, now: now) {
        case .foreign, .probation: return nil
        case .accept:
            timeout.received(at: now)
            return Packet(header: packet.header, payload: packet.payload, isNewStream: false)
        case .acceptNewStream:
            timeout.received(at: now)
            return Packet(header: packet.header, payload: packet.payload, isNewStream: true)
        }
    }

    /// Takes a packet of telephone-events.
    ///
    /// - Returns: the keys that are told for the first time.
    mutating func keys(_ packet: Packet, in datagram: Span<UInt8>, now: Duration) -> TelephoneKeys {
        var keys = TelephoneKeys()
        for key in events.receive(packet.header, payload: datagram.extracting(packet.payload)) {
            if combiner.receive(key, by: .telephoneEvent, now: now) { keys.append(key) }
        }
        return keys
    }

    /// Whether a key that came another way is told for the first time.
    mutating func isNew(_ key: TelephoneKey, by way: KeyCombiner.Way, now: Duration) -> Bool {
        combiner.receive(key, by: way, now: now)
    }

    /// A packet of an unknown payload type.
    mutating func reject() { broken &+= 1 }

    /// A report proves that the peer is alive.
    mutating func reported(now: Duration) { timeout.received(at: now) }

    /// Whether nothing has come for too long; told once until something comes again.
    mutating func becameLost(now: Duration) -> Bool {
        let isOver = timeout.isOver(at: now)
        defer { isLost = isOver }
        return isOver && !isLost
    }
}

extension MediaConfiguration {
    /// Where the peer's packets are to come from; nothing while its address names no host, as in an old hold.
    var expected: MediaAddress? { remote.flatMap { $0.isReachable ? $0 : nil } }

    /// Whether the peer is to send: it has said from where, and is on hold in neither way.
    var expectsSound: Bool { direction.receives && expected != nil }
}
