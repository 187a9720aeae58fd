import SIP
import SIPTransport
import Testing

/// Connections that peers open.
@Suite(.timeLimit(.minutes(10)))
struct InboundTests {
    @Test("A message in one-byte pieces comes whole, and the answer goes back", arguments: ["127.0.0.1", "::1"])
    func oneBytePieces(address: String) async throws {
        let server = try await Station.start([.tcp], on: address, answer: Station.echo)
        let message = Sample.message(body: "hello")
        let answer = try await Peer.connect(to: server.endpoint) { peer in
            try await peer.write(message, piece: 1)
            return try await peer.read(message.utf8.count)
        }
        #expect(answer == message)
        let (text, path) = try await server.message()
        #expect(text == message)
        #expect(path.local == (try server.endpoint))
        #expect(path.connection != nil)
        #expect(await server.next() == .closed(path, .peer))
        let counters = try #require(await server.service.counters()).tcp
        #expect(counters.connectionsOpened == 1)
        #expect(counters.connectionsClosed == 1)
        await server.service.shutdown()
    }

    @Test("A keep-alive is answered with a line end")
    func pong() async throws {
        let server = try await Station.start([.tcp])
        let answer = try await Peer.connect(to: server.endpoint) { peer in
            try await peer.write("\r\n\r\n", piece: 1)
            return try await peer.read(2)
        }
        #expect(answer == "\r\n")
        #expect(await server.service.counters()?.tcp.keepAlives == 1)
        await server.service.shutdown()
    }

    @Test("A stream without Content-Length is refused, and closed once the refusal is out")
    func malformed() async throws {
        let server = try await Station.start([.tcp]) { loop, event, path in
            if case .refused = event, let path { loop.send(Array("SIP/2.0 400 Bad Request\r\n\r\n".utf8), on: path) }
        }
        let answer = try await Peer.connect(to: server.endpoint) { peer in
            // What comes after the fault would reset the connection, if it stayed unread.
            try await peer.write("OPTIONS sip:a SIP/2.0\r\n\r\n" + String(repeating: "x", count: 30_000))
            return await peer.readToEnd()
        }
        #expect(answer == "SIP/2.0 400 Bad Request\r\n\r\n")
        #expect(await server.next() == .refused(.contentLengthMissing))
        guard case .closed(_, .malformed) = await server.next() else {
            Issue.record("not closed")
            return
        }
        #expect(await server.service.counters()?.tcp.malformed == 1)
        await server.service.shutdown()
    }

    @Test("A peer that does not close after a refusal is closed when its time is over")
    func drainTime() async throws {
        var limits = TransportLimits()
        limits.drainTime = .milliseconds(30)
        let server = try await Station.start([.tcp], limits: limits)
        let end = try server.endpoint
        try await Peer.connect(to: end) { peer in
            try await peer.write("l: x\r\n\r\n")
            #expect(await server.next() == .refused(.contentLengthMissing))
            guard case .closed(_, .malformed) = await server.next() else {
                Issue.record("not closed")
                return
            }
        }
        await server.service.shutdown()
    }

    @Test("A connection without messages is closed")
    func idle() async throws {
        var limits = TransportLimits()
        limits.idleTime = .milliseconds(50)
        let server = try await Station.start([.tcp], limits: limits)
        let rest = try await Peer.connect(to: server.endpoint) { await $0.readToEnd() }
        #expect(rest == "")
        guard case .closed(_, .idle) = await server.next() else {
            Issue.record("not closed")
            return
        }
        await server.service.shutdown()
    }

    @Test("A message that does not become whole in time closes its connection")
    func slowMessage() async throws {
        var limits = TransportLimits()
        limits.messageTime = .milliseconds(50)
        let server = try await Station.start([.tcp], limits: limits)
        let rest = try await Peer.connect(to: server.endpoint) { peer in
            try await peer.write(Sample.message() + "OPTIONS")
            return await peer.readToEnd()
        }
        #expect(rest == "")
        _ = try await server.message()
        guard case .closed(_, .slowMessage) = await server.next() else {
            Issue.record("not closed")
            return
        }
        await server.service.shutdown()
    }

    @Test("A peer that does not read is closed, and what was meant for it fails")
    func slowReader() async throws {
        var limits = TransportLimits()
        limits.writeQueueBytes = 100_000
        let server = try await Station.start([.tcp], limits: limits) { loop, event, path in
            guard case .received = event, let path else { return }
            for number in 0..<400 {
                loop.send(Array(repeating: 0x78, count: 60_000), on: path, token: SendToken(number: UInt64(number)))
            }
        }
        try await Peer.connect(to: server.endpoint) { peer in
            try await peer.write(Sample.message())
            let (_, path) = try await server.message()
            var closed = false
            var failures = 0
            while !closed || failures == 0, let event = await server.next() {
                if event == .closed(path, .slowReader) { closed = true }
                if case .failed(.some, .connectionClosed(_, .slowReader)) = event { failures += 1 }
            }
            #expect(closed)
            #expect(failures > 0)
        }
        await server.service.shutdown()
    }

    @Test("One source has a limited share, and all together have a limit", arguments: [(2, 100), (100, 2)])
    func flood(perSource: Int, total: Int) async throws {
        var limits = TransportLimits()
        (limits.connectionsPerSource, limits.inboundConnections) = (perSource, total)
        let server = try await Station.start([.tcp], limits: limits)
        let end = try server.endpoint
        try await Peer.connect(to: end) { first in
            try await first.write(Sample.message("FIRST"))
            #expect(try await server.message().text == Sample.message("FIRST"))
            try await Peer.connect(to: end) { second in
                try await second.write(Sample.message("SECOND"))
                #expect(try await server.message().text == Sample.message("SECOND"))
                let refused = try await Peer.connect(to: end) { await $0.readToEnd() }
                #expect(refused == "")
                #expect(await server.service.counters()?.tcp.connectionsRefused == 1)
            }
            guard case .closed(_, .peer) = await server.next() else {
                Issue.record("not closed")
                return
            }
            // The share of a closed connection is free again.
            try await Peer.connect(to: end) { third in
                try await third.write(Sample.message("THIRD"))
                #expect(try await server.message().text == Sample.message("THIRD"))
            }
        }
        await server.service.shutdown()
    }

    @Test("The owner closes a connection after its last message")
    func requested() async throws {
        let server = try await Station.start([.tcp]) { loop, event, path in
            guard case .received = event, let path, let connection = path.connection else { return }
            loop.send(Array("bye".utf8), on: path)
            loop.close(connection)
            loop.send(Array("too late".utf8), on: path, token: SendToken(number: 1))
        }
        let rest = try await Peer.connect(to: server.endpoint) { peer in
            try await peer.write(Sample.message())
            return await peer.readToEnd()
        }
        #expect(rest == "bye")
        let (_, path) = try await server.message()
        let connection = try #require(path.connection)
        #expect(await server.next() == .failed(1, .connectionClosed(connection, .requested)))
        #expect(await server.next() == .closed(path, .requested))
        server.send("later", on: path, token: 2)
        #expect(await server.next() == .failed(2, .connectionClosed(connection, nil)))
        await server.service.shutdown()
    }
}
