import Testing

@testable import SIP

/// Calls that come in over a trunk, as the carrier sees them (RFC 3261 §13.3, §15).
@Suite("User agent: calls that come in")
struct AgentCallsInTests {
    @Test("A call rings, is answered and acknowledged; the caller hangs up, and in the end nothing is left of it")
    func wholeCall() throws {
        var desk = try AgentBench()
        #expect(desk.invite() == ["incoming +33290920555 over carrier"])
        #expect(try desk.ring() == ["180 INVITE"])
        #expect(try desk.answer() == ["200 INVITE sdp", "media 198.51.100.7:49170"].reversed())
        #expect(desk.peer("ACK", 1) == ["answered"])
        #expect(desk.agent.legCount == 1)
        #expect(desk.peer("BYE", 2) == ["200 BYE", "ended by peer"])
        #expect(desk.agent.legCount == 0 && desk.agent.dialogs.isEmpty && desk.agent.invites.isEmpty)
        #expect(desk.wait(.seconds(120)) == [])
        #expect(desk.leftovers == [])
    }

    @Test("What the call is told as: who, for whom, over which trunk, how well proven")
    func incomingCall() throws {
        var desk = try AgentBench()
        _ = desk.invite(["P-Asserted-Identity: <sip:+33699999999@carrier.example;verstat=TN-Validation-Passed>"])
        let call = try #require(desk.calls.last).call
        #expect(call.dialled == "+33290920555" && call.requestURI == "sip:+33290920555@192.0.2.10")
        #expect(call.caller == .number("+33699999999"))
        #expect(call.trunk == "carrier" && call.callID == "call-1" && call.source == AgentBench.carrier.remote)
        #expect(call.verification == "TN-Validation-Passed")
    }

    @Test("Our BYE ends a call; its answer ends the leg")
    func ourBye() throws {
        var desk = try AgentBench()
        try desk.establish()
        #expect(try desk.hangUp() == ["BYE", "ended by us"])
        #expect(desk.agent.legCount == 1)
        #expect(try desk.reply(200) == [])
        #expect(desk.agent.legCount == 0 && desk.agent.dialogs.isEmpty)
        #expect(desk.wait(.seconds(120)) == [])
        #expect(desk.leftovers == [])
    }

    @Test("Our BYE is repeated until it is given up; the leg goes with it")
    func lonelyBye() throws {
        var desk = try AgentBench()
        try desk.establish()
        _ = try desk.hangUp()
        #expect(desk.wait(.seconds(40)).filter { !$0.hasSuffix("BYE") } == [])
        #expect(desk.agent.legCount == 0)
        _ = desk.wait(.seconds(60))
        #expect(desk.leftovers == [])
    }

    @Test("BYEs that cross end the leg, and both are answered")
    func crossedByes() throws {
        var desk = try AgentBench()
        try desk.establish()
        _ = try desk.hangUp()
        #expect(desk.peer("BYE", 2) == ["200 BYE"])
        #expect(desk.agent.legCount == 0)
        #expect(try desk.reply(481) == [])
        #expect(desk.wait(.seconds(120)) == [])
        #expect(desk.leftovers == [])
    }

    @Test("A call is refused, and the refusal repeated until it is acknowledged")
    func refused() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        #expect(try desk.hangUp(status: .busyHere, retryAfter: 30) == ["486 INVITE", "ended by us"])
        #expect(desk.responses.last?.fields.first(.retryAfter) == "30")
        #expect(desk.agent.legCount == 0)
        #expect(desk.wait(.seconds(2)) == ["0.5 486 INVITE", "1.5 486 INVITE"])
        #expect(desk.acknowledgeRefusal() == [])
        #expect(desk.wait(.seconds(120)) == [])
        #expect(desk.leftovers == [])
    }

    @Test("An INVITE that comes again gets the last response again, and is no second call")
    func retransmitted() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = try desk.ring()
        #expect(desk.invite() == ["180 INVITE"])
        _ = try desk.answer()
        #expect(desk.invite() == [], "the leg repeats its 2xx itself")
        #expect(desk.agent.legCount == 1)
    }

    @Test("Nobody answers for a while: 100 Trying after 200 ms")
    func trying() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        #expect(desk.wait(.seconds(1)) == ["0.2 100 INVITE"])
    }

    @Test("A call that the caller gives up before it is answered")
    func cancelled() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = try desk.ring()
        let early = desk.tag(of: "call-1")
        #expect(desk.cancel() == ["200 CANCEL", "487 INVITE", "ended by peer"])
        #expect(desk.responses.suffix(2).map(\.toTag) == [early, early], "RFC 3261 §9.2")
        #expect(desk.cancel() == ["200 CANCEL"], "the answer was lost")
        #expect(desk.acknowledgeRefusal() == [])
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("A CANCEL that crosses our 200 changes nothing: the caller acknowledges and says BYE")
    func cancelCrossing() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = try desk.answer()
        #expect(desk.cancel() == ["200 CANCEL"])
        #expect(desk.peer("ACK", 1) == ["answered"])
        #expect(desk.peer("BYE", 2) == ["200 BYE", "ended by peer"])
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("We answer after the CANCEL: it is too late, and nothing is sent")
    func answeredAfterCancel() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = desk.cancel()
        #expect(try desk.answer() == [])
        #expect(try desk.hangUp() == [])
    }

    @Test("A CANCEL for nothing, and one from another address")
    func foreignCancel() throws {
        var desk = try AgentBench()
        #expect(desk.cancel() == ["481 CANCEL"])
        _ = desk.invite()
        #expect(desk.cancel(from: AgentBench.stranger).map { String($0.prefix(10)) } == ["481 CANCEL"])
        #expect(desk.agent.legCount == 1)
    }

    @Test("A lost ACK: our 200 is repeated; the ACK to a repetition will do, and later ones mean nothing")
    func lostAck() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = try desk.answer()
        #expect(desk.wait(.seconds(4)) == ["0.5 200 INVITE sdp", "1.5 200 INVITE sdp", "3.5 200 INVITE sdp"])
        #expect(desk.peer("ACK", 1) == ["answered"])
        #expect(desk.peer("ACK", 1) == [])
        #expect(desk.wait(.seconds(100)) == [])
    }

    @Test("An ACK that never comes: after 64·T1 we say BYE")
    func noAck() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = try desk.answer()
        let lines = desk.wait(.seconds(32.2))
        #expect(lines.suffix(2) == ["32.0 BYE", "32.0 ended: unacknowledged"])
        _ = try desk.reply(481)
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("The same INVITE on another way is merged: 482, and no second call")
    func merged() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        #expect(desk.invite(branch: "z9hG4bKother") == ["turned away: merged", "482 INVITE"])
        #expect(desk.agent.legCount == 1)
    }

    @Test("The INVITE of a running call, when it comes again after its transaction ended, takes nothing over")
    func lateDuplicate() throws {
        var desk = try AgentBench()
        try desk.establish()
        #expect(desk.wait(.seconds(40)) == [])
        #expect(desk.agent.transactionCount == 0)
        #expect(desk.invite() == ["turned away: merged", "482 INVITE"])
        #expect(desk.agent.legCount == 1)
        #expect(desk.peer("BYE", 2) == ["200 BYE", "ended by peer"])
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("Two calls of one peer at once keep to themselves")
    func twoCalls() throws {
        var desk = try AgentBench()
        try desk.establish(call: "call-1")
        try desk.establish(call: "call-2")
        #expect(desk.peer("BYE", 2, call: "call-1") == ["200 BYE", "ended by peer"])
        #expect(desk.peer("BYE", 3, call: "call-1") == ["turned away: unknown-dialog", "481 BYE"])
        #expect(desk.peer("INFO", 2, call: "call-2") == ["200 INFO"])
        #expect(desk.agent.legCount == 1)
    }
}
