import Glibc
import SIP
import SIPTransport
import Testing

/// Connections that we open.
@Suite(.timeLimit(.minutes(10)))
struct OutboundTests {
    @Test(
        "Messages that waited arrive in order, and later ones take the same connection",
        arguments: ["127.0.0.1", "::1"])
    func reuse(address: String) async throws {
        let server = try await Station.start([.tcp], on: address, answer: Station.echo)
        let client = try await Station.start(on: address)
        let path = try client.path(to: server.endpoint, .tcp)
        client.send(Sample.message("ONE"), on: path)
        client.send(Sample.message("TWO"), on: path)
        let first = try await client.message()
        #expect(first.text == Sample.message("ONE"))
        #expect(first.path.remote == path.remote)
        #expect(try await client.message().text == Sample.message("TWO"))
        client.send(Sample.message("THREE"), on: path)
        client.send(Sample.message("FOUR"), on: first.path)
        #expect(try await client.message() == (Sample.message("THREE"), first.path))
        #expect(try await client.message() == (Sample.message("FOUR"), first.path))
        #expect(await server.service.counters()?.tcp.connectionsOpened == 1)
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A connection that the peer closed is told, and the next message opens another")
    func reopened() async throws {
        let server = try await Station.start([.tcp]) { loop, event, path in
            if case .received = event, let connection = path?.connection { loop.close(connection) }
        }
        let client = try await Station.start()
        let path = try client.path(to: server.endpoint, .tcp)
        var closed: [ConnectionID?] = []
        for _ in 0..<2 {
            client.send(Sample.message(), on: path)
            guard case .closed(let path, .peer) = await client.next() else {
                Issue.record("not closed")
                return
            }
            closed.append(path.connection)
        }
        #expect(closed[0] != closed[1])
        #expect(await client.service.counters()?.tcp.connectionsOpened == 2)
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A refused connection fails every message that waits for it")
    func refused() async throws {
        let closed = try await Station.start([.tcp])
        let end = try closed.endpoint
        await closed.service.shutdown()
        let client = try await Station.start()
        let path = try client.path(to: end, .tcp)
        client.service.execute { loop in
            for number in 1...2 { loop.send([1], on: path, token: SendToken(number: UInt64(number))) }
        }
        for number in 1...2 {
            guard case .failed(UInt64(number), .connectFailed(end, _)) = await client.next() else {
                Issue.record("message \(number) did not fail")
                return
            }
        }
        #expect(await client.service.counters()?.tcp.sendFailures == 2)
        await client.service.shutdown()
    }

    @Test("A connection that does not open in time fails, and no more messages wait than may")
    func connectTimeout() async throws {
        let busy = try #require(BusyPort())
        var limits = TransportLimits()
        limits.connectTime = .milliseconds(100)
        limits.waitingMessages = 1
        limits.outboundConnections = 1
        let client = try await Station.start(limits: limits)
        let path = try client.path(to: busy.endpoint, .tcp)
        var other = path
        other.remote.port = 1
        client.service.execute { [other] loop in
            loop.send([1], on: path, token: SendToken(number: 1))
            loop.send([2], on: path, token: SendToken(number: 2))
            loop.send([3], on: other, token: SendToken(number: 3))
        }
        #expect(await client.next() == .failed(2, .tooManyWaiting(busy.endpoint, limit: 1)))
        #expect(await client.next() == .failed(3, .tooManyConnections(limit: 1)))
        #expect(await client.next() == .failed(1, .connectTimeout(busy.endpoint)))
        // Its place is free again.
        client.send("x", on: other, token: 4)
        guard case .failed(4, .connectFailed) = await client.next() else {
            Issue.record("not refused")
            return
        }
        await client.service.shutdown()
    }
}

/// A port whose queue of connections is full, so that another one is never answered.
private final class BusyPort {
    let endpoint: Endpoint
    private var sockets: [Int32] = []

    init?() {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        sockets = [listener]
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 0) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        endpoint = Endpoint(address: .v4(127, 0, 0, 1), port: UInt16(bigEndian: address.sin_port))
        guard isBound else { return nil }
        for _ in 0..<3 {
            let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
            sockets.append(filler)
            _ = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(filler, $0, length) }
            }
        }
    }

    deinit {
        for socket in sockets { close(socket) }
    }
}
