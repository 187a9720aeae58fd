import SIP
import SIPTransport
import Testing

/// The loop as its owner sees it.
@Suite(.timeLimit(.minutes(10)))
struct SignallingServiceTests {
    @Test("The deadline is told at its time, and only the last one that was set")
    func deadline() async throws {
        let station = try await Station.start()
        let start = try await station.service.perform { loop in
            let now = loop.now
            loop.setDeadline(now + .seconds(3_600))
            loop.setDeadline(now + .milliseconds(20))
            return now
        }
        guard case .deadline(let time) = await station.next() else {
            Issue.record("no deadline")
            return
        }
        #expect(time >= start + .milliseconds(20))
        await station.service.shutdown()
    }

    @Test("Several transports listen at once, and their ends are reported in order")
    func listeners() async throws {
        let station = try await Station.start([.udp, .tcp], on: "::1")
        #expect(station.service.listeners.map(\.transport) == [.udp, .tcp])
        for listener in station.service.listeners {
            #expect(listener.endpoint.address.isLoopback)
            #expect(listener.endpoint.port != 0)
        }
        await station.service.shutdown()
    }

    @Test("IPv4 and IPv6 share a port", arguments: [TransportProtocol.udp, .tcp])
    func sharedPort(transport: TransportProtocol) async throws {
        let four = try await Station.start([transport], on: "0.0.0.0")
        let six = try await Station.start([transport], on: "::", port: try four.endpoint.port)
        #expect(try six.endpoint.port == four.endpoint.port)
        await four.service.shutdown()
        await six.service.shutdown()
    }

    @Test("After the end, connections are closed, ports are free and nothing is counted")
    func shutdown() async throws {
        let station = try await Station.start([.tcp, .udp])
        let end = try station.endpoint
        let rest = try await Peer.connect(to: end) { peer in
            try await peer.write(Sample.message())
            _ = try await station.message()
            await station.service.shutdown()
            return await peer.readToEnd()
        }
        #expect(rest == "")
        #expect(await station.service.counters() == nil)
        let next = try await Station.start([.tcp], port: end.port)
        await next.service.shutdown()
    }

    @Test("The standard limits")
    func limits() {
        let limits = TransportLimits.standard
        #expect(limits.datagramBytes == 65_535)
        #expect(limits.datagramsPerRead == 16)
        #expect(limits.inboundConnections == 1_000)
        #expect(limits.connectionsPerSource == 32)
        #expect(limits.outboundConnections == 256)
        #expect(limits.connectTime == .seconds(4))
        #expect(limits.handshakeTime == .seconds(10))
        #expect(limits.idleTime == .seconds(600))
        #expect(limits.messageTime == .seconds(10))
        #expect(limits.drainTime == .seconds(2))
        #expect(limits.waitingMessages == 64)
        #expect(limits.writeQueueBytes == 1_048_576)
        // A datagram or message that is allowed has to fit the buffers that hold it.
        #expect(limits.framing.bufferedBytes >= limits.framing.headerSectionBytes + limits.framing.bodyBytes + 65_536)
    }
}
