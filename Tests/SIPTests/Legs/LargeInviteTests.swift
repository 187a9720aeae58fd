import Testing

@testable import SIP

/// Requests that are too large for a datagram (RFC 3261 §18.1.1).
@Suite("Legs: a large INVITE")
struct LargeInviteTests {
    /// An INVITE that is larger than 1,300 bytes by some, or smaller by as many.
    private func calling(beyond bytes: Int) throws -> LegBench {
        let plain = try #require(try LegBench.outgoing().bench.requests.last).request.serialized().count
        let line = "Subject: \r\n".utf8.count
        let padding = DatagramRule.largestRequest - DatagramRule.viaBytes - plain - line + bytes
        return try LegBench.outgoing(headers: [(.subject, String(repeating: "x", count: padding))]).bench
    }

    private func unreachable(_ leg: inout Leg, _: Duration, _ actions: inout [LegAction]) {
        leg.inviteFailed(.transportFailure, into: &actions)
    }

    private func transport(_ bench: LegBench) throws -> TransportProtocol {
        try #require(bench.requests.last).path.transport
    }

    @Test("With its Via it may have 1,300 bytes; with one more it goes over TCP to the same end")
    func limit() throws {
        #expect(try transport(calling(beyond: 0)) == .udp)
        let large = try calling(beyond: 1)
        #expect(try transport(large) == .tcp)
        #expect(try #require(large.requests.last).path.remote == LegBench.peer)
    }

    @Test("No Via of ours is longer than is reckoned with")
    func via() throws {
        let address = try #require(IPAddress("fd00:1111:2222:3333:4444:5555:6666:7777"))
        let sentBy = SentBy(Endpoint(address: address, port: 65_535))
        let branch = TopVia.magicCookie + String(UInt64.max, radix: 36) + "." + String(UInt64.max, radix: 36)
        let via = Via(transport: .tls, host: sentBy.host, port: sentBy.port, branch: branch)
        #expect("Via: \(via.text)\r\n".utf8.count <= DatagramRule.viaBytes)
    }

    @Test("Who cannot be reached over TCP gets it as a datagram nevertheless, once")
    func noStream() throws {
        var call = try calling(beyond: 200)
        #expect(call.step(unreachable) == ["send INVITE 2 sdp"])
        #expect(try transport(call) == .udp)
        #expect(call.step(unreachable) == ["ended unreachable"])
    }

    @Test("An INVITE that the peer has got is not sent a second time")
    func lostConnection() throws {
        var call = try calling(beyond: 200)
        #expect(try call.response(100, tag: nil) == [])
        #expect(call.step(unreachable) == ["ended unreachable"])
    }

    @Test("What follows in the dialog is small, and goes as datagrams")
    func dialog() throws {
        var call = try calling(beyond: 200)
        _ = try call.response(200, sdp: SDPLines.offer())
        #expect(try #require(call.acks.last).path.transport == .udp)
        #expect(call.hangUp() == ["send BYE 2", "ended by us"])
        #expect(try transport(call) == .udp)
    }
}
