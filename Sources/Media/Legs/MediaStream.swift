import Prompts
import RTP

/// The sound of one leg in both directions, joined from its parts; without socket or clock.
///
/// A leg belongs to one ``MediaShard``, which belongs to one thread. Every 20 ms the shard asks for the packet to send;
/// datagrams are handed in as they are read. Nothing is allocated for a packet: buffers for sound exist only while the
/// leg is bridged or recorded.
struct MediaStream: ~Copyable {
    let id: MediaID
    /// What offer and answer have settled.
    private(set) var configuration: MediaConfiguration
    /// The other leg of a bridge: its place in the shard.
    private(set) var partner: Int?
    /// Whether packets may pass.
    private(set) var protection: MediaProtection

    // What is for few legs lies elsewhere: the less memory a turn has to touch, the less it costs.
    private var ear: Ear?
    private var tones: ToneListener?
    private var outgoing: OutgoingLeg
    private var incoming: IncomingLeg
    private var exchange: ReportExchange
    private var nextReport: Duration
    private var route: ControlRoute<MediaAddress>?
    /// What the buffers of ears that are gone have counted.
    private var tooLate: UInt64 = 0
    private var buffered = Duration.zero
    private var refusals = SecurityCounters()

    init(
        _ id: MediaID, _ identity: StreamIdentity, _ configuration: MediaConfiguration, _ limits: MediaLimits,
        _ exchange: ReportExchange, now: Duration
    ) {
        self.id = id
        self.configuration = configuration
        self.exchange = exchange
        nextReport = exchange.nextReport
        protection = configuration.isSecure ? .awaited : .none
        outgoing = OutgoingLeg(identity, configuration)
        incoming = IncomingLeg(configuration, limits, now: now)
        tones = configuration.hearsTones ? ToneListener() : nil
        followRoute()
    }

    /// Where packets go: to the source that is locked, else where the peer said; nothing while it names no host.
    var destination: MediaAddress? {
        if let remote = configuration.remote, !remote.isReachable { return nil }
        return incoming.lock.locked ?? configuration.remote
    }

    /// Whether the peer has sent from where it said: nobody else will be listened to.
    var isSettled: Bool {
        guard let locked = incoming.lock.locked else { return false }
        return locked == configuration.remote && locked == incoming.lock.expected
    }

    /// Takes what was settled anew.
    mutating func configure(_ configuration: MediaConfiguration, now: Duration) {
        let before = self.configuration
        self.configuration = configuration
        outgoing.configure(configuration, before: before)
        incoming.configure(configuration, before: before, now: now)
        if configuration.hearsTones != before.hearsTones { tones = configuration.hearsTones ? ToneListener() : nil }
        if configuration.isMultiplexed != before.isMultiplexed { route = nil }
        protection = configuration.isSecure ? .awaited : .none
        followRoute()
    }

    /// Keys can be used, or cannot.
    mutating func protect(_ protection: MediaProtection, events: inout [MediaEvent]) {
        guard configuration.isSecure, protection != self.protection else { return }
        self.protection = protection
        if protection == .failed { events.append(MediaEvent(id, .lost)) }
    }

    /// A packet was dropped before the leg could see it, or after it was written.
    mutating func refused(_ refusal: SecurityRefusal) { refusals.count(refusal) }

    private mutating func followRoute() {
        guard let media = destination else { return }
        let announced =
            configuration.remoteControl ?? media.with(port: media.port == .max ? media.port : media.port + 1)
        if route == nil {
            route = ControlRoute(media: media, announced: announced, isMultiplexed: configuration.isMultiplexed)
        } else {
            route?.mediaMoved(to: media, announced: announced)
        }
    }
}

// MARK: Out

extension MediaStream {
    /// Begins a prompt.
    mutating func play(_ list: Playlist, from store: FrameStore, _ token: PlayToken, into events: inout [MediaEvent]) {
        if let played = outgoing.play(list, from: store, token) { events.append(MediaEvent(id, .played(played))) }
    }

    /// Cuts off the prompt.
    mutating func stop() { outgoing.stop() }

    /// Sounds the beep.
    mutating func beep() { outgoing.beep() }

    /// Sends keys to the peer.
    mutating func press(_ keys: TelephoneKeys) { outgoing.press(keys) }

    /// Writes the packet of a tick.
    ///
    /// - Returns: nothing while nothing may be sent.
    mutating func turn(
        other: BridgedFrame?, into packet: inout [UInt8], now: Duration, events: inout [MediaEvent]
    ) -> MediaShard.Outgoing? {
        if incoming.becameLost(now: now), protection != .failed { events.append(MediaEvent(id, .lost)) }
        guard configuration.direction.sends, protection.lets, let destination else {
            outgoing.skip()
            return nil
        }
        let sent = outgoing.next(other: other, into: &packet)
        exchange.sent(sent.header, payload: sent.payload, at: now)
        if let played = sent.played { events.append(MediaEvent(id, .played(played))) }
        return MediaShard.Outgoing(
            count: RTPHeader.length + sent.payload, destination: destination, isSettled: isSettled)
    }
}

/// A leg at its place in a shard.
///
/// A class, so that a place is small, with all of the leg in one property: each use of a property of a class is checked
/// for exclusive access, which was a quarter of what a turn costs.
final class MediaSeat {
    var stream: MediaStream

    init(_ stream: consuming MediaStream) { self.stream = stream }
}

// MARK: In

extension MediaStream {
    /// Takes a datagram that came to the port of the sound.
    ///
    /// - Returns: keys that the other leg of a bridge is to be sent.
    mutating func receive(
        _ datagram: Span<UInt8>, from source: MediaAddress, arrived: Duration?, now: Duration,
        events: inout [MediaEvent]
    ) -> TelephoneKeys {
        guard protection.lets else { return [] }
        switch PacketKind(of: datagram) {
        case .rtp: return receiveSound(datagram, from: source, arrived: arrived, now: now, events: &events)
        case .rtcp: if configuration.isMultiplexed { receiveReport(datagram, from: source, now: now) }
        case .stun, .dtls, .unknown: incoming.reject()
        }
        return []
    }

    private mutating func receiveSound(
        _ datagram: Span<UInt8>, from source: MediaAddress, arrived: Duration?, now: Duration,
        events: inout [MediaEvent]
    ) -> TelephoneKeys {
        guard let packet = incoming.receive(datagram, from: source, now: now) else { return [] }
        if packet.isNewStream { followRoute() }
        let isEvent = configuration.isEvent(packet.header.payloadType)
        let verdict = exchange.received(
            packet.header, at: arrived ?? now, measuresJitter: arrived != nil && !isEvent)
        if isEvent {
            let keys = incoming.keys(packet, in: datagram, now: now)
            for key in keys { events.append(MediaEvent(id, .keyed(key, by: .telephoneEvent))) }
            return keys
        }
        guard configuration.direction.receives else { return [] }
        if let law = configuration.law(of: packet.header.payloadType) {
            let samples = datagram.extracting(packet.payload)
            if ear?.receive(packet.header, samples, law: law, now: now) == true {
                events.append(MediaEvent(id, .soundBegan))
            }
            for key in tones?.receive(samples, law: law, verdict) ?? []
            where incoming.isNew(key, by: .inBand, now: now) {
                events.append(MediaEvent(id, .keyed(key, by: .inBand)))
            }
        } else if packet.header.payloadType == Self.comfortNoise {
            ear?.receiveComfortNoise(packet.header)
        } else {
            incoming.reject()
        }
        return []
    }

    /// The payload type of RFC 3389.
    private static let comfortNoise: UInt8 = 13

    /// Takes a key that came by SIP INFO.
    ///
    /// - Returns: whether it is told for the first time.
    mutating func receiveInfo(_ key: TelephoneKey, now: Duration, events: inout [MediaEvent]) -> Bool {
        guard incoming.isNew(key, by: .info, now: now) else { return false }
        events.append(MediaEvent(id, .keyed(key, by: .info)))
        return true
    }
}

// MARK: Listening

extension MediaStream {
    /// Whether somebody listens to the leg: the other side of a bridge, a recorder, or somebody live.
    var isListening: Bool { ear != nil }

    /// Joins the leg to another, or parts them.
    mutating func bridge(to partner: Int?) {
        self.partner = partner
        if partner != nil { listen() }
        ear?.isBridged = partner != nil
        dropIdleEar()
    }

    /// Begins a recording; one that goes on already is handed out.
    mutating func record(_ limits: RecordingLimits, events: inout [MediaEvent]) {
        stopRecording(events: &events)
        listen()
        let recorder = Recorder(limits, law: ear?.law ?? configuration.law)
        ear?.record(with: recorder)
    }

    /// Ends the recording.
    mutating func stopRecording(events: inout [MediaEvent]) {
        guard let recorder = ear?.recorder else { return }
        ear?.record(with: nil)
        dropIdleEar()
        events.append(MediaEvent(id, .recorded(recorder.recording)))
    }

    /// Begins to tell what the peer says; what was told before ends with its last piece.
    mutating func listen(chunk: Duration, now: Duration, events: inout [MediaEvent]) {
        stopListening(now: now, events: &events)
        listen()
        ear?.live = LiveTrack(configuration.law, chunk: chunk, now: now)
    }

    /// Ends that.
    mutating func stopListening(now: Duration, events: inout [MediaEvent]) {
        guard let sound = ear?.live?.finish(now: now) else {
            if ear?.live != nil { ear?.live = nil }
            return dropIdleEar()
        }
        ear?.live = nil
        dropIdleEar()
        events.append(MediaEvent(id, .heard(sound)))
    }

    /// Takes the frame that the peer has said by now.
    mutating func hear(_ frame: inout BridgedFrame, now: Duration, events: inout [MediaEvent]) {
        var isFirst = true
        while let sound = ear?.live?.take(now: now, isFirstOfTurn: isFirst) {
            events.append(MediaEvent(id, .heard(sound)))
            isFirst = false
        }
        switch ear?.take(&frame) {
        case .silence: events.append(MediaEvent(id, .fellSilent))
        case .full: stopRecording(events: &events)
        case nil: break
        }
    }

    private mutating func listen() {
        if ear == nil { ear = Ear(configuration.law) }
    }

    private mutating func dropIdleEar() {
        guard let ear, ear.isIdle else { return }
        tooLate &+= ear.tooLate
        buffered = ear.meanDelay
        self.ear = nil
    }
}

// MARK: Reports

extension MediaStream {
    /// Whether a report is to be sent.
    func owesReport(now: Duration) -> Bool { now >= nextReport }

    /// Where reports go; nothing before the peer is known, or while nothing may be sent.
    var reportRoute: ReportRoute? {
        guard protection.lets else { return nil }
        return route.map { ReportRoute(destination: $0.destination, byMediaPort: configuration.isMultiplexed) }
    }

    /// Takes a datagram that is held to be RTCP.
    mutating func receiveReport(_ datagram: Span<UInt8>, from source: MediaAddress, now: Duration) {
        guard protection.lets else { return }
        guard (try? RTCPPacket.parse(datagram)) != nil else { return incoming.reject() }
        let isMediaHost = destination?.isSameHost(as: source) ?? false
        guard route?.received(from: source, isMediaHost: isMediaHost) == true else { return }
        incoming.reported(now: now)
        _ = try? exchange.receive(datagram, at: now)
    }

    /// Writes the report that is due.
    ///
    /// - Parameter random: from 0 to 1.
    mutating func report(into bytes: inout [UInt8], now: Duration, random: Double) {
        bytes.removeAll(keepingCapacity: true)
        exchange.appendReport(to: &bytes, at: now, random: random)
        nextReport = exchange.nextReport
    }

    /// Writes the last report, and sums the leg up.
    mutating func close(into bytes: inout [UInt8], now: Duration, events: inout [MediaEvent]) {
        bytes.removeAll(keepingCapacity: true)
        stopRecording(events: &events)
        stopListening(now: now, events: &events)
        bridge(to: nil)
        exchange.appendGoodbye(to: &bytes, at: now)
        let report = MediaReport(
            quality: CallQuality(exchange, tooLate: tooLate, buffered: buffered),
            packetsSent: exchange.packetsSent, foreignPackets: incoming.lock.counters.foreign,
            brokenPackets: incoming.broken, relatches: incoming.lock.counters.relatched, security: refusals)
        events.append(MediaEvent(id, .closed(report)))
    }
}
