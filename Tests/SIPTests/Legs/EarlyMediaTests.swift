import Testing

@testable import SIP

/// Ringing and early media of calls that come in (RFC 3261 §13.3.1.1, RFC 3262 §3).
@Suite("Legs: provisional responses of ours")
struct EarlyMediaTests {
    private static let required = ["Require: 100rel"]

    @Test("Sound may begin before the answer, which repeats its description")
    func earlyMedia() throws {
        var call = try LegBench.incoming()
        #expect(call.ring() == ["180 INVITE"])
        #expect(
            call.ring(LegBench.media) == ["early media PCMA 198.51.100.7:49170 sendrecv", "183 INVITE sdp"])
        #expect(call.ring() == ["180 INVITE"])
        #expect(call.answer() == ["200 INVITE sdp"])
        #expect(call.responses[1].body == call.responses[3].body)
        #expect(try call.ack() == ["answered"])
    }

    @Test("The last provisional response is repeated every minute, lest a proxy give the call up")
    func everyMinute() throws {
        var call = try LegBench.incoming()
        #expect(call.wait(.seconds(10)) == [])
        _ = call.ring(LegBench.media)
        #expect(call.wait(.seconds(125)) == ["70 183 INVITE sdp", "130 183 INVITE sdp"])
        _ = call.answer()
        _ = try call.ack()
        #expect(call.wait(.seconds(300)) == [])
    }

    @Test("Sound that cannot be had refuses the call")
    func impossible() throws {
        let offer = SDPLines.offer().replacing("IP4 198.51.100.7\r\nt", with: "IP6 2001:db8::7\r\nt")
        var early = try LegBench.incoming(sdp: offer)
        #expect(early.ring(LegBench.media) == ["488 INVITE", "ended without common media"])
        var late = try LegBench.incoming(sdp: offer)
        #expect(late.answer() == ["488 INVITE", "ended without common media"])
        #expect(late.responses.last?.fields.first(.warning) == "300 voicedesk \"No address of this family\"")
    }

    @Test("A reliable response is repeated until its PRACK, at ever longer intervals")
    func untilPrack() throws {
        var call = try LegBench.incoming(Self.required)
        #expect(call.ring() == ["180 INVITE"])
        let ringing = try #require(call.responses.last)
        #expect(ringing.fields.values(.require) == ["100rel"])
        #expect(ringing.fields.first(.rSeq) == "100")
        #expect(call.wait(.seconds(8)) == ["0.5 180 INVITE", "1.5 180 INVITE", "3.5 180 INVITE", "7.5 180 INVITE"])
        #expect(try call.peer("PRACK", ["RAck: 100 1 INVITE"]) == ["200 PRACK"])
        #expect(call.wait(.seconds(45)) == [])
        #expect(try call.peer("PRACK", ["RAck: 100 1 INVITE"]) == ["481 PRACK"])
        #expect(call.wait(.seconds(10)) == ["60 180 INVITE", "60.5 180 INVITE", "61.5 180 INVITE"])
        #expect(call.responses.last?.fields.first(.rSeq) == "101")
    }

    @Test(
        "PRACKs for something else are refused", arguments: ["", "RAck: 99 1 INVITE", "RAck: 100 2 INVITE", "RAck: x"])
    func wrongPrack(header: String) throws {
        var call = try LegBench.incoming(Self.required)
        _ = call.ring()
        #expect(try call.peer("PRACK", header.isEmpty ? [] : [header]) == ["481 PRACK"])
        #expect(call.wait(.milliseconds(500)) == ["0.5 180 INVITE"])
    }

    @Test("Without any PRACK the call is refused after 64·T1")
    func noPrack() throws {
        var call = try LegBench.incoming(Self.required)
        _ = call.ring()
        #expect(call.wait(.seconds(100)).suffix(3) == ["31.5 180 INVITE", "32 504 INVITE", "32 ended unacknowledged"])
        #expect(call.leg.isOver)
    }

    @Test("With its description unacknowledged, the answer waits for the PRACK")
    func answerWaits() throws {
        var call = try LegBench.incoming(Self.required)
        _ = call.ring(LegBench.media)
        #expect(call.answer() == [])
        #expect(call.ring(LegBench.media) == [], "the answer is wanted already")
        #expect(try call.peer("PRACK", ["RAck: 100 1 INVITE"]) == ["200 PRACK", "200 INVITE sdp"])
        #expect(try call.ack(1) == ["answered"])
    }

    @Test("Ringing alone holds no answer back, and its PRACK may come later")
    func answerOvertakes() throws {
        var call = try LegBench.incoming(Self.required)
        _ = call.ring()
        #expect(call.answer() == ["media PCMA 198.51.100.7:49170 sendrecv", "200 INVITE sdp"])
        #expect(try call.peer("PRACK", ["RAck: 100 1 INVITE"]) == ["200 PRACK"])
        #expect(try call.ack(1) == ["answered"])
        #expect(call.wait(.seconds(50)) == [])
    }

    @Test("Early media that are wanted while a PRACK is out follow it")
    func ringThenMedia() throws {
        var call = try LegBench.incoming(Self.required)
        _ = call.ring()
        #expect(call.ring(LegBench.media) == [])
        #expect(
            try call.peer("PRACK", ["RAck: 100 1 INVITE"]) == [
                "200 PRACK", "early media PCMA 198.51.100.7:49170 sendrecv", "183 INVITE sdp",
            ])
        #expect(call.responses.last?.fields.first(.rSeq) == "101")
        _ = try call.peer("PRACK", ["RAck: 101 1 INVITE"])
        #expect(call.wait(.seconds(60)) == ["60 183 INVITE"], "a settled answer is not given twice")
    }

    @Test("Reliability is used where the peer only can, if the settings say so, and never before an offer")
    func onlySupported() throws {
        let supported = ["Supported: 100rel"]
        var plain = try LegBench.incoming(supported)
        _ = plain.ring()
        #expect(plain.responses.last?.fields.contains(.rSeq) == false)
        let eager = LegSettings(sessionTimer: nil, requires100rel: true)
        var reliable = try LegBench.incoming(supported, settings: eager)
        _ = reliable.ring()
        #expect(reliable.responses.last?.fields.first(.rSeq) == "100")
        var without = try LegBench.incoming(settings: eager)
        _ = without.ring()
        #expect(without.responses.last?.fields.contains(.rSeq) == false)
        var delayed = try LegBench.incoming(supported, sdp: nil, settings: eager)
        #expect(delayed.ring() == ["180 INVITE"])
        #expect(delayed.responses.last?.fields.contains(.rSeq) == false)
        var silent = try LegBench.incoming(Self.required, sdp: nil)
        #expect(silent.ring() == [], "it would have to be an offer")
        #expect(silent.answer() == ["200 INVITE sdp"])
    }

    @Test("A caller that gives up while a PRACK is out, or an answer waits for it, gets 487")
    func cancelDuringPrack() throws {
        var call = try LegBench.incoming(Self.required)
        _ = call.ring(LegBench.media)
        _ = call.answer()
        #expect(call.cancel() == ["487 INVITE", "ended by peer"])
        #expect(try call.peer("PRACK", ["RAck: 100 1 INVITE"]) == ["481 PRACK"])
    }

    @Test("UPDATE before the answer: without an offer at any time, with one once the first is settled")
    func earlyUpdate() throws {
        var call = try LegBench.incoming(Self.required)
        _ = call.ring(LegBench.media)
        #expect(try call.peer("UPDATE", sdp: SDPLines.offer(port: 5_000)) == ["500 UPDATE"])
        #expect(call.responses.last?.fields.first(.retryAfter) == "10")
        #expect(try call.peer("UPDATE", ["Contact: <sip:moved@198.51.100.7>"]) == ["200 UPDATE"])
        #expect(call.leg.dialog?.remoteTarget.text == "sip:moved@198.51.100.7")
        _ = try call.peer("PRACK", ["RAck: 100 1 INVITE"])
        #expect(
            try call.peer("UPDATE", sdp: SDPLines.offer(port: 5_000)) == [
                "early media PCMA 198.51.100.7:5000 sendrecv", "200 UPDATE sdp",
            ])
        #expect(try call.peer("UPDATE", sdp: SDPLines.offer(types: "18")) == ["488 UPDATE"])
        #expect(try call.peer("INVITE", sdp: SDPLines.offer()) == ["500 INVITE"], "an INVITE waits already")
        #expect(call.answer() == ["200 INVITE sdp"])
    }

    @Test("A PRACK may carry an offer of its own, and a bad one still acknowledges")
    func offerInPrack() throws {
        var call = try LegBench.incoming(Self.required)
        _ = call.ring(LegBench.media)
        #expect(
            try call.peer("PRACK", ["RAck: 100 1 INVITE"], sdp: SDPLines.offer(port: 5_000)) == [
                "early media PCMA 198.51.100.7:5000 sendrecv", "200 PRACK sdp",
            ])
        var bad = try LegBench.incoming(Self.required)
        _ = bad.ring(LegBench.media)
        _ = bad.answer()
        #expect(
            try bad.peer("PRACK", ["RAck: 100 1 INVITE"], sdp: SDPLines.offer(types: "18")) == [
                "488 PRACK", "200 INVITE sdp",
            ])
    }
}
