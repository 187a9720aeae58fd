import Testing

@testable import SIP

/// Calls that come in, from the INVITE to the ACK (RFC 3261 §13.3).
@Suite("Legs: calls that come in")
struct IncomingCallTests {
    @Test("A call rings, is answered, acknowledged, and ended by the caller")
    func wholeCall() throws {
        var call = try LegBench.incoming()
        #expect(call.ring() == ["180 INVITE"])
        #expect(call.answer() == ["media PCMA 198.51.100.7:49170 sendrecv", "200 INVITE sdp"])
        let ok = try #require(call.responses.last)
        #expect(ok.toTag == "ours")
        #expect(ok.fields.values(.contact) == ["<sip:desk@192.0.2.10>"])
        #expect(ok.fields.first(.allow) == LegSettings.allowed)
        #expect(ok.fields.values(.supported) == ["timer", "100rel"])
        #expect(ok.fields.first(.sessionExpires) == nil)
        #expect(try call.ack() == ["answered"])
        #expect(call.leg.deadline == nil)
        #expect(try call.peer("BYE", ["Reason: Q.850;cause=16"]) == ["200 BYE", "ended by peer, cause 16"])
        #expect(call.leg.isOver)
    }

    @Test("Our BYE ends a call, and the leg is over for its user at once")
    func ourBye() throws {
        var call = try LegBench.established()
        #expect(call.hangUp(cause: 31) == ["send BYE 1", "ended by us"])
        let bye = try #require(call.requests.last)
        #expect(bye.request.uriText == "sip:phone@198.51.100.7:5060")
        #expect(bye.request.fields.first(.reason) == "Q.850;cause=31")
        #expect(bye.request.fromTag == "ours" && bye.request.toTag == "theirs")
        #expect(bye.path == LegBench.path)
        #expect(!call.leg.isOver)
        #expect(call.hangUp() == [])
        #expect(try call.transfer("sip:elsewhere@peer.example") == [])
        #expect(try call.peer("INFO", ["Content-Type: application/dtmf"], body: "5") == ["481 INFO"])
        #expect(try call.reply(200) == [])
        #expect(call.leg.isOver)
    }

    @Test("A BYE that is never answered, refused or crossed ends the leg too", arguments: [nil, 481, 500])
    func lonelyBye(status: Int?) throws {
        var call = try LegBench.established()
        _ = call.hangUp()
        #expect(try call.reply(status) == [])
        #expect(call.leg.isOver)
        var crossed = try LegBench.established()
        _ = crossed.hangUp()
        #expect(try crossed.peer("BYE") == ["200 BYE"])
        #expect(crossed.leg.isOver)
    }

    @Test("Without an offer ours goes out in the 200, and the answer comes in the ACK")
    func delayedOffer() throws {
        var call = try LegBench.incoming(sdp: nil)
        #expect(call.ring(LegBench.media) == ["180 INVITE"], "there is no offer that early media could answer")
        #expect(call.answer() == ["200 INVITE sdp"])
        #expect(
            try call.ack(sdp: SDPLines.offer(port: 4_000, types: "0")) == [
                "media PCMU 198.51.100.7:4000 sendrecv", "answered",
            ])
    }

    @Test("An ACK without the answer that is due, or with nothing in common, ends the call", arguments: [nil, "18"])
    func ackWithoutAnswer(types: String?) throws {
        var call = try LegBench.incoming(sdp: nil)
        _ = call.answer()
        let sdp = types.map { SDPLines.offer(types: $0) }
        #expect(try call.ack(sdp: sdp) == ["send BYE 1", "ended without common media"])
        #expect(try #require(call.requests.last).request.fields.first(.reason) == "Q.850;cause=88")
    }

    @Test("A lost ACK: the 2xx is repeated after T1, ever more rarely up to T2; the ACK to a repetition will do")
    func lostAck() throws {
        var call = try LegBench.incoming()
        _ = call.answer()
        #expect(call.step { $0.deadlineReached(now: $1, into: &$2) } == [], "woken too early")
        let repeated = ["0.5", "1.5", "3.5", "7.5", "11.5"].map { "\($0) 200 INVITE sdp" }
        #expect(call.wait(.seconds(12)) == repeated)
        #expect(try call.ack(7) == [], "that is the ACK to something else")
        #expect(try call.ack() == ["answered"])
        #expect(call.wait(.seconds(100)) == [])
    }

    @Test("Without any ACK the call is ended after 64·T1")
    func noAck() throws {
        var call = try LegBench.incoming()
        _ = call.answer()
        let lines = call.wait(.seconds(200))
        #expect(lines.suffix(3) == ["31.5 200 INVITE sdp", "32 send BYE 1", "32 ended unacknowledged"])
        #expect(lines.count == 12)
        #expect(try call.ack() == [], "too late")
    }

    @Test("We hang up only once the ACK came, or is given up")
    func hangUpBeforeAck() throws {
        var call = try LegBench.incoming()
        _ = call.answer()
        #expect(call.hangUp(cause: 16) == [])
        #expect(call.wait(.seconds(1)) == ["0.5 200 INVITE sdp"])
        #expect(try call.ack() == ["send BYE 1", "ended by us"])

        var lost = try LegBench.incoming()
        _ = lost.answer()
        _ = lost.hangUp()
        #expect(lost.wait(.seconds(40)).suffix(2) == ["32 send BYE 1", "32 ended by us"])

        var crossed = try LegBench.incoming()
        _ = crossed.answer()
        _ = crossed.hangUp()
        #expect(try crossed.peer("BYE") == ["200 BYE", "ended by peer"])
    }

    @Test("A caller that gives up before the answer gets 487, afterwards nothing happens")
    func cancel() throws {
        var call = try LegBench.incoming()
        _ = call.ring()
        #expect(call.cancel() == ["487 INVITE", "ended by peer"])
        #expect(call.answer() == [])
        #expect(call.hangUp() == [])

        var crossed = try LegBench.incoming()
        _ = crossed.answer()
        #expect(crossed.cancel() == [])
        #expect(try crossed.ack() == ["answered"])
    }

    @Test("A BYE in the early dialog ends the call like a CANCEL")
    func earlyBye() throws {
        var call = try LegBench.incoming()
        _ = call.ring()
        #expect(try call.peer("BYE") == ["200 BYE", "487 INVITE", "ended by peer"])
        #expect(call.leg.isOver)
    }

    @Test("A refusal says why, and when to come again")
    func refusal() throws {
        var call = try LegBench.incoming()
        #expect(call.hangUp(.serviceUnavailable, cause: 42, retryAfter: 5) == ["503 INVITE", "ended by us"])
        let refusal = try #require(call.responses.last)
        #expect(refusal.fields.first(.reason) == "Q.850;cause=42")
        #expect(refusal.fields.first(.retryAfter) == "5")
        #expect(refusal.toTag == "ours")
    }

    private func refused(
        _ headers: [String], body: String? = nil, sdp: String? = nil, settings: LegSettings = .test
    ) throws -> Response? {
        let invite = try PeerText.request("INVITE", 1, headers, body: body, sdp: sdp, toTag: nil)
        guard case .refused(let response) = LegBench.receive(invite, settings: settings) else { return nil }
        return response
    }

    @Test("INVITEs that cannot be taken are refused at once, with the reason")
    func unacceptable() throws {
        #expect(try refused(["Contact:"], sdp: SDPLines.offer())?.status == .badRequest)
        #expect(try refused(["Contact: *"], sdp: SDPLines.offer())?.status == .badRequest)
        #expect(try refused(["Contact: <tel:+33290920555>"], sdp: SDPLines.offer())?.status == .badRequest)
        #expect(try refused([], sdp: "v=0\r\nrubbish")?.status == .badRequest)
        let codecs = try #require(try refused([], sdp: SDPLines.offer(types: "18 97")))
        #expect(codecs.status == .notAcceptableHere)
        #expect(codecs.fields.first(.warning) == "305 voicedesk \"Only PCMA and PCMU are available\"")
        let type = try #require(try refused(["Content-Type: text/plain"], body: "hello"))
        #expect(type.status == .unsupportedMediaType)
        #expect(type.fields.first(.accept) == LegSettings.accepted)
    }

    @Test("A body that may be ignored counts as none, and one among several parts is found")
    func otherBodies() throws {
        let optional = [
            "Content-Type: application/isup", "Content-Disposition: signal; handling=optional",
        ]
        let invite = try PeerText.request("INVITE", 1, optional, body: "x", toTag: nil)
        guard case .waiting(let leg) = LegBench.receive(invite) else { throw Unexpected(text: "refused") }
        var call = LegBench(leg)
        #expect(call.answer() == ["200 INVITE sdp"])
        #expect(try call.ack(sdp: SDPLines.offer()).last == "answered")

        let parts =
            "--b\r\nContent-Type: application/isup\r\n\r\nx\r\n--b\r\nContent-Type: application/sdp\r\n\r\n"
            + SDPLines.offer() + "\r\n--b--\r\n"
        let mixed = try PeerText.request(
            "INVITE", 1, ["Content-Type: multipart/mixed;boundary=b"], body: parts, toTag: nil)
        guard case .waiting(let other) = LegBench.receive(mixed) else { throw Unexpected(text: "refused") }
        var second = LegBench(other)
        #expect(second.answer().first == "media PCMA 198.51.100.7:49170 sendrecv")
    }

    @Test("Without the key that encrypted sound needs there is no call, in either direction")
    func noKey() throws {
        let secret = LegSettings(audio: AudioCapabilities(security: .required), sessionTimer: nil)
        var call = try LegBench.incoming(sdp: nil, settings: secret)
        #expect(call.answer() == ["500 INVITE", "ended without common media"])
        let (outgoing, lines) = try LegBench.outgoing(settings: secret)
        #expect(lines == ["ended without common media"])
        #expect(outgoing.leg.isOver)
    }

    @Test("A telephone behind NAT is answered where it speaks from, and after a hold too")
    func nat() throws {
        let contact = ["Contact: <sip:phone@10.0.0.4:5062>"]
        var call = try LegBench.established(contact)
        #expect(try call.peer("INVITE", contact, sdp: SDPLines.offer(direction: "sendonly", version: 2)).count == 2)
        _ = try call.ack()
        _ = call.hangUp()
        let bye = try #require(call.requests.last)
        #expect(bye.path.remote == LegBench.peer)
        #expect(bye.request.uriText == "sip:phone@10.0.0.4:5062")
    }

    @Test("A connection that was closed is opened again to the Contact")
    func connectionClosed() throws {
        var path = LegBench.path
        path.transport = .tcp
        path.remote.port = 43_210
        path.connection = ConnectionID(number: 7)
        var call = try LegBench.established(
            ["Contact: <sip:phone@198.51.100.7:5070;transport=tcp>"], path: path)
        call.leg.connectionClosed(ConnectionID(number: 8))
        #expect(call.leg.dialog?.path == path)
        call.leg.connectionClosed(ConnectionID(number: 7))
        _ = call.hangUp()
        let bye = try #require(call.requests.last)
        #expect(bye.path.connection == nil)
        #expect(bye.path.remote.port == 5_070 && bye.path.transport == .tcp)
    }
}
