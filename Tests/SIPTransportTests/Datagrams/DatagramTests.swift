import SIP
import SIPTransport
import Testing

/// UDP on real sockets.
@Suite(.timeLimit(.minutes(10)))
struct DatagramTests {
    @Test("A datagram is delivered with its path, and the answer goes back", arguments: ["127.0.0.1", "::1"])
    func echo(address: String) async throws {
        let server = try await Station.start([.udp], on: address, answer: Station.echo)
        let client = try await Station.start([.udp], on: address)
        client.send("hello", on: try client.path(to: server.endpoint, .udp))
        let request = try await server.message()
        #expect(request.text == "hello")
        #expect(request.path.remote == (try client.endpoint))
        #expect(request.path.local == (try server.endpoint))
        #expect(request.path.connection == nil)
        let answer = try await client.message()
        #expect(answer.text == "hello")
        #expect(answer.path.remote == (try server.endpoint))
        let counters = await server.service.counters()
        #expect(counters?.udp.messagesIn == 1)
        #expect(counters?.udp.bytesIn == 5)
        #expect(counters?.udp.messagesOut == 1)
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A burst comes whole and in order, read one by one or many at once", arguments: [1, 16])
    func burst(perRead: Int) async throws {
        var limits = TransportLimits()
        limits.datagramsPerRead = perRead
        let server = try await Station.start([.udp], limits: limits, answer: Station.echo)
        let client = try await Station.start([.udp])
        let path = try client.path(to: server.endpoint, .udp)
        client.service.execute { loop in
            for index in 0..<100 { loop.send(Array("message \(index)".utf8), on: path) }
        }
        for index in 0..<100 { #expect(try await client.message().text == "message \(index)") }
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("Blank datagrams keep a path open and are no messages")
    func keepAlives() async throws {
        let server = try await Station.start([.udp])
        let client = try await Station.start([.udp])
        let path = try client.path(to: server.endpoint, .udp)
        for text in ["", "\r\n\r\n", "\0", "hello"] { client.send(text, on: path) }
        #expect(try await server.message().text == "hello")
        #expect(await server.service.counters()?.udp.keepAlives == 3)
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("The largest datagram comes whole; a larger one fails for its sender")
    func large() async throws {
        let server = try await Station.start([.udp])
        let client = try await Station.start([.udp])
        let path = try client.path(to: server.endpoint, .udp)
        let largest = String(repeating: "x", count: 65_507)
        client.send(largest, on: path)
        #expect(try await server.message().text == largest)
        client.send(largest + "x", on: path, token: 7)
        guard case .failed(7, .writeFailed) = await client.next() else {
            Issue.record("no failure")
            return
        }
        #expect(await client.service.counters()?.udp.sendFailures == 1)
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A datagram over the limit is cut to it")
    func limit() async throws {
        var limits = TransportLimits()
        limits.datagramBytes = 100
        let server = try await Station.start([.udp], limits: limits)
        let client = try await Station.start([.udp])
        client.send(String(repeating: "x", count: 500), on: try client.path(to: server.endpoint, .udp))
        #expect(try await server.message().text == String(repeating: "x", count: 100))
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("What came in on any address says which one it was")
    func anyAddress() async throws {
        let server = try await Station.start([.udp], on: "0.0.0.0", answer: Station.echo)
        let client = try await Station.start([.udp])
        let target = Endpoint(address: .v4(127, 0, 0, 1), port: try server.endpoint.port)
        client.send("hello", on: try client.path(to: target, .udp))
        #expect(try await server.message().path.local == target)
        #expect(try await client.message().path.remote == target)
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A message from an end that nobody listens on fails")
    func noListener() async throws {
        let station = try await Station.start()
        let end = Endpoint(address: .v4(127, 0, 0, 1), port: 5060)
        station.send("hello", on: TransportPath(transport: .udp, local: end, remote: end), token: 3)
        #expect(await station.next() == .failed(3, .noListener(.udp, end)))
        await station.service.shutdown()
    }

    @Test(
        "A port that another server has is refused, and nothing stays open", arguments: [TransportProtocol.udp, .tcp])
    func portTaken(transport: TransportProtocol) async throws {
        let first = try await Station.start([transport])
        let end = try first.endpoint
        let error = await #expect(throws: TransportError.self) {
            _ = try await Station.start([transport], port: end.port)
        }
        guard case .bindFailed(transport, end, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await first.service.shutdown()
    }
}
