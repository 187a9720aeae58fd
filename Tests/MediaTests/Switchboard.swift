import Media
import Prompts
import RTP
import Testing

/// A shard with legs, in virtual time: what the tests of media speak to.
final class Switchboard {
    static let peer = MediaAddress.v4(0xC000_0201, port: 40_000)
    static let technician = MediaAddress.v4(0xC000_0202, port: 50_000)
    static let stranger = MediaAddress.v4(0xC633_6401, port: 666)

    private(set) var shard: MediaShard
    private(set) var now = Duration.seconds(100)
    private var received: [MediaEvent] = []

    init(limits: MediaLimits = MediaLimits()) {
        shard = MediaShard(limits: limits, wallClock: NTPTimestamp(sinceUnixEpoch: .zero), seed: 1)
    }

    /// A leg's packet, taken apart.
    struct Packet: Equatable {
        var header: RTPHeader
        var payload: [UInt8]
        var destination: MediaAddress
    }

    @discardableResult
    func open(_ number: UInt64, _ configuration: MediaConfiguration = .common) -> MediaID {
        let id = MediaID(number)
        let identity = StreamIdentity(ssrc: UInt32(number), sequence: 65_534, timestamp: 1_000)
        _ = shard.open(id, identity, configuration, now: now)
        return id
    }

    func perform(_ command: MediaCommand, on id: MediaID) { shard.perform(command, on: id, now: now) }

    func close(_ id: MediaID) -> ReportRoute? { shard.close(id, now: now) }

    func protect(_ protection: MediaProtection, on id: MediaID) {
        if let place = shard.place(of: id) { shard.protect(protection, at: place) }
    }

    func refused(_ refusal: SecurityRefusal, on id: MediaID) {
        shard.refused(refusal, at: shard.place(of: id) ?? shard.placeCount)
    }

    /// What happened since it was asked last.
    func happenings(on id: MediaID) -> [MediaEvent.Happening] {
        received += shard.takeEvents()
        defer { received.removeAll { $0.leg == id } }
        return received.filter { $0.leg == id }.map(\.happening)
    }

    /// A leg's turn; other legs have none, and no time passes.
    func turn(_ id: MediaID) throws -> Packet? {
        guard let place = shard.place(of: id), let outgoing = shard.turn(of: place, now: now) else { return nil }
        let bytes = Array(shard.packet.prefix(outgoing.count))
        let packet = try RTPPacket(parsing: bytes.span)
        return Packet(header: packet.header, payload: Array(bytes[packet.payload]), destination: outgoing.destination)
    }

    func isSettled(_ id: MediaID) -> Bool {
        guard let place = shard.place(of: id) else { return false }
        return shard.turn(of: place, now: now)?.isSettled ?? false
    }

    func wait(_ duration: Duration = .milliseconds(20)) { now += duration }

    /// The report that is due, with its route.
    func report(_ id: MediaID) throws -> (route: ReportRoute, packets: [RTCPPacket])? {
        guard let place = shard.place(of: id), let route = shard.reportIfDue(of: place, now: now) else { return nil }
        return (route, try lastReport())
    }

    /// The report that was written last.
    func lastReport() throws -> [RTCPPacket] {
        let bytes = shard.report
        return try RTCPPacket.parse(bytes.span)
    }

    /// A datagram comes in.
    func receive(_ bytes: [UInt8], on id: MediaID, from source: MediaAddress = Switchboard.peer) {
        guard let place = shard.place(of: id) else { return }
        shard.receive(bytes.span, at: place, from: source, arrived: now, now: now)
    }

    /// A report comes in.
    func receiveReport(_ bytes: [UInt8], on id: MediaID, from source: MediaAddress) {
        guard let place = shard.place(of: id) else { return }
        shard.receiveReport(bytes.span, at: place, from: source, now: now)
    }

    /// Twenty milliseconds of sound come in: the same byte throughout.
    func hear(
        _ byte: UInt8, number: Int, payloadType: UInt8 = 8, ssrc: UInt32 = 77, on id: MediaID,
        from source: MediaAddress = Switchboard.peer
    ) {
        receive(
            Self.packet(
                RTPHeader(
                    payloadType: payloadType, marker: number == 0, sequence: UInt16(number),
                    timestamp: UInt32(number * 160), ssrc: ssrc),
                Array(repeating: byte, count: 160)), on: id, from: source)
    }

    /// The first report of a key's event comes in.
    func press(
        _ key: TelephoneKey, number: Int, payloadType: UInt8 = 101, on id: MediaID,
        from source: MediaAddress = Switchboard.peer
    ) {
        receive(
            Self.packet(
                RTPHeader(
                    payloadType: payloadType, marker: true, sequence: UInt16(number), timestamp: UInt32(number * 160),
                    ssrc: 77), [key.rawValue, 10, 0, 160]), on: id, from: source)
    }

    static func packet(_ header: RTPHeader, _ payload: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: RTPHeader.length)
        var span = bytes.mutableSpan
        _ = try? header.write(into: &span)
        return bytes + payload
    }
}

extension MediaConfiguration {
    /// A-law and telephone-events both ways, with the peer.
    static let common = MediaConfiguration(
        sentEvents: EventFormat(payloadType: 101), receivedEvents: EventFormat(payloadType: 101),
        remote: Switchboard.peer)

    /// The same with changes.
    static func common(_ change: (inout MediaConfiguration) -> Void) -> MediaConfiguration {
        var configuration = common
        change(&configuration)
        return configuration
    }
}

/// A prompt whose frames can be told apart.
struct Sound {
    let store: FrameStore
    let list: Playlist

    init(frames: Int, from first: Int = 1) {
        var store = FrameStore()
        var list = Playlist()
        let samples = (first..<first + frames).flatMap { frame in
            [Int16](repeating: Int16(clamping: frame * 500), count: FrameStore.frameLength)
        }
        list.append(store.append(samples))
        self.store = store
        self.list = list
    }

    /// The first byte of a frame, counted from 1.
    func byte(_ frame: Int, _ law: G711 = .aLaw) -> UInt8 { law.encode(Int16(clamping: frame * 500)) }
}
