import Testing

@testable import SIP

/// What may happen to a call that is up, and who may do it (RFC 3261 §12.2).
@Suite("User agent: in a dialog")
struct AgentDialogTests {
    @Test("A request from another address is for a dialog that it does not know", arguments: ["BYE", "INVITE", "INFO"])
    func foreignSource(method: String) throws {
        var desk = try AgentBench()
        try desk.establish()
        let lines = desk.peer(method, 2, sdp: method == "INVITE" ? SDPLines.offer() : nil, from: AgentBench.stranger)
        #expect(lines == ["turned away: foreign-source", "481 \(method) to 192.0.2.66:5060"])
        #expect(desk.peer(method, 3, from: AgentBench.office).first == "turned away: foreign-source")
        #expect(desk.agent.legCount == 1)
    }

    @Test("An ACK from another address does not bring a call up")
    func foreignAck() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = try desk.answer()
        #expect(desk.peer("ACK", 1, from: AgentBench.stranger) == [])
        #expect(desk.peer("ACK", 1, from: AgentBench.carrierToo) == ["answered"])
    }

    @Test("Another address of the same trunk may end the call")
    func sameTrunk() throws {
        var desk = try AgentBench()
        try desk.establish()
        #expect(
            desk.peer("BYE", 2, from: AgentBench.carrierToo) == ["200 BYE to 198.51.100.8:5060", "ended by peer"])
    }

    @Test("A BYE with the wrong tag of the caller is for another dialog")
    func wrongTag() throws {
        var desk = try AgentBench()
        try desk.establish()
        #expect(desk.peer("BYE", 2, fromTag: "other") == ["turned away: unknown-dialog", "481 BYE"])
        #expect(desk.peer("BYE", 3, toTag: "other") == ["turned away: unknown-dialog", "481 BYE"])
        #expect(desk.agent.legCount == 1)
    }

    @Test("A CSeq that goes back is refused, one that jumps ahead is taken (RFC 3261 §12.2.2)")
    func sequence() throws {
        var desk = try AgentBench()
        try desk.establish()
        #expect(desk.peer("INFO", 900) == ["200 INFO"])
        #expect(desk.peer("BYE", 899) == ["500 BYE"])
        #expect(desk.peer("BYE", 901) == ["200 BYE", "ended by peer"])
    }

    @Test("OPTIONS within a call is answered; what we do not take is refused")
    func options() throws {
        var desk = try AgentBench()
        try desk.establish()
        #expect(desk.peer("OPTIONS", 2) == ["200 OPTIONS"])
        #expect(desk.peer("MESSAGE", 3) == ["405 MESSAGE"])
        #expect(desk.peer("OPTIONS", 4, ["Require: foo"]) == ["420 OPTIONS"])
        #expect(desk.agent.legCount == 1)
    }

    @Test("A re-INVITE moves the sound; its lost ACK is waited for, and ends the call in the end")
    func reinvite() throws {
        var desk = try AgentBench()
        try desk.establish()
        let moved = desk.peer("INVITE", 2, sdp: SDPLines.offer(port: 50_000, version: 2))
        #expect(Set(moved) == ["200 INVITE sdp", "media 198.51.100.7:50000"])
        #expect(desk.peer("ACK", 2) == [])
        _ = desk.peer("INVITE", 3, sdp: SDPLines.offer(port: 50_002, version: 3))
        #expect(desk.wait(.seconds(32.1)).suffix(2) == ["32.0 BYE", "32.0 ended: unacknowledged"])
    }

    @Test("A BYE that comes again is answered again, though the leg is gone")
    func repeatedBye() throws {
        var desk = try AgentBench()
        try desk.establish()
        #expect(desk.peer("BYE", 2) == ["200 BYE", "ended by peer"])
        #expect(desk.peer("BYE", 2) == ["200 BYE"])
    }

    @Test("A BYE before our answer ends the call, and the INVITE is answered too")
    func earlyBye() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = try desk.ring()
        #expect(desk.peer("BYE", 2) == ["200 BYE", "487 INVITE", "ended by peer"])
        _ = desk.acknowledgeRefusal()
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("We hang up before the ACK: the BYE waits for it")
    func hangUpBeforeAck() throws {
        var desk = try AgentBench()
        _ = desk.invite()
        _ = try desk.answer()
        #expect(try desk.hangUp() == [])
        #expect(desk.peer("ACK", 1) == ["BYE", "ended by us"])
    }

    @Test("A connection that closes in the middle of a call ends nothing: our BYE goes out without it")
    func connectionClosed() throws {
        var desk = try AgentBench()
        let stream = AgentBench.path(.v4(198, 51, 100, 7), .tcp, connection: 4)
        try desk.establish(["Contact: <sip:phone@198.51.100.7:5060;transport=tcp>"], from: stream)
        #expect(desk.step { $0.transportFailed(stream, now: $1, into: &$2) } == [])
        #expect(desk.agent.legCount == 1)
        #expect(try desk.hangUp() == ["BYE", "ended by us"])
        let path = try #require(desk.sent.last).path
        #expect(path.transport == .tcp && path.connection == nil && path.remote == AgentBench.carrier.remote)
        _ = try desk.reply(200, from: stream)
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("The caller speaks on over a new connection")
    func newConnection() throws {
        var desk = try AgentBench()
        let stream = AgentBench.path(.v4(198, 51, 100, 7), .tcp, connection: 4)
        try desk.establish(from: stream)
        _ = desk.step { $0.transportFailed(stream, now: $1, into: &$2) }
        let other = AgentBench.path(.v4(198, 51, 100, 7), .tcp, connection: 5)
        #expect(desk.peer("BYE", 2, from: other) == ["200 BYE", "ended by peer"])
        #expect(try #require(desk.sent.last).path.connection == ConnectionID(number: 5))
    }

    @Test("A connection that closes while the call rings: the answer goes over a new one")
    func closedWhileRinging() throws {
        var desk = try AgentBench()
        let stream = AgentBench.path(.v4(198, 51, 100, 7), .tcp, connection: 4)
        _ = desk.invite(from: stream)
        _ = desk.step { $0.transportFailed(stream, now: $1, into: &$2) }
        #expect(try desk.answer().contains("200 INVITE sdp"))
        #expect(try #require(desk.sent.last).path.connection == nil)
        _ = desk.wait(.seconds(200))
        #expect(desk.leftovers == [])
    }

    @Test("Where no way leads to the caller any more, the leg ends all the same")
    func noWay() throws {
        var desk = try AgentBench()
        try desk.establish()
        _ = try desk.hangUp()
        #expect(desk.step { $0.transportFailed(AgentBench.carrier, now: $1, into: &$2) } == [])
        #expect(desk.agent.legCount == 0)
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("A refresh of ours that only ever gets a 100 does not outlive the call")
    func hangingRefresh() throws {
        var desk = try AgentBench { $0.trunks[0].sessionTimer = .init(interval: 90, prefersRefreshing: true) }
        try desk.establish(["Supported: timer", "Session-Expires: 90;refresher=uas"])
        #expect(desk.wait(.seconds(45)) == ["45.0 INVITE sdp"])
        let refresh = try #require(desk.requests.last)
        _ = try desk.reply(100, tag: nil)
        #expect(desk.peer("BYE", 2) == ["200 BYE", "ended by peer", "CANCEL"])
        #expect(desk.requests.last?.topVia.branch == refresh.topVia.branch)
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("Calls that are up for hours: refreshed by the peer they stay, forgotten by the peer they end")
    func sessionTimer() throws {
        var desk = try AgentBench { $0.trunks[0].sessionTimer = .init(interval: 600) }
        try desk.establish(["Supported: timer", "Session-Expires: 600;refresher=uac"])
        for number in 2..<20 {
            #expect(desk.wait(.seconds(300)) == [])
            #expect(
                desk.peer("UPDATE", number, ["Supported: timer", "Session-Expires: 600;refresher=uac"]) == [
                    "200 UPDATE"
                ])
        }
        #expect(desk.agent.legDeadlines.count < 5)
        let lines = desk.wait(.seconds(600)).map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
        #expect(lines.prefix(2) == ["BYE", "ended: lost"])
    }
}
