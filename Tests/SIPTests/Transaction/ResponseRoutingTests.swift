import Testing

@testable import SIP

/// Where responses go (RFC 3261 §18.2, RFC 3581).
struct ResponseRoutingTests {
    struct Row: Sendable {
        let via: String
        let expected: String
        let target: String
        var transport = TransportProtocol.udp
    }

    static let rows: [Row] = [
        Row(
            via: "192.0.2.9:5070;rport", expected: "192.0.2.9:5070;branch=z9hG4bKabc;rport=5070;received=192.0.2.9",
            target: "192.0.2.9:5070"),
        Row(
            via: "10.0.0.4:5062;rport", expected: "10.0.0.4:5062;branch=z9hG4bKabc;rport=5070;received=192.0.2.9",
            target: "192.0.2.9:5070"),
        Row(
            via: "10.0.0.4;RPORT=1;Received=1.1.1.1",
            expected: "10.0.0.4;branch=z9hG4bKabc;rport=5070;received=192.0.2.9", target: "192.0.2.9:5070"),
        Row(via: "192.0.2.9:5062", expected: "192.0.2.9:5062;branch=z9hG4bKabc", target: "192.0.2.9:5062"),
        Row(via: "192.0.2.9", expected: "192.0.2.9;branch=z9hG4bKabc", target: "192.0.2.9:5060"),
        Row(
            via: "pbx.example:5064", expected: "pbx.example:5064;branch=z9hG4bKabc;received=192.0.2.9",
            target: "192.0.2.9:5064"),
        Row(
            via: "10.0.0.4;maddr=203.0.113.1",
            expected: "10.0.0.4;maddr=203.0.113.1;branch=z9hG4bKabc;received=192.0.2.9", target: "192.0.2.9:5060"),
        Row(
            via: "[2001:db8::1]:5062", expected: "[2001:db8::1]:5062;branch=z9hG4bKabc;received=192.0.2.9",
            target: "192.0.2.9:5062"),
        Row(
            via: "10.0.0.4:5062", expected: "10.0.0.4:5062;branch=z9hG4bKabc;received=192.0.2.9",
            target: "192.0.2.9:5070", transport: .tcp),
    ]

    @Test("The top Via says where the request came from, and the response goes there", arguments: rows)
    func routing(row: Row) throws {
        var bench = TransactionBench()
        let name = row.transport.rawValue
        let path = TransactionSamples.path(row.transport, connection: row.transport.isReliable ? 8 : nil)
        _ = bench.receive(try TransactionSamples.request(via: row.via, transport: name), on: path)
        #expect(bench.requests[0].fields.values(.via) == ["SIP/2.0/\(name) \(row.expected)"])
        _ = try bench.respond(180)
        let sent = try #require(bench.sent.last)
        #expect(sent.path.remote.description == row.target)
        #expect(sent.path.connection == path.connection)
        #expect(try bench.lastResponse().topVia.text == "SIP/2.0/\(name) \(row.expected)")
    }

    @Test("Further Vias stay as they are, in the same line or in others")
    func furtherVias() throws {
        var bench = TransactionBench()
        let request = try TransactionSamples.request(
            branch: "z9hG4bKabc , SIP/2.0/TCP second;branch=z9hG4bK2;rport",
            extra: ["v: SIP/2.0/UDP third;branch=z9hG4bK3"])
        _ = bench.receive(request)
        #expect(
            bench.requests[0].fields.values(.via) == [
                "SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bKabc;rport=5070;received=192.0.2.9",
                "SIP/2.0/TCP second;branch=z9hG4bK2;rport", "SIP/2.0/UDP third;branch=z9hG4bK3",
            ])
    }

    @Test("IPv6: received has no brackets")
    func ipv6() throws {
        var bench = TransactionBench()
        var path = TransactionSamples.path()
        path.remote = try #require(Endpoint("[2001:db8::9]:5070"))
        _ = bench.receive(try TransactionSamples.request(via: "[2001:db8::1]:5062;rport"), on: path)
        #expect(bench.requests[0].topVia.received == "2001:db8::9")
        _ = bench.receive(try TransactionSamples.request(via: "[2001:db8:0::9]:5062", callID: "b"), on: path)
        #expect(bench.requests[1].topVia.received == nil, "the same address, spelled otherwise")
    }

    @Test("A source is noted once")
    func twice() throws {
        var request = try TransactionSamples.request(via: "10.0.0.4:5062;rport;x=1")
        let first = request.noteSource(TransactionSamples.path())
        let bytes = request.serialized()
        #expect(request.noteSource(TransactionSamples.path()) == first)
        #expect(request.serialized() == bytes)
    }

    @Test("Bytes that are no message are answered the same way, if at all")
    func brokenMessages() throws {
        let reply = StatelessReply(secret: TransactionSamples.secret)
        let good = try TransactionSamples.request(via: "10.0.0.4:5062;rport").serialized()
        func answer(_ change: (String) -> String) throws -> (Response, TransportPath)? {
            let text = change(String(decoding: good, as: UTF8.self))
            let failure = try #require(throws: ParseFailure.self) { try MessageParser.parse(Array(text.utf8)) }
            return reply.response(to: failure, on: TransactionSamples.path())
        }
        let (response, path) = try #require(try answer { $0.replacing("1 INVITE", with: "x INVITE") })
        #expect(response.status == .badRequest)
        #expect(response.topVia.text == "SIP/2.0/UDP 10.0.0.4:5062;branch=z9hG4bKabc;rport=5070;received=192.0.2.9")
        #expect(response.toTag != nil)
        #expect(path == TransactionSamples.path())
        #expect(try answer { $0.replacing("INVITE", with: "ACK").replacing("CSeq: 1", with: "CSeq: x") } == nil)
        #expect(try answer { $0.replacing("Via: SIP", with: "Via: ") } == nil)
    }
}
