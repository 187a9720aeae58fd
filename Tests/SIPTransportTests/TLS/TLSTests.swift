import Foundation
import SIP
import SIPTransport
import Testing

/// TLS in both directions.
@Suite(.timeLimit(.minutes(10)))
struct TLSTests {
    private let certificates: Certificates

    init() throws { certificates = try Certificates.shared.get() }

    private func server(
        _ address: String = "127.0.0.1", clients: Bool = false, limits: TransportLimits = .standard,
        certificate: CertificateFiles? = nil
    ) async throws -> Station {
        let tls = ServerTLS(
            certificate: certificate ?? certificates.server,
            clientAuthorities: clients ? certificates.authority : nil)
        return try await Station.start([.tls], on: address, limits: limits, serverTLS: tls, answer: Station.echo)
    }

    private func client(_ authorities: String? = nil, certificate: CertificateFiles? = nil) async throws -> Station {
        let tls = ClientTLS(authorities: authorities ?? certificates.authority, certificate: certificate)
        return try await Station.start(clientTLS: tls)
    }

    @Test("A message goes over TLS and is answered on its connection", arguments: ["127.0.0.1", "::1"])
    func echo(address: String) async throws {
        let server = try await server(address)
        let client = try await client()
        client.send(Sample.message("ONE"), on: try client.path(to: server.endpoint, .tls), serverName: "desk.example")
        let answer = try await client.message()
        #expect(answer.text == Sample.message("ONE"))
        #expect(answer.path.transport == .tls)
        let counters = try #require(await server.service.counters()).tls
        #expect(counters.connectionsOpened == 1)
        #expect(counters.messagesIn == 1)
        #expect(counters.tlsFailures == 0)
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("Without a name, the certificate must have the address")
    func address() async throws {
        let server = try await server()
        let client = try await client()
        client.send(Sample.message(), on: try client.path(to: server.endpoint, .tls))
        #expect(try await client.message().text == Sample.message())
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A connection that was verified for one name is not used for another")
    func names() async throws {
        let server = try await server(certificate: certificates.other)
        let client = try await client()
        let path = try client.path(to: server.endpoint, .tls)
        client.send(Sample.message(), on: path, serverName: "other.example")
        _ = try await client.message()
        client.send(Sample.message(), on: path, serverName: "desk.example", token: 1)
        let event = await client.next()
        guard case .failed(1, .handshakeFailed) = event else {
            Issue.record("not refused but \(String(describing: event))")
            return
        }
        #expect(await client.service.counters()?.tls.tlsFailures == 1)
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A server that the authorities do not vouch for is refused")
    func stranger() async throws {
        let server = try await server()
        let client = try await client(certificates.stranger)
        let path = try client.path(to: server.endpoint, .tls)
        client.send(Sample.message(), on: path, serverName: "desk.example", token: 1)
        let event = await client.next()
        guard case .failed(1, .handshakeFailed) = event else {
            Issue.record("not refused but \(String(describing: event))")
            return
        }
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("Where client certificates are asked for, a client without one gets nowhere")
    func clientCertificates() async throws {
        let server = try await server(clients: true)
        let known = try await client(certificate: certificates.client)
        let path = try known.path(to: server.endpoint, .tls)
        known.send(Sample.message("KNOWN"), on: path, serverName: "desk.example")
        #expect(try await known.message().text == Sample.message("KNOWN"))
        let unknown = try await client()
        unknown.send(Sample.message("UNKNOWN"), on: path, serverName: "desk.example", token: 1)
        // In TLS 1.3 the client has done its part before the server says no.
        switch await unknown.next() {
        case .failed(1, .handshakeFailed), .closed: break
        case let event: Issue.record("\(String(describing: event))")
        }
        #expect(await server.service.counters()?.tls.messagesIn == 1)
        #expect(await server.service.counters()?.tls.tlsFailures == 1)
        for station in [known, unknown, server] { await station.service.shutdown() }
    }

    @Test("New connections use reloaded certificates; a file that cannot be used changes nothing")
    func reload() async throws {
        let files = certificates.files("current-\(UUID().uuidString)")
        func install(_ source: CertificateFiles) throws {
            for (from, to) in [(source.chain, files.chain), (source.key, files.key)] {
                try? FileManager.default.removeItem(atPath: to)
                try FileManager.default.copyItem(atPath: from, toPath: to)
            }
        }
        try install(certificates.server)
        let server = try await server(certificate: files)
        let client = try await client()
        let path = try client.path(to: server.endpoint, .tls)
        client.send(Sample.message("ONE"), on: path, serverName: "desk.example")
        let first = try await client.message()

        try FileManager.default.removeItem(atPath: files.key)
        await #expect(throws: TransportError.self) { try await server.service.reloadCertificates() }
        try install(certificates.other)
        try await server.service.reloadCertificates()

        client.send(Sample.message("TWO"), on: path, serverName: "other.example")
        let second = try await client.message()
        #expect(second.text == Sample.message("TWO"))
        #expect(second.path.connection != first.path.connection)
        client.send(Sample.message("THREE"), on: path, serverName: "desk.example")
        #expect(try await client.message() == (Sample.message("THREE"), first.path))
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A stream without TLS on a TLS port is closed and counted")
    func plain() async throws {
        let server = try await server()
        _ = try await Peer.connect(to: server.endpoint) { peer in
            try await peer.write(Sample.message())
            return await peer.readToEnd()
        }
        let counters = try #require(await server.service.counters()).tls
        #expect(counters.tlsFailures == 1)
        #expect(counters.messagesIn == 0)
        await server.service.shutdown()
    }

    @Test("A client that says nothing is closed when the time of its handshake is over")
    func slowHandshake() async throws {
        var limits = TransportLimits()
        limits.handshakeTime = .milliseconds(50)
        let server = try await server(limits: limits)
        let rest = try await Peer.connect(to: server.endpoint) { await $0.readToEnd() }
        #expect(rest == "")
        let counters = try #require(await server.service.counters()).tls
        #expect(counters.tlsFailures == 1)
        await server.service.shutdown()
    }

    @Test("A refusal arrives over TLS before the connection closes")
    func refusal() async throws {
        let tls = ServerTLS(certificate: certificates.server)
        let server = try await Station.start([.tls], serverTLS: tls) { loop, event, path in
            if case .refused = event, let path { loop.send(Array(Sample.message("400").utf8), on: path) }
        }
        let client = try await client()
        let path = try client.path(to: server.endpoint, .tls)
        client.send("OPTIONS sip:a SIP/2.0\r\nl: -1\r\n\r\n", on: path, serverName: "desk.example")
        let answer = try await client.message()
        #expect(answer.text == Sample.message("400"))
        #expect(await client.next() == .closed(answer.path, .peer))
        await client.service.shutdown()
        await server.service.shutdown()
    }

    @Test("A TLS listener without a usable certificate does not start")
    func certificateMissing() async throws {
        await #expect(throws: TransportError.certificateMissing(Endpoint(address: .v4(127, 0, 0, 1), port: 0))) {
            _ = try await Station.start([.tls])
        }
        let error = await #expect(throws: TransportError.self) {
            _ = try await server(certificate: CertificateFiles(chain: "/nowhere.pem", key: "/nowhere.key"))
        }
        guard case .certificateRefused = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
