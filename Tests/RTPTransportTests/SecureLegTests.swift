import Media
import Prompts
import RTP
import SRTP
import Testing

@testable import RTPTransport

/// Legs that are secure, on real sockets, with a peer that has a context of its own.
@Suite(.timeLimit(.minutes(10)))
struct SecureLegTests {
    private let engine: MediaEngine
    private let events: AsyncStream<MediaEvent>
    private let leg = MediaID(1)

    init() throws { (engine, events) = try Self.start() }

    private static func start(secureLegs: Int = 100) throws -> (MediaEngine, AsyncStream<MediaEvent>) {
        let (events, sink) = AsyncStream.makeStream(of: MediaEvent.self)
        var settings = MediaSettings(localAddresses: [LoopbackPeer.v4])
        settings.priority = nil
        settings.secureLegs = secureLegs
        let engine = try MediaEngine(settings) { happened in for event in happened { sink.yield(event) } }
        return (engine, events)
    }

    private func next() async -> MediaEvent.Happening? {
        var iterator = events.makeAsyncIterator()
        return await iterator.next()?.happening
    }

    private func close() async throws -> MediaReport {
        engine.perform(.close, on: leg)
        while let happening = await next() { if case .closed(let report) = happening { return report } }
        throw LoopbackPeer.Silent()
    }

    @Test("What goes out is encrypted, and the peer's keys are heard", arguments: MediaKeys.Suite.allCases)
    func bothWays(suite: MediaKeys.Suite) async throws {
        let peer = try SecurePeer(suite)
        let port = try engine.open(leg, shard: 1, peer.configuration())
        let silence = [UInt8](repeating: G711.aLaw.silence, count: 160)
        let (first, second) = (try peer.next(), try peer.next())
        #expect(first.raw.count == 172 + (suite == .aes128SHA1Tag80 ? 10 : 4))
        #expect(Array(first.raw[12..<172]) != silence)
        #expect(first.payload == silence)
        #expect(second.header.sequence == first.header.sequence &+ 1)
        try peer.press(.one, number: 1, to: port)
        #expect(await next() == .keyed(.one))
        #expect(try await close().security == SecurityCounters())
    }

    @Test("Plain packets are dropped, be it the peer's or a stranger's, and move the leg nowhere")
    func plain() async throws {
        let (peer, stranger) = (try SecurePeer(), try LoopbackPeer())
        let port = try engine.open(leg, shard: 1, peer.configuration())
        for number in UInt16(1)...7 { stranger.say(0x25, number: number, to: port) }
        peer.line.say(0x25, number: 1, to: port)
        peer.line.press(.nine, number: 2, to: port)
        _ = try peer.next()
        try peer.press(.one, number: 3, to: port)
        #expect(await next() == .keyed(.one))
        _ = try peer.next()
        let report = try await close()
        #expect(report.security.authenticationFailures == 8)
        #expect(report.security.unusable == 1, "a packet that has no room for a tag")
        #expect(report.foreignPackets == 0)
        #expect(report.brokenPackets == 0)
    }

    @Test("A packet that was changed on its way is dropped, and taken once it comes unchanged")
    func tampering() async throws {
        let peer = try SecurePeer()
        let port = try engine.open(leg, shard: 1, peer.configuration())
        let sealed = try peer.sealed(.one, number: 1)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x04
            peer.send(changed, to: port)
            // Another packet of ours means that what has come so far was read.
            if index % 4 == 0 { _ = try peer.next() }
        }
        peer.send(sealed, to: port)
        #expect(await next() == .keyed(.one))
        let report = try await close()
        #expect(report.security.authenticationFailures + report.security.unusable == UInt64(sealed.count))
        #expect(report.brokenPackets == 0)
    }

    @Test("A packet that comes again is dropped; so it is after a re-offer with the same keys")
    func replay() async throws {
        let peer = try SecurePeer()
        let port = try engine.open(leg, shard: 1, peer.configuration())
        let sealed = try peer.sealed(.one, number: 1)
        peer.send(sealed, to: port)
        peer.send(sealed, to: port)
        #expect(await next() == .keyed(.one))
        engine.perform(.configure(peer.configuration { $0.direction = .sendOnly }), on: leg)
        engine.perform(.keyedByInfo(.star), on: leg)
        #expect(await next() == .keyed(.star, by: .info))
        peer.send(sealed, to: port)
        try peer.press(.two, number: 9, to: port)
        #expect(await next() == .keyed(.two))
        #expect(try await close().security.replays == 2)
    }

    @Test("After a re-offer with other keys, the old ones open nothing and protect nothing")
    func keyChange() async throws {
        let before = try SecurePeer()
        let port = try engine.open(leg, shard: 1, before.configuration())
        try before.press(.one, number: 1, to: port)
        #expect(await next() == .keyed(.one))
        let after = try SecurePeer(at: before.line)
        engine.perform(.configure(after.configuration()), on: leg)
        while (try? before.next()) != nil {}
        _ = try after.next()
        try before.press(.two, number: 9, to: port)
        try after.press(.three, number: 20, to: port)
        #expect(await next() == .keyed(.three))
        #expect(try await close().security.authenticationFailures == 1)
    }

    @Test("A leg that has to be secure sends nothing before it has keys, and then no plain packet")
    func awaited() async throws {
        let peer = try SecurePeer()
        let port = try engine.open(
            leg, shard: 1,
            peer.configuration {
                $0.security = nil
                $0.mustBeSecure = true
            })
        peer.line.say(0x25, number: 1, to: port)
        // Each key is told in a slice of its own: after ten, each of the four has looked for packets, even if some were missed.
        for key in TelephoneKey.allCases.prefix(11) where key != .five {
            engine.perform(.keyedByInfo(key), on: leg)
            #expect(await next() == .keyed(key, by: .info))
        }
        engine.perform(.configure(peer.configuration { $0.mustBeSecure = true }), on: leg)
        #expect(try peer.next().header.marker)
        try peer.press(.five, number: 3, to: port)
        #expect(await next() == .keyed(.five))
        #expect(try await close().security.unusable == 1)
    }

    @Test(
        "Reports are protected both ways, at a port of their own and at the port of the sound",
        arguments: [false, true])
    func reports(isMultiplexed: Bool) async throws {
        let peer = try SecurePeer()
        let port = try engine.open(leg, shard: 1, peer.configuration { $0.isMultiplexed = isMultiplexed })
        let sent = try peer.next()
        let controlPort = isMultiplexed ? port : port + 1
        let sealed = try peer.sealedReport()
        var changed = sealed
        changed[5] ^= 1
        var plain: [UInt8] = []
        ReceiverReport(ssrc: 5, blocks: []).append(to: &plain)
        for bytes in [changed, plain + [UInt8](repeating: 0, count: 16), sealed, sealed] {
            peer.send(bytes, to: controlPort, byMediaPort: isMultiplexed)
            // A control port is read once a tick.
            _ = try peer.next()
        }
        let report = try await close()
        #expect(report.security.authenticationFailures == 1)
        #expect(report.security.unusable == 1, "what says that it is not encrypted")
        #expect(report.security.replays == 1)
        #expect(try peer.nextReport(byMediaPort: isMultiplexed).contains(.goodbye([sent.header.ssrc])))
    }

    @Test("No more legs are secure at once than may be; plain ones are opened all the same")
    func limit() async throws {
        let (engine, _) = try Self.start(secureLegs: 1)
        let peer = try SecurePeer()
        _ = try engine.open(MediaID(1), shard: 1, peer.configuration())
        #expect(throws: MediaError.tooManySecureLegs(1)) {
            try engine.open(MediaID(2), shard: 1, peer.configuration())
        }
        #expect(throws: MediaError.tooManySecureLegs(1)) {
            try engine.open(MediaID(2), shard: 1, MediaConfiguration(mustBeSecure: true))
        }
        _ = try engine.open(MediaID(2), shard: 1, MediaConfiguration())
        engine.perform(.close, on: MediaID(1))
        _ = try engine.open(MediaID(3), shard: 1, peer.configuration())
    }

    @Test("A leg that is to become secure and may not is told as lost, and sends nothing")
    func refused() async throws {
        let (engine, events) = try Self.start(secureLegs: 0)
        let peer = try SecurePeer()
        _ = try engine.open(leg, shard: 1, peer.configuration { $0.security = nil })
        _ = try peer.line.next()
        engine.perform(.configure(peer.configuration()), on: leg)
        var iterator = events.makeAsyncIterator()
        #expect(await iterator.next() == MediaEvent(leg, .lost))
        engine.perform(.close, on: leg)
        guard case .closed = await iterator.next()?.happening else {
            Issue.record("the leg is not told as closed")
            return
        }
    }
}
