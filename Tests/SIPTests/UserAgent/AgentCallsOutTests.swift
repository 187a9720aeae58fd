import Testing

@testable import SIP

/// Calls of ours to telephones, over a trunk and directly (RFC 3261 §13.2).
@Suite("User agent: calls that go out")
struct AgentCallsOutTests {
    /// A desk that has called a telephone over the carrier.
    private func calling() throws -> (desk: AgentBench, leg: LegID) {
        var desk = try AgentBench(resolved: true)
        var leg: LegID?
        let lines = desk.step {
            leg = $0.call(
                "+33612345678", over: "carrier", presenting: "+33290920555",
                diverted: Diversion(caller: "+33699999999", called: "+33290920555"), media: AgentBench.media, now: $1,
                into: &$2)
        }
        #expect(lines == ["INVITE sdp"])
        return (desk, try #require(leg))
    }

    @Test("A call over a trunk: what we say, and a whole life of it")
    func wholeCall() throws {
        var (desk, leg) = try calling()
        let invite = try #require(desk.requests.last)
        #expect(invite.uriText == "sip:+33612345678@carrier.example")
        #expect(invite.from.uri.user == "+33290920555")
        #expect(invite.fields.first(.diversion)?.contains("+33699999999") == true)
        #expect(try desk.reply(100, tag: nil) == [])
        #expect(try desk.reply(180) == ["ringing"])
        #expect(try desk.reply(200, sdp: SDPLines.offer()) == ["ACK", "media 198.51.100.7:49170", "answered"])
        #expect(try desk.reply(200, sdp: SDPLines.offer(), to: invite) == ["ACK"], "our ACK was lost")
        #expect(try desk.hangUp(leg) == ["BYE", "ended by us"])
        _ = try desk.reply(200)
        #expect(desk.agent.legCount == 0)
        #expect(desk.wait(.seconds(120)) == [])
        #expect(desk.leftovers == [])
    }

    @Test("A 2xx that comes again after its transaction ended is acknowledged again")
    func strayOk() throws {
        var (desk, _) = try calling()
        let invite = try #require(desk.requests.last)
        _ = try desk.reply(200, sdp: SDPLines.offer())
        #expect(desk.wait(.seconds(40)) == [])
        #expect(desk.agent.transactionCount == 0)
        #expect(try desk.reply(200, sdp: SDPLines.offer(), to: invite) == ["ACK"])
    }

    @Test("The telephone hangs up")
    func peerBye() throws {
        var (desk, _) = try calling()
        let invite = try #require(desk.requests.last)
        _ = try desk.reply(200, sdp: SDPLines.offer())
        let forged = AgentBench.request("BYE", 1, call: invite.callID, toTag: invite.fromTag)
        #expect(desk.receive(forged, from: AgentBench.stranger).first == "turned away: foreign-source")
        let bye = AgentBench.request("BYE", 2, call: invite.callID, toTag: invite.fromTag)
        #expect(desk.receive(bye, from: AgentBench.carrierToo).last == "ended by peer")
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("A trunk that only takes calls may still speak from every place that its name leads to")
    func placesOfTrunk() throws {
        let other = AgentBench.path(.v4(203, 0, 113, 80))
        var desk = try AgentBench { $0.trunks[0].inbound = .init() }
        _ = desk.step { $0.resolved("carrier", [AgentBench.carrier, other], now: $1, into: &$2) }
        _ = desk.step {
            _ = $0.call(
                "+33612345678", over: "carrier", presenting: "+33290920555", diverted: nil, media: AgentBench.media,
                now: $1, into: &$2)
        }
        let invite = try #require(desk.requests.last)
        _ = try desk.reply(200, sdp: SDPLines.offer())
        let forged = AgentBench.request("BYE", 1, call: invite.callID, toTag: invite.fromTag)
        #expect(desk.receive(forged, from: AgentBench.stranger).first == "turned away: foreign-source")
        let bye = AgentBench.request("BYE", 2, call: invite.callID, toTag: invite.fromTag)
        #expect(desk.receive(bye, from: other).last == "ended by peer")
    }

    @Test("The trunk's challenge is answered, once")
    func challenge() throws {
        var (desk, _) = try calling()
        let challenge = ["Proxy-Authenticate: Digest realm=\"carrier.example\", nonce=\"n1\", qop=\"auth\""]
        #expect(try desk.reply(407, challenge) == ["ACK", "INVITE sdp"])
        let again = try #require(desk.requests.last)
        #expect(again.cSeq.number == 2)
        #expect(again.fields.first(.proxyAuthorization)?.contains("username=\"desk\"") == true)
        #expect(try desk.reply(407, challenge) == ["ACK", "ended: 407"])
        #expect(desk.agent.legCount == 0)
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("A busy telephone, and one that does not answer at all")
    func refused() throws {
        var (desk, _) = try calling()
        #expect(try desk.reply(486) == ["ACK", "ended: 486"])
        #expect(try desk.reply(486, to: desk.requests.first) == ["ACK"], "the ACK was lost")
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
        var (silent, _) = try calling()
        let lines = silent.wait(.seconds(40))
        #expect(lines.last == "32.0 ended: time-out" && lines.count == 7)
        #expect(silent.leftovers == [])
    }

    @Test("Given up while it rings: CANCEL, and 487")
    func cancelled() throws {
        var (desk, leg) = try calling()
        _ = try desk.reply(180)
        let invite = try #require(desk.requests.last)
        #expect(try desk.hangUp(leg) == ["CANCEL"])
        #expect(try desk.reply(200) == [])
        #expect(try desk.reply(487, to: invite) == ["ACK", "ended: cancelled"])
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("Given up before anything was heard: the CANCEL waits for the first response")
    func cancelledEarly() throws {
        var (desk, leg) = try calling()
        let invite = try #require(desk.requests.last)
        #expect(try desk.hangUp(leg) == [])
        #expect(try desk.reply(100, tag: nil) == ["CANCEL"])
        #expect(try desk.reply(487, to: invite) == ["ACK", "ended: cancelled"])
    }

    @Test("Given up, but the telephone was faster: ACK and BYE")
    func cancelTooLate() throws {
        var (desk, leg) = try calling()
        _ = try desk.reply(180)
        let invite = try #require(desk.requests.last)
        _ = try desk.hangUp(leg)
        #expect(try desk.reply(200, sdp: SDPLines.offer(), to: invite) == ["ACK", "BYE", "ended: cancelled"])
        _ = try desk.reply(200)
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("Given up, and no final answer ever comes: the leg ends 64·T1 after the CANCEL")
    func cancelUnanswered() throws {
        var (desk, leg) = try calling()
        _ = try desk.reply(180)
        _ = try desk.hangUp(leg)
        #expect(desk.wait(.seconds(40)).filter { !$0.hasSuffix("CANCEL") } == ["32.0 ended: cancelled"])
        #expect(desk.leftovers == [])
    }

    @Test("Two telephones answer a forked call: the first is kept, the second acknowledged and hung up on")
    func forks() throws {
        var (desk, _) = try calling()
        let invite = try #require(desk.requests.last)
        _ = try desk.reply(180, tag: "one")
        _ = try desk.reply(180, tag: "two")
        _ = try desk.reply(200, sdp: SDPLines.offer(), tag: "two", to: invite)
        #expect(try desk.reply(200, sdp: SDPLines.offer(), tag: "one", to: invite) == ["ACK", "BYE"])
        #expect(try #require(desk.requests.last).toTag == "one")
        #expect(desk.agent.legCount == 1)
    }

    @Test("A telephone asks something before it answers: it is heard, from where it may speak")
    func earlyDialog() throws {
        var (desk, _) = try calling()
        let invite = try #require(desk.requests.last)
        _ = try desk.reply(180)
        let options = AgentBench.request("OPTIONS", 1, call: invite.callID, toTag: invite.fromTag)
        #expect(desk.receive(options, from: AgentBench.stranger).first == "turned away: foreign-source")
        let info = AgentBench.request("INFO", 2, call: invite.callID, toTag: invite.fromTag)
        #expect(desk.receive(info) == ["200 INFO"])
        let other = AgentBench.request("INFO", 3, call: invite.callID, toTag: invite.fromTag, fromTag: "other")
        #expect(desk.receive(other) == ["turned away: unknown-dialog", "481 INFO"])
    }

    @Test("A 3xx is followed to the trunk's own hosts, and nowhere else")
    func redirects() throws {
        var (desk, _) = try calling()
        #expect(try desk.reply(302, ["Contact: <sip:+33698765432@carrier.example>"]) == ["ACK", "INVITE sdp"])
        #expect(try #require(desk.requests.last).uriText == "sip:+33698765432@carrier.example")
        #expect(try desk.reply(302, ["Contact: <sip:1@carrier.example>"]) == ["ACK", "ended: 302"], "once is enough")
        var (fraud, _) = try calling()
        #expect(try fraud.reply(302, ["Contact: <sip:+8835100000@premium.example>"]) == ["ACK", "ended: 302"])
        _ = fraud.wait(.seconds(120))
        #expect(fraud.leftovers == [])
    }

    @Test("A SIP address is called directly")
    func direct() throws {
        var desk = try AgentBench()
        let uri = try URI(parsing: "sip:tech@203.0.113.9:5070")
        let path = TransportPath(
            transport: .udp, local: AgentBench.local, remote: try #require(Endpoint("203.0.113.9:5070")))
        var leg: LegID?
        let lines = desk.step {
            leg = $0.call(uri, at: path, presenting: "+33290920555", media: AgentBench.media, now: $1, into: &$2)
        }
        #expect(lines == ["INVITE sdp to 203.0.113.9:5070"])
        #expect(try #require(desk.requests.last).from.text.hasPrefix("<sip:+33290920555@192.0.2.10>;tag="))
        #expect(
            try desk.reply(200, sdp: SDPLines.offer(), contact: "<sip:tech@203.0.113.9:5070>", from: path) == [
                "ACK to 203.0.113.9:5070", "media 198.51.100.7:49170", "answered",
            ])
        #expect(try desk.hangUp(leg).first == "BYE to 203.0.113.9:5070")
    }

    @Test("Without a way to the trunk there is no call")
    func unresolved() throws {
        var desk = try AgentBench()
        let lines = desk.step {
            #expect(
                $0.call(
                    "+33612345678", over: "carrier", presenting: "+33290920555", diverted: nil,
                    media: AgentBench.media, now: $1, into: &$2) == nil)
        }
        #expect(lines == [])
    }

    @Test("Too many requests are out: the call fails as if the network had")
    func tooMany() throws {
        var desk = try AgentBench({ $0.limits = TransactionLimits(clientTransactions: 0) }, resolved: true)
        let lines = desk.step {
            _ = $0.call(
                "+33612345678", over: "carrier", presenting: "+33290920555", diverted: nil, media: AgentBench.media,
                now: $1, into: &$2)
        }
        #expect(lines == ["ended: unreachable"])
        #expect(desk.leftovers == [])
    }

    @Test("The way breaks while it rings: the call fails")
    func transportFailed() throws {
        var (desk, _) = try calling()
        _ = try desk.reply(180)
        #expect(
            desk.step { $0.transportFailed(AgentBench.carrier, now: $1, into: &$2) } == ["ended: unreachable"])
        #expect(desk.agent.legCount == 0 && desk.agent.transactionCount == 0)
        #expect(desk.wait(.seconds(60)) == [])
        #expect(desk.leftovers == [])
    }

    @Test("No room for the PRACK: the call goes on without it")
    func noRoomForPrack() throws {
        var desk = try AgentBench({ $0.limits = TransactionLimits(clientTransactions: 1) }, resolved: true)
        _ = desk.step {
            _ = $0.call(
                "+33612345678", over: "carrier", presenting: "+33290920555", diverted: nil, media: AgentBench.media,
                now: $1, into: &$2)
        }
        #expect(try desk.reply(180, ["Require: 100rel", "RSeq: 1"]) == ["ringing"])
        #expect(try desk.reply(200, sdp: SDPLines.offer()) == ["ACK", "media 198.51.100.7:49170", "answered"])
    }
}
