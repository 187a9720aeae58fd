import Testing

@testable import SIP

/// One INVITE of ours, several telephones (RFC 3261 §13.2.2.4).
@Suite("Legs: forked calls")
struct ForkTests {
    @Test("Each telephone has its early dialog; the first that answers has the call, the others are hung up")
    func twoAnswers() throws {
        var call = try LegBench.outgoing().bench
        #expect(
            try call.response(183, sdp: SDPLines.offer(port: 4_000), tag: "one") == [
                "early media PCMA 198.51.100.7:4000 sendrecv"
            ])
        #expect(
            try call.response(183, sdp: SDPLines.offer(port: 5_000), tag: "two") == [
                "early media PCMA 198.51.100.7:5000 sendrecv"
            ])
        #expect(
            try call.response(200, tag: "one") == ["ACK 1", "media PCMA 198.51.100.7:4000 sendrecv", "answered"])
        let late = "<sip:two@198.51.100.8>"
        #expect(
            try call.response(200, sdp: SDPLines.offer(), tag: "two", contact: late) == ["ACK 1", "send BYE 2"])
        let bye = try #require(call.requests.last)
        #expect(bye.request.toTag == "two" && bye.request.uriText == "sip:two@198.51.100.8")
        #expect(bye.path.remote.address == .v4(198, 51, 100, 8))
        #expect(call.acks.last?.request.toTag == "two")
        #expect(
            try call.response(200, sdp: SDPLines.offer(), tag: "two", contact: late) == ["ACK 1"],
            "one BYE is enough")
        #expect(try call.reply(200) == [])
        #expect(!call.leg.isOver, "the answer to that BYE is none to the call")
        #expect(call.hangUp() == ["send BYE 3", "ended by us"])
        #expect(call.requests.last?.request.toTag == "one")
        #expect(
            try call.response(200, sdp: SDPLines.offer(), tag: "three") == ["ACK 1", "send BYE 4"], "even now")
    }

    @Test("PRACKs of several dialogs have numbers of their own")
    func pracks() throws {
        var call = try LegBench.outgoing().bench
        let reliable = ["Require: 100rel", "RSeq: 1"]
        #expect(try call.response(180, reliable, tag: "one") == ["ringing", "send PRACK 2"])
        #expect(try call.response(180, reliable, tag: "two") == ["send PRACK 3"])
        #expect(call.requests.last?.request.toTag == "two")
        #expect(try call.response(200, sdp: SDPLines.offer(), tag: "one").last == "answered")
        #expect(call.hangUp() == ["send BYE 4", "ended by us"])
    }

    @Test("No more telephones are told apart than the limit says")
    func limit() throws {
        var call = try LegBench.outgoing().bench
        for number in 0...OutgoingInvite.mostForks {
            _ = try call.response(183, ["Require: 100rel", "RSeq: 1"], tag: "t\(number)")
        }
        #expect(call.requests.count == 1 + OutgoingInvite.mostForks)
        _ = try call.response(200, sdp: SDPLines.offer(), tag: "t0")
        for number in 1...2 * OutgoingInvite.mostForks {
            _ = try call.response(200, sdp: SDPLines.offer(), tag: "t\(number)")
        }
        #expect(call.acks.count == OutgoingInvite.mostForks)
    }
}
