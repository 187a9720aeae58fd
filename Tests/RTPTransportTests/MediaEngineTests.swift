import Glibc
import Media
import Prompts
import RTP
import Testing

@testable import RTPTransport

/// Legs on real sockets of this machine.
///
/// Each test waits for what is to come, and for no clock.
@Suite(.timeLimit(.minutes(10)))
struct MediaEngineTests {
    private let engine: MediaEngine
    private let events: AsyncStream<MediaEvent>

    init() throws { (engine, events) = try Self.start() }

    private static func start(
        _ change: (inout MediaSettings) -> Void = { _ in }
    ) throws -> (MediaEngine, AsyncStream<MediaEvent>) {
        let (events, sink) = AsyncStream.makeStream(of: MediaEvent.self)
        var settings = MediaSettings(localAddresses: [LoopbackPeer.v4, LoopbackPeer.v6])
        settings.priority = nil
        change(&settings)
        let engine = try MediaEngine(settings) { happened in for event in happened { sink.yield(event) } }
        return (engine, events)
    }

    private func configuration(_ peer: LoopbackPeer) -> MediaConfiguration {
        MediaConfiguration(
            sentEvents: .init(payloadType: 101), receivedEvents: .init(payloadType: 101), remote: peer.address)
    }

    private func next() async -> MediaEvent? {
        var iterator = events.makeAsyncIterator()
        return await iterator.next()
    }

    @Test(
        "A leg sends silence from its even port, twenty milliseconds apart by its own count",
        arguments: MediaAddress.Family.allCases)
    func silence(family: MediaAddress.Family) throws {
        let peer = try LoopbackPeer(family == .v4 ? LoopbackPeer.v4 : LoopbackPeer.v6)
        let port = try engine.open(MediaID(1), shard: 1, family: family, configuration(peer))
        #expect(port % 2 == 0)
        let (first, second) = (try peer.next(), try peer.next())
        #expect(first.from == peer.address.with(port: port))
        #expect(first.payload == Array(repeating: G711.aLaw.silence, count: 160))
        #expect(second.header.sequence == first.header.sequence &+ 1)
        #expect((second.header.timestamp &- first.header.timestamp) % 160 == 0)
        #expect(first.header.marker && !second.header.marker)
    }

    @Test("A prompt is heard, and told as played")
    func prompt() async throws {
        let peer = try LoopbackPeer()
        _ = try engine.open(MediaID(1), shard: 1, configuration(peer))
        var store = FrameStore()
        var list = Playlist()
        list.append(store.append([Int16](repeating: 9_000, count: 480)))
        engine.perform(.play(list, from: store, PlayToken(3)), on: MediaID(1))
        let loud = G711.aLaw.encode(9_000)
        while try peer.next().payload.first != loud {}
        #expect(try peer.next().payload.first == loud)
        #expect(try peer.next().payload.first == loud)
        #expect(try peer.next().payload.first == G711.aLaw.silence)
        #expect(await next() == MediaEvent(MediaID(1), .played(PlayToken(3))))
    }

    @Test("A key is told; a stranger's is not, neither before the peer was heard nor after")
    func keys() async throws {
        let (peer, stranger) = (try LoopbackPeer(), try LoopbackPeer())
        let port = try engine.open(MediaID(1), shard: 1, configuration(peer))
        stranger.press(.nine, number: 1, to: port)
        peer.press(.one, number: 1, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.one)))
        // The next packet leaves after the socket was connected to the peer.
        for _ in 0..<3 { _ = try peer.next() }
        stranger.press(.eight, number: 2, to: port)
        peer.press(.two, number: 9, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.two)))
    }

    @Test("A peer that has moved by re-INVITE is heard and sent to at its new place")
    func moved() async throws {
        let (peer, elsewhere) = (try LoopbackPeer(), try LoopbackPeer())
        let port = try engine.open(MediaID(1), shard: 1, configuration(peer))
        peer.press(.one, number: 1, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.one)))
        engine.perform(.configure(configuration(elsewhere)), on: MediaID(1))
        _ = try elsewhere.next()
        elsewhere.press(.two, number: 20, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.two)))
    }

    @Test("Two legs of a call hear each other, whichever thread has them")
    func bridge() throws {
        let (engine, _) = try Self.start { $0.threads = 2 }
        let (caller, technician) = (try LoopbackPeer(), try LoopbackPeer())
        let port = try engine.open(MediaID(1), shard: 7, configuration(caller))
        _ = try engine.open(MediaID(2), shard: 7, configuration(technician))
        engine.perform(.bridge(with: MediaID(1)), on: MediaID(2))
        var number: UInt16 = 0
        var heard: UInt8 = 0
        while heard != 0x25 {
            caller.say(0x25, number: number, to: port)
            number += 1
            _ = try caller.next()
            heard = try technician.next().payload[0]
            try #require(number < 200)
        }
    }

    @Test(
        "A leg that is closed says goodbye at the peer's next port, and is told as closed; its id can be used again"
    )
    func closing() async throws {
        let peer = try LoopbackPeer()
        let port = try engine.open(MediaID(1), shard: 1, configuration(peer))
        let sent = try peer.next()
        engine.perform(.close, on: MediaID(1))
        #expect(try peer.nextReport().contains(.goodbye([sent.header.ssrc])))
        guard case .closed = await next()?.happening else {
            Issue.record("the leg is not told as closed")
            return
        }
        let other = try engine.open(MediaID(1), shard: 1, configuration(peer))
        #expect(other != port)
        while try peer.next().header.ssrc == sent.header.ssrc {}
    }

    @Test("When all ports are in use or at rest, no leg is opened")
    func exhausted() async throws {
        let (engine, events) = try Self.start { $0.portRange = 47_110...47_111 }
        let peer = try LoopbackPeer()
        #expect(try engine.open(MediaID(1), shard: 1, configuration(peer)) == 47_110)
        #expect(throws: MediaError.portsExhausted(47_110...47_111)) {
            try engine.open(MediaID(2), shard: 1, configuration(peer))
        }
        engine.perform(.close, on: MediaID(1))
        for await event in events { if case .closed = event.happening { break } }
        #expect(throws: MediaError.portsExhausted(47_110...47_111)) {
            try engine.open(MediaID(2), shard: 1, configuration(peer))
        }
    }

    @Test("A pair of which another program has one port is passed over")
    func taken() throws {
        let other = try RTPSocket(LoopbackPeer.v4.with(port: 47_121))
        defer { other.close() }
        let (engine, _) = try Self.start { $0.portRange = 47_120...47_123 }
        #expect(try engine.open(MediaID(1), shard: 1, configuration(LoopbackPeer())) == 47_122)
    }

    @Test("No leg is opened twice, without an address of its family, or after the end")
    func refusals() throws {
        let (engine, _) = try Self.start { $0.localAddresses = [LoopbackPeer.v4] }
        let configuration = configuration(try LoopbackPeer())
        _ = try engine.open(MediaID(1), shard: -1, configuration)
        #expect(throws: MediaError.alreadyOpen(MediaID(1))) { try engine.open(MediaID(1), shard: 1, configuration) }
        #expect(throws: MediaError.noAddress(.v6)) {
            try engine.open(MediaID(2), shard: 1, family: .v6, configuration)
        }
        engine.stop()
        engine.stop()
        #expect(throws: MediaError.stopped) { try engine.open(MediaID(3), shard: 1, configuration) }
        engine.perform(.stop, on: MediaID(1))
    }

    @Test("What is no packet, and what is too long for one, leaves the leg as it was")
    func garbage() async throws {
        let peer = try LoopbackPeer()
        let port = try engine.open(MediaID(1), shard: 1, configuration(peer))
        let socket = try RTPSocket(LoopbackPeer.v4)
        defer { socket.close() }
        for count in [0, 1, 11, 1_500, 1_501, 9_000] {
            socket.send(Array(repeating: 0x80, count: count), count: count, to: LoopbackPeer.v4.with(port: port))
        }
        for _ in 0..<3 { _ = try peer.next() }
        peer.press(.one, number: 1, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.one)))
    }

    @Test("A peer that has been quiet for over a second is heard as soon as it presses a key")
    func quiet() async throws {
        let peer = try LoopbackPeer()
        let port = try engine.open(MediaID(1), shard: 1, configuration(peer))
        for _ in 0..<LegSockets.quietAfter + 10 { _ = try peer.next() }
        for (key, number) in [(TelephoneKey.one, 1), (.two, 9)] as [(TelephoneKey, UInt16)] {
            peer.press(key, number: number, to: port)
            #expect(await next() == MediaEvent(MediaID(1), .keyed(key)))
        }
    }

    @Test("A peer that moves and wants to hear nothing is heard at its new place all the same")
    func movedAndDeaf() async throws {
        let (peer, elsewhere) = (try LoopbackPeer(), try LoopbackPeer())
        let port = try engine.open(MediaID(1), shard: 1, configuration(peer))
        peer.press(.one, number: 1, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.one)))
        for _ in 0..<3 { _ = try peer.next() }
        var moved = configuration(elsewhere)
        moved.direction = .receiveOnly
        engine.perform(.configure(moved), on: MediaID(1))
        engine.perform(.keyedByInfo(.star), on: MediaID(1))
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.star, by: .info)))
        elsewhere.press(.two, number: 20, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.two)))
    }

    @Test("A stranger's flood drowns no key of a peer that is settled")
    func flood() async throws {
        let (peer, stranger) = (try LoopbackPeer(), try LoopbackPeer())
        let port = try engine.open(MediaID(1), shard: 1, configuration(peer))
        peer.press(.one, number: 1, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.one)))
        for _ in 0..<3 { _ = try peer.next() }
        for number in 0..<5_000 { stranger.say(0x25, number: UInt16(number), to: port) }
        peer.press(.two, number: 9, to: port)
        #expect(await next() == MediaEvent(MediaID(1), .keyed(.two)))
    }

    @Test("No more datagrams of a leg are read in a turn than may be, and none is lost for that", arguments: [1, 3])
    func datagramsPerTick(limit: Int) async throws {
        let (batches, sink) = AsyncStream.makeStream(of: [MediaEvent].self)
        var settings = MediaSettings(localAddresses: [LoopbackPeer.v4])
        settings.priority = nil
        settings.limits.datagramsPerTick = limit
        let engine = try MediaEngine(settings) { sink.yield($0) }
        let peer = try LoopbackPeer()
        let port = try engine.open(MediaID(1), shard: 1, configuration(peer))
        let keys: [TelephoneKey] = [.one, .two, .three, .four, .five, .six, .seven, .eight]
        for (number, key) in keys.enumerated() { peer.press(key, number: UInt16(number * 20), to: port) }
        var told: [MediaEvent.Happening] = []
        for await batch in batches {
            #expect(batch.count <= limit)
            told += batch.map(\.happening)
            if told.count == keys.count { break }
        }
        #expect(told == keys.map { .keyed($0) })
    }

    @Test("Where other programs have the ports, sixteen pairs are tried and no more")
    func mostTries() throws {
        let taken = try (0..<18).map { try RTPSocket(LoopbackPeer.v4.with(port: UInt16(47_200 + 2 * $0))) }
        defer { for socket in taken { socket.close() } }
        let (engine, _) = try Self.start { $0.portRange = 47_200...47_235 }
        let configuration = configuration(try LoopbackPeer())
        #expect(MediaEngine.mostTries == 16)
        #expect(throws: MediaError.refused(LoopbackPeer.v4, errno: EADDRINUSE)) {
            try engine.open(MediaID(1), shard: 1, configuration)
        }
        // Two of the eighteen were not tried; those that were are at rest.
        #expect(throws: MediaError.portsExhausted(47_200...47_235)) {
            try engine.open(MediaID(1), shard: 1, configuration)
        }
    }

    @Test("When the engine stops, every leg says goodbye and hands out its recording and its report")
    func stop() async throws {
        let peers = try (0..<3).map { _ in try LoopbackPeer() }
        for (number, peer) in peers.enumerated() {
            _ = try engine.open(MediaID(UInt64(number)), shard: number, configuration(peer))
        }
        engine.perform(.record(RecordingLimits()), on: MediaID(0))
        let sources = try peers.map { try $0.next().header.ssrc }
        engine.stop()
        var happened: [MediaID: [MediaEvent.Happening]] = [:]
        for await event in events {
            happened[event.leg, default: []].append(event.happening)
            if happened.values.joined().count == 4 { break }
        }
        for number in 0..<3 {
            guard case .closed = happened[MediaID(UInt64(number))]?.last else {
                Issue.record("leg \(number) is not told as closed")
                continue
            }
            #expect(try peers[number].nextReport().contains(.goodbye([sources[number]])))
        }
        guard case .recorded = happened[MediaID(0)]?.first else {
            Issue.record("the recording is lost")
            return
        }
    }
}
