import Testing

@testable import SIP

/// New offers of the peer within a call (RFC 3261 §14.2, RFC 3311, RFC 6337).
@Suite("Legs: re-INVITE and UPDATE of the peer")
struct ReinviteTests {
    @Test(
        "Hold and its end, in each of its forms",
        arguments: [
            (SDPLines.offer(direction: "sendonly"), "198.51.100.7:49170 recvonly"),
            (SDPLines.offer(direction: "inactive"), "198.51.100.7:49170 inactive"),
            (SDPLines.offer(host: "0.0.0.0"), "0.0.0.0:49170 sendrecv"),
        ])
    func hold(offer: String, agreed: String) throws {
        var call = try LegBench.established()
        let held = try call.peer("INVITE", sdp: offer)
        #expect(held.last == "200 INVITE sdp")
        #expect(held.first?.hasPrefix("media PCMA \(agreed.prefix { $0 != " " })") == true)
        #expect(try call.ack() == [], "a user hears of the answer once")
        #expect(
            try call.peer("INVITE", sdp: SDPLines.offer()) == [
                "media PCMA 198.51.100.7:49170 sendrecv", "200 INVITE sdp",
            ])
        #expect(try call.ack() == [])
    }

    @Test("Another codec and another port are answered with a new description, never with the old one")
    func codecAndPort() throws {
        var call = try LegBench.established()
        #expect(
            try call.peer("INVITE", sdp: SDPLines.offer(port: 5_000, types: "0", version: 2)) == [
                "media PCMU 198.51.100.7:5000 sendrecv", "200 INVITE sdp",
            ])
        let ok = try #require(call.responses.last)
        let answer = try SessionDescription(parsing: ok.body)
        #expect(answer.media.first?.formats.first?.payloadType == 0)
        #expect(answer.origin?.version == "2")
        #expect(ok.fields.values(.contact) == ["<sip:desk@192.0.2.10>"])
    }

    @Test("The same offer again changes nothing, and its 2xx is repeated until the ACK")
    func sameOffer() throws {
        var call = try LegBench.established()
        #expect(try call.peer("INVITE", sdp: SDPLines.offer()) == ["200 INVITE sdp"])
        #expect(call.wait(.seconds(1)) == ["0.5 200 INVITE sdp"])
        #expect(try call.ack() == [])
        #expect(call.leg.deadline == nil)
    }

    @Test("A re-INVITE without an offer gets ours, and the ACK brings the answer")
    func withoutOffer() throws {
        var call = try LegBench.established()
        #expect(try call.peer("INVITE") == ["200 INVITE sdp"])
        #expect(try call.ack(sdp: SDPLines.offer(port: 5_000)) == ["media PCMA 198.51.100.7:5000 sendrecv"])
        #expect(try call.peer("INVITE") == ["200 INVITE sdp"])
        #expect(try call.ack() == [], "without an answer the call goes on as it was")
        #expect(call.leg.session.audio?.remoteRTP.port == 5_000)
        #expect(call.leg.session.state == .stable)
    }

    @Test("An offer that cannot be taken leaves everything as it was")
    func notAcceptable() throws {
        var call = try LegBench.established()
        let before = call.leg.session.audio
        #expect(try call.peer("INVITE", sdp: SDPLines.offer(types: "18")) == ["488 INVITE"])
        #expect(try call.peer("UPDATE", sdp: SDPLines.offer(host: "2001:db8::1")) == ["488 UPDATE"])
        #expect(try call.peer("INVITE", sdp: "v=0\r\nrubbish\r\n") == ["400 INVITE"])
        #expect(try call.peer("INVITE", ["Content-Type: text/plain"], body: "x") == ["415 INVITE"])
        #expect(call.leg.session.audio == before)
        #expect(try call.peer("INVITE", sdp: SDPLines.offer()) == ["200 INVITE sdp"])
    }

    @Test("UPDATE: with an offer it is answered, without one it only refreshes the target")
    func update() throws {
        var call = try LegBench.established()
        #expect(
            try call.peer("UPDATE", sdp: SDPLines.offer(direction: "sendonly")) == [
                "media PCMA 198.51.100.7:49170 recvonly", "200 UPDATE sdp",
            ])
        #expect(try call.peer("UPDATE", ["Contact: <sip:moved@198.51.100.9>"]) == ["200 UPDATE"])
        #expect(call.responses.last?.fields.values(.contact) == ["<sip:desk@192.0.2.10>"])
        _ = call.hangUp()
        #expect(call.requests.last?.request.uriText == "sip:moved@198.51.100.9")
    }

    @Test("An offer that meets ours gets 491; a refresh without an offer does not")
    func glare() throws {
        var call = try LegBench.established()
        _ = try call.peer("INVITE")
        #expect(try call.peer("UPDATE", sdp: SDPLines.offer()) == ["491 UPDATE"])
        #expect(try call.peer("INVITE", sdp: SDPLines.offer()) == ["491 INVITE"])
        #expect(try call.peer("INVITE") == ["491 INVITE"])
        #expect(try call.peer("UPDATE") == ["200 UPDATE"])
        #expect(try call.ack(2, sdp: SDPLines.offer()) == [])
        #expect(try call.peer("UPDATE", sdp: SDPLines.offer()) == ["200 UPDATE sdp"])
    }

    @Test("A re-INVITE that overtakes the ACK stands for it")
    func overtakenAck() throws {
        var call = try LegBench.incoming()
        _ = call.answer()
        #expect(try call.peer("INVITE", sdp: SDPLines.offer()) == ["answered", "200 INVITE sdp"])
        #expect(try call.ack(1) == [], "the late ACK is nothing new")
        #expect(try call.ack(2) == [])
        #expect(call.leg.deadline == nil)

        var leaving = try LegBench.incoming()
        _ = leaving.answer()
        _ = leaving.hangUp()
        #expect(try leaving.peer("INVITE", sdp: SDPLines.offer()) == ["487 INVITE", "send BYE 1", "ended by us"])
    }

    @Test("UPDATE does not stand for the ACK: a caller may send it at any time")
    func updateBeforeAck() throws {
        var call = try LegBench.incoming()
        _ = call.answer()
        #expect(try call.peer("UPDATE") == ["200 UPDATE"])
        #expect(call.wait(.milliseconds(500)) == ["0.5 200 INVITE sdp"])
        #expect(try call.ack(1) == ["answered"])
    }

    @Test("A re-INVITE that is never acknowledged ends the call; a BYE of ours need not wait for it")
    func unacknowledged() throws {
        var call = try LegBench.established()
        _ = try call.peer("INVITE", sdp: SDPLines.offer())
        #expect(call.wait(.seconds(33)).suffix(2) == ["32 send BYE 1", "32 ended unacknowledged"])
        var other = try LegBench.established()
        _ = try other.peer("INVITE", sdp: SDPLines.offer())
        #expect(other.hangUp() == ["send BYE 1", "ended by us"])
        #expect(other.wait(.seconds(60)) == [])
    }
}
