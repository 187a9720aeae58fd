import Testing

@testable import SIP

/// Session timers of legs, both roles (RFC 4028), and the glare of our refreshes (RFC 3261 §14.1).
@Suite("Legs: session timers")
struct SessionRefreshTests {
    private static let weRefresh = ["Supported: timer", "Session-Expires: 100;refresher=uas", "Allow: INVITE, UPDATE"]
    private static let weRefreshByInvite = ["Supported: timer", "Session-Expires: 100;refresher=uas"]
    private static let peerRefreshes = ["Supported: timer", "Session-Expires: 100;refresher=uac"]

    private func established(_ headers: [String]) throws -> LegBench {
        try LegBench.established(headers, settings: .timed)
    }

    @Test("We refresh by UPDATE where the peer takes it, and its answer starts the timer again")
    func byUpdate() throws {
        var call = try established(Self.weRefresh)
        #expect(call.responses.last?.fields.first(.sessionExpires) == "100;refresher=uas")
        #expect(call.responses.last?.fields.values(.require) == ["timer"])
        #expect(call.wait(.seconds(50)) == ["50 send UPDATE 1"])
        let update = try #require(call.requests.last).request
        #expect(update.fields.first(.sessionExpires) == "100;refresher=uac")
        #expect(update.fields.values(.contact) == ["<sip:desk@192.0.2.10>"])
        #expect(update.fields.values(.supported) == ["timer", "100rel"])
        #expect(try call.reply(200, ["Session-Expires: 100;refresher=uac", "Require: timer"]) == [])
        #expect(call.wait(.seconds(50)) == ["100 send UPDATE 2"])
    }

    @Test("Otherwise by INVITE with the offer that stands; its 2xx is acknowledged, each time the same way")
    func byInvite() throws {
        var call = try established(Self.weRefreshByInvite)
        #expect(call.wait(.seconds(50)) == ["50 send INVITE 1 sdp"])
        let offer = try #require(call.requests.last).request.body
        #expect(offer == call.leg.session.localDescription?.serialized())
        let granted = ["Session-Expires: 100;refresher=uac", "Contact: <sip:moved@198.51.100.7>"]
        #expect(try call.reply(200, granted, sdp: SDPLines.offer(types: "8 101")) == ["ACK 1"])
        #expect(call.leg.dialog?.remoteTarget.text == "sip:moved@198.51.100.7")
        #expect(try call.reply(200, granted, sdp: SDPLines.offer(types: "8 101")) == ["ACK 1"])
        #expect(call.acks[0].request.serialized() == call.acks[1].request.serialized())
        #expect(call.wait(.seconds(50)) == ["100 send INVITE 2 sdp"])
        #expect(
            try call.reply(200, granted, sdp: SDPLines.offer(port: 5_000)) == [
                "ACK 2", "media PCMA 198.51.100.7:5000 sendrecv",
            ])
        #expect(call.wait(.seconds(50)) == ["150 send INVITE 3 sdp"])
        #expect(try call.reply(200, granted) == ["ACK 3"], "without an answer the session stays")
        #expect(call.leg.session.state == .stable)
    }

    @Test("A peer that takes no UPDATE after all is refreshed by INVITE", arguments: [405, 501])
    func updateRefused(status: Int) throws {
        var call = try established(Self.weRefresh)
        _ = call.wait(.seconds(50))
        #expect(try call.reply(status) == ["send INVITE 2 sdp"])
    }

    @Test("A refresh that finds nobody ends the call", arguments: [nil, 408, 481])
    func gone(status: Int?) throws {
        var call = try established(Self.weRefresh)
        _ = call.wait(.seconds(50))
        #expect(try call.reply(status) == ["send BYE 2", "ended lost"])
    }

    @Test("Any other refusal is tried again before the session expires")
    func triedAgain() throws {
        var call = try established(Self.weRefreshByInvite)
        _ = call.wait(.seconds(50))
        #expect(try call.reply(500) == [])
        #expect(call.leg.session.state == .stable)
        #expect(call.wait(.seconds(13)) == ["62 send INVITE 2 sdp"])
    }

    @Test("A longer interval that the peer asks for is offered at once, but not without end")
    func tooShortForPeer() throws {
        var call = try established(Self.weRefresh)
        _ = call.wait(.seconds(50))
        #expect(try call.reply(422, ["Min-SE: 300"]) == ["send UPDATE 2"])
        #expect(call.requests.last?.request.fields.first(.sessionExpires) == "300;refresher=uac")
        #expect(call.requests.last?.request.fields.first(.minSE) == "300")
        #expect(try call.reply(422, ["Min-SE: 300"]) == [], "that is what was offered")
    }

    @Test("The peer's refresh starts the timer again; without one the call ends before the interval does")
    func peersRefresh() throws {
        var call = try established(Self.peerRefreshes)
        #expect(call.wait(.seconds(60)) == [])
        #expect(try call.peer("UPDATE", Self.peerRefreshes) == ["200 UPDATE"])
        #expect(call.responses.last?.fields.first(.sessionExpires) == "100;refresher=uac")
        #expect(call.wait(.seconds(60)) == [])
        #expect(try call.peer("INVITE", Self.peerRefreshes, sdp: SDPLines.offer()) == ["200 INVITE sdp"])
        _ = try call.ack()
        #expect(call.wait(.seconds(100)) == ["188 send BYE 1", "188 ended lost"])
    }

    @Test("An interval that is too short gets 422, at the start and later; without timers it means nothing")
    func tooShortForUs() throws {
        let short = ["Supported: timer", "Session-Expires: 60"]
        let invite = try PeerText.request("INVITE", 1, short, sdp: SDPLines.offer(), toTag: nil)
        guard case .refused(let refusal) = LegBench.receive(invite, settings: .timed) else {
            throw Unexpected(text: "taken")
        }
        #expect(refusal.status == .sessionIntervalTooSmall)
        #expect(refusal.fields.first(.minSE) == "90")
        var call = try established(Self.peerRefreshes)
        #expect(try call.peer("UPDATE", short) == ["422 UPDATE"])
        #expect(try call.peer("INVITE", short, sdp: SDPLines.offer(port: 5_000)) == ["422 INVITE"])
        #expect(call.leg.session.audio?.remoteRTP.port == 49_170)
        var untimed = try LegBench.established(short)
        #expect(untimed.responses.last?.fields.contains(.sessionExpires) == false)
        #expect(try untimed.peer("UPDATE", short) == ["200 UPDATE"])
    }

    @Test("Both refresh at once: the peer gets 491, and ours is sent again after a pause")
    func glare() throws {
        var call = try established(Self.weRefreshByInvite)
        _ = call.wait(.seconds(50))
        #expect(try call.peer("INVITE", sdp: SDPLines.offer(port: 5_000)) == ["491 INVITE"])
        #expect(try call.peer("UPDATE", sdp: SDPLines.offer(port: 5_000)) == ["491 UPDATE"])
        #expect(try call.reply(491) == [])
        #expect(call.wait(.milliseconds(70)) == ["50 send INVITE 2 sdp"], "the other side made the Call-ID: under 2 s")
        #expect(try call.reply(491) == [])
        #expect(try call.peer("INVITE", Self.weRefreshByInvite, sdp: SDPLines.offer()) == ["200 INVITE sdp"])
        _ = try call.ack()
        #expect(call.wait(.seconds(10)) == [], "the peer's refresh does for ours")

        var ours = try LegBench.called(["Session-Expires: 100;refresher=uac"], settings: .timed)
        _ = ours.wait(.seconds(50))
        #expect(try ours.reply(491) == [])
        #expect(ours.wait(.milliseconds(2_100)) == [])
        #expect(ours.wait(.milliseconds(1_900)) == ["52.1 send INVITE 3 sdp"], "we made it: 2.1 to 4 s")
    }

    @Test("A refresh waits for the ACK to an answer of ours")
    func waitsForAck() throws {
        var call = try established(Self.weRefresh)
        _ = call.wait(.seconds(49))
        _ = try call.peer("INVITE", ["Supported: timer", "Session-Expires: 90;refresher=uas"], sdp: SDPLines.offer())
        call.leg.timer.accepted(.init(sessionExpires: .init(seconds: 2, refresher: .uas)), now: call.now)
        #expect(call.wait(.seconds(1)) == ["49.5 200 INVITE sdp"])
        #expect(call.leg.refresh == .again(at: call.now + Leg.refreshPause))
        _ = try call.ack()
        #expect(call.wait(.seconds(1)) == ["51 send UPDATE 1"])
    }

    @Test("A refresh that is answered after we hung up is acknowledged, and no more")
    func afterHangUp() throws {
        var call = try established(Self.weRefreshByInvite)
        _ = call.wait(.seconds(50))
        #expect(call.hangUp() == ["send BYE 2", "ended by us"])
        #expect(try call.reply(200, sdp: SDPLines.offer(port: 5_000), to: 0) == ["ACK 1"])
        #expect(call.leg.deadline == nil)
        var refused = try established(Self.weRefreshByInvite)
        _ = refused.wait(.seconds(50))
        _ = refused.hangUp()
        #expect(try refused.reply(481, to: 0) == [])
        #expect(try refused.reply(200) == [])
        #expect(refused.leg.isOver)
    }

    @Test("A call of ours: the peer's choice counts, and 422 is answered with a longer interval")
    func outgoing() throws {
        var (call, lines) = try LegBench.outgoing(settings: .timed)
        #expect(lines == ["send INVITE 1 sdp"])
        #expect(call.requests.last?.request.fields.first(.sessionExpires) == "1800")
        #expect(try call.response(422, ["Min-SE: 3600"]) == ["send INVITE 2 sdp"])
        #expect(call.requests.last?.request.fields.first(.sessionExpires) == "3600")
        #expect(
            try call.response(200, ["Session-Expires: 3600;refresher=uas"], sdp: SDPLines.offer()) == [
                "ACK 2", "media PCMA 198.51.100.7:49170 sendrecv", "answered",
            ])
        #expect(call.wait(.seconds(4_000)) == ["3568 send BYE 3", "3568 ended lost"])
    }
}
