import Prompts
import RTP

/// The legs that one thread carries, each at a place of its own.
///
/// The thread reads the clock and the sockets; what is decided is decided here. Every fourth tick is the turn of a leg:
/// its place modulo ``TickPlan/slices`` is its slice. The legs of a bridge take each other's sound, so they must lie on
/// the same shard.
public struct MediaShard: ~Copyable {
    /// The packet that the last turn wrote.
    public private(set) var packet = [UInt8](repeating: 0, count: OutgoingLeg.packetLength)
    /// The report that was written last.
    public private(set) var report: [UInt8] = []
    /// How many legs there are.
    public private(set) var count = 0

    private let limits: MediaLimits
    private let wallClock: NTPTimestamp
    private var random: SplitMix64
    private var legs: [MediaSeat?] = []
    private var places: [MediaID: Int] = [:]
    private var frame = BridgedFrame()
    private var events: [MediaEvent] = []

    /// A shard without legs.
    ///
    /// - Parameters:
    ///   - wallClock: the time of day at moment zero of `now`.
    ///   - seed: of the numbers that vary the reports.
    public init(limits: MediaLimits = MediaLimits(), wallClock: NTPTimestamp, seed: UInt64) {
        self.limits = limits
        self.wallClock = wallClock
        random = SplitMix64(state: seed)
    }

    /// One more than the highest place.
    public var placeCount: Int { legs.count }

    /// The legs that are open.
    public var ids: [MediaID] { Array(places.keys) }

    /// Where a leg lies.
    public func place(of id: MediaID) -> Int? { places[id] }

    /// Takes a leg in, at the first free place.
    ///
    /// - Returns: the place; nothing if the leg is here already.
    public mutating func open(
        _ id: MediaID, _ identity: StreamIdentity, _ configuration: MediaConfiguration, now: Duration
    ) -> Int? {
        guard places[id] == nil else { return nil }
        let place = legs.firstIndex { $0 == nil } ?? legs.count
        if place == legs.count { legs.append(nil) }
        let exchange = ReportExchange(
            ssrc: identity.ssrc, name: Array(String(random.next(), radix: 36).utf8), wallClock: wallClock, at: now,
            random: nextFraction())
        legs[place] = MediaSeat(MediaStream(id, identity, configuration, limits, exchange, now: now))
        places[id] = place
        count += 1
        return place
    }

    /// Takes a leg out; what is left to send is in ``report``.
    ///
    /// - Returns: where the last report goes.
    public mutating func close(_ id: MediaID, now: Duration) -> ReportRoute? {
        guard let place = places.removeValue(forKey: id) else { return nil }
        unbridge(place)
        let route = legs[place]?.stream.reportRoute
        legs[place]?.stream.close(into: &report, now: now, events: &events)
        legs[place] = nil
        count -= 1
        while let last = legs.last, last == nil { legs.removeLast() }
        return route
    }

    /// Hands out what has happened since it was asked last.
    public mutating func takeEvents() -> [MediaEvent] {
        guard !events.isEmpty else { return [] }
        defer { events = [] }
        return events
    }

    private mutating func nextFraction() -> Double { Double(random.next() >> 11) / Double(1 << 53) }
}

// MARK: Commands

extension MediaShard {
    /// Does what a call asks; a command for a leg that is closed is void.
    ///
    /// Closing goes by ``close(_:now:)``, which tells where the last report goes.
    public mutating func perform(_ command: MediaCommand, on id: MediaID, now: Duration) {
        guard let place = places[id] else { return }
        switch command {
        case .configure(let configuration): legs[place]?.stream.configure(configuration, now: now)
        case .play(let list, let store, let token): legs[place]?.stream.play(list, from: store, token, into: &events)
        case .stop: legs[place]?.stream.stop()
        case .beep: legs[place]?.stream.beep()
        case .press(let keys): legs[place]?.stream.press(keys)
        case .keyedByInfo(let key):
            if legs[place]?.stream.receiveInfo(key, now: now, events: &events) == true { pass([key], from: place) }
        case .record(let limits): legs[place]?.stream.record(limits, events: &events)
        case .stopRecording: legs[place]?.stream.stopRecording(events: &events)
        case .listen(let chunk): legs[place]?.stream.listen(chunk: chunk, now: now, events: &events)
        case .stopListening: legs[place]?.stream.stopListening(now: now, events: &events)
        case .bridge(let other): if let partner = places[other] { bridge(place, partner) }
        case .unbridge: unbridge(place)
        case .close: _ = close(id, now: now)
        }
    }

    /// Keys of a leg can be used, or cannot; void for a leg that need not be secure.
    public mutating func protect(_ protection: MediaProtection, at place: Int) {
        guard legs.indices.contains(place) else { return }
        legs[place]?.stream.protect(protection, events: &events)
    }

    /// A packet of a leg was dropped for the sake of security.
    public mutating func refused(_ refusal: SecurityRefusal, at place: Int) {
        guard legs.indices.contains(place) else { return }
        legs[place]?.stream.refused(refusal)
    }

    private mutating func bridge(_ place: Int, _ partner: Int) {
        guard place != partner else { return }
        unbridge(place)
        unbridge(partner)
        legs[place]?.stream.bridge(to: partner)
        legs[partner]?.stream.bridge(to: place)
    }

    private mutating func unbridge(_ place: Int) {
        guard let partner = legs[place]?.stream.partner else { return }
        legs[place]?.stream.bridge(to: nil)
        legs[partner]?.stream.bridge(to: nil)
    }

    /// The other leg of a bridge is sent the keys; tones in the sound go by themselves.
    private mutating func pass(_ keys: TelephoneKeys, from place: Int) {
        guard !keys.isEmpty, let partner = legs[place]?.stream.partner else { return }
        legs[partner]?.stream.press(keys)
    }
}

// MARK: Packets

extension MediaShard {
    /// Takes a datagram that came to a leg's port for sound.
    ///
    /// - Parameter arrived: when it came, where that is known better than by the turn in which it is read; only such
    ///   datagrams tell of jitter.
    public mutating func receive(
        _ datagram: Span<UInt8>, at place: Int, from source: MediaAddress, arrived: Duration?, now: Duration
    ) {
        guard legs.indices.contains(place), let leg = legs[place] else { return }
        let keys = leg.stream.receive(datagram, from: source, arrived: arrived, now: now, events: &events)
        if !keys.isEmpty { pass(keys, from: place) }
    }

    /// Takes a datagram that came to a leg's port for reports.
    public mutating func receiveReport(_ datagram: Span<UInt8>, at place: Int, from source: MediaAddress, now: Duration)
    {
        guard legs.indices.contains(place) else { return }
        legs[place]?.stream.receiveReport(datagram, from: source, now: now)
    }

    /// Something to send.
    public struct Outgoing: Hashable, Sendable {
        /// How many bytes of the packet.
        public let count: Int
        /// Where to.
        public let destination: MediaAddress
        /// Whether packets can come from there alone: the peer sends from where it has said.
        public let isSettled: Bool
    }

    /// A leg's turn: writes its ``packet``.
    ///
    /// - Returns: nothing where there is no leg, or nothing may be sent.
    public mutating func turn(of place: Int, now: Duration) -> Outgoing? {
        guard legs.indices.contains(place), let leg = legs[place] else { return nil }
        guard let partner = leg.stream.partner else {
            if leg.stream.isListening { leg.stream.hear(&frame, now: now, events: &events) }
            return leg.stream.turn(other: nil, into: &packet, now: now, events: &events)
        }
        legs[partner]?.stream.hear(&frame, now: now, events: &events)
        return leg.stream.turn(other: frame, into: &packet, now: now, events: &events)
    }

    /// Writes a leg's ``report``, if one is due.
    ///
    /// - Returns: where it goes.
    public mutating func reportIfDue(of place: Int, now: Duration) -> ReportRoute? {
        guard legs.indices.contains(place), legs[place]?.stream.owesReport(now: now) == true else { return nil }
        let fraction = nextFraction()
        legs[place]?.stream.report(into: &report, now: now, random: fraction)
        return legs[place]?.stream.reportRoute
    }
}

/// Where a report goes.
public struct ReportRoute: Hashable, Sendable {
    /// The peer's address.
    public let destination: MediaAddress
    /// Whether it leaves by the port of the sound (RFC 5761).
    public let byMediaPort: Bool

    /// Describes a way.
    public init(destination: MediaAddress, byMediaPort: Bool) {
        self.destination = destination
        self.byMediaPort = byMediaPort
    }
}

/// A small generator for what need not be secret.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
