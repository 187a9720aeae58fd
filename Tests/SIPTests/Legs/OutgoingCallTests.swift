import Testing

@testable import SIP

/// Calls of ours until they are answered or not (RFC 3261 §13.2, RFC 3262 §4).
@Suite("Legs: calls of ours")
struct OutgoingCallTests {
    private static let answered = ["ACK 1", "media PCMA 198.51.100.7:49170 sendrecv", "answered"]

    @Test("The INVITE has all that it needs, and the caller's headers in their places")
    func invite() throws {
        let (call, lines) = try LegBench.outgoing(headers: [
            (.diversion, "<sip:+33612345678@trunk.example>"), (.route, "<sip:proxy.example;lr>"),
        ])
        #expect(lines == ["send INVITE 1 sdp"])
        let invite = try #require(call.requests.last).request
        #expect(invite.uriText == "sip:0290920555@trunk.example")
        #expect(invite.fields.lines.first?.name == .route)
        #expect(invite.from.text == "<sip:0290920556@trunk.example>;tag=ours")
        #expect(invite.fields.first(.to) == "<sip:0290920555@trunk.example>")
        #expect(invite.callID == "call@desk")
        #expect(invite.fields.values(.contact) == ["<sip:desk@192.0.2.10>"])
        #expect(invite.fields.values(.supported) == ["timer", "100rel"])
        #expect(invite.fields.contains(.diversion) && !invite.fields.contains(.require))
        #expect(!invite.fields.contains(.sessionExpires))
        #expect(call.leg.deadline == nil)
    }

    @Test("It rings, is answered, and hung up by the telephone")
    func wholeCall() throws {
        var call = try LegBench.outgoing().bench
        #expect(try call.response(100, tag: nil) == [])
        #expect(try call.response(180) == ["ringing"])
        #expect(try call.response(180) == [], "once is enough")
        #expect(try call.response(200, sdp: SDPLines.offer()) == Self.answered)
        let ack = try #require(call.acks.last)
        #expect(ack.request.uriText == "sip:phone@198.51.100.7:5060")
        #expect(ack.request.toTag == "theirs")
        #expect(try call.peer("BYE") == ["200 BYE", "ended by peer"])
    }

    @Test("Our BYE follows the numbers of the INVITE")
    func ourBye() throws {
        var call = try LegBench.called()
        #expect(call.hangUp() == ["send BYE 2", "ended by us"])
    }

    @Test("A 200 that comes again gets the same ACK again, even after the target moved")
    func repeated() throws {
        var call = try LegBench.called()
        _ = try call.peer("UPDATE", ["Contact: <sip:moved@198.51.100.9>"])
        #expect(try call.response(200, sdp: SDPLines.offer()) == ["ACK 1"])
        #expect(call.acks[0].request.serialized() == call.acks[1].request.serialized())
        _ = call.hangUp()
        #expect(try call.response(200, sdp: SDPLines.offer()) == ["ACK 1"], "while our BYE is out too")
        #expect(try call.response(200, sdp: SDPLines.offer(), number: 9) == [], "that answers nothing of ours")
        #expect(try call.response(486) == [])
    }

    @Test("Early media of a 183 are final only in the 200, which may name another port")
    func otherPorts() throws {
        var call = try LegBench.outgoing().bench
        #expect(
            try call.response(183, sdp: SDPLines.offer(port: 4_000)) == [
                "early media PCMA 198.51.100.7:4000 sendrecv"
            ])
        #expect(try call.response(183, sdp: SDPLines.offer(port: 4_000)) == [], "nothing new")
        #expect(
            try call.response(200, sdp: SDPLines.offer(port: 5_000)) == [
                "ACK 1", "media PCMA 198.51.100.7:5000 sendrecv", "answered",
            ])
    }

    @Test("A 200 without a description takes that of its 183; without either there is no call")
    func withoutDescription() throws {
        var call = try LegBench.outgoing().bench
        _ = try call.response(183, sdp: SDPLines.offer(port: 4_000))
        #expect(
            try call.response(200) == ["ACK 1", "media PCMA 198.51.100.7:4000 sendrecv", "answered"])
        var untagged = try LegBench.outgoing().bench
        _ = try untagged.response(183, sdp: SDPLines.offer(port: 4_000), tag: nil)
        #expect(try untagged.response(200).last == "answered")
        var none = try LegBench.outgoing().bench
        #expect(try none.response(200) == ["ACK 1", "send BYE 2", "ended without common media"])
        var other = try LegBench.outgoing().bench
        #expect(
            try other.response(200, sdp: SDPLines.offer(types: "18")) == [
                "ACK 1", "send BYE 2", "ended without common media",
            ])
    }

    @Test("A Contact that is missing leads back to where the INVITE went")
    func noContact() throws {
        var call = try LegBench.outgoing().bench
        #expect(try call.response(183, sdp: SDPLines.offer(), contact: nil).count == 1)
        #expect(try call.response(200, sdp: SDPLines.offer(), contact: nil) == Self.answered)
        #expect(call.acks.last?.request.uriText == "sip:0290920555@trunk.example")
        #expect(call.acks.last?.path == LegBench.path)
        var odd = try LegBench.outgoing().bench
        #expect(try odd.response(200, sdp: SDPLines.offer(), contact: "*") == Self.answered)
    }

    @Test("Reliable responses are acknowledged once each, in order, and settle the session")
    func reliable() throws {
        let first = ["Require: 100rel", "RSeq: 5"]
        var call = try LegBench.outgoing().bench
        #expect(try call.response(180, first) == ["ringing", "send PRACK 2"])
        #expect(call.requests.last?.request.fields.first(.rAck) == "5 1 INVITE")
        #expect(try call.response(180, first) == [], "the PRACK repeats itself")
        #expect(try call.response(183, ["Require: 100rel", "RSeq: 7"], sdp: SDPLines.offer()) == [], "one is missing")
        #expect(
            try call.response(183, ["Require: 100rel", "RSeq: 6"], sdp: SDPLines.offer()) == [
                "send PRACK 3", "early media PCMA 198.51.100.7:49170 sendrecv",
            ])
        #expect(try call.reply(200) == [])
        #expect(try call.response(183, ["Require: 100rel", "RSeq: x"]) == [])
        #expect(try call.response(183, ["Require: 100rel"]) == [])
        #expect(
            try call.response(200, sdp: SDPLines.offer(port: 9)) == Self.answered, "the answer was settled before")
        #expect(call.hangUp() == ["send BYE 4", "ended by us"])
        var last = try LegBench.outgoing().bench
        _ = try last.response(180, ["Require: 100rel", "RSeq: 4294967295"])
        #expect(try last.response(180, ["Require: 100rel", "RSeq: 0"]) == ["send PRACK 3"], "no overflow")
    }

    @Test("A trunk that does not know reliable responses is called again without")
    func badExtension() throws {
        let eager = LegSettings(sessionTimer: nil, requires100rel: true)
        var call = try LegBench.outgoing(settings: eager).bench
        #expect(call.requests.last?.request.fields.values(.require) == ["100rel"])
        #expect(try call.response(420, ["Unsupported: 100rel"]) == ["send INVITE 2 sdp"])
        #expect(call.requests.last?.request.fields.contains(.require) == false)
        #expect(try call.response(420, ["Unsupported: 100rel"]) == ["ended 420"])
    }

    @Test("Requests in the early dialog: a new name, keys, a question, an offer that is too early")
    func earlyRequests() throws {
        var call = try LegBench.outgoing().bench
        #expect(try call.peer("UPDATE") == ["481 UPDATE"], "there is no dialog yet")
        #expect(call.leg.path(ofTag: "theirs") == nil)
        _ = try call.response(183, ["Require: 100rel", "RSeq: 1"])
        #expect(call.leg.path(ofTag: "theirs") == LegBench.path)
        #expect(try call.peer("UPDATE", ["Contact: <sip:moved@198.51.100.9>"]) == ["200 UPDATE"])
        #expect(try call.peer("UPDATE", sdp: SDPLines.offer()) == ["491 UPDATE"])
        #expect(try call.peer("INVITE", sdp: SDPLines.offer()) == ["491 INVITE"])
        #expect(try call.peer("OPTIONS") == ["200 OPTIONS"])
        #expect(try call.peer("PRACK") == ["481 PRACK"])
        #expect(try call.peer("INFO", number: 2) == ["500 INFO"])
        #expect(try call.peer("FOO") == ["405 FOO"])
        _ = try call.response(183, ["Require: 100rel", "RSeq: 2"], sdp: SDPLines.offer())
        #expect(
            try call.peer("UPDATE", sdp: SDPLines.offer(port: 5_000)) == [
                "early media PCMA 198.51.100.7:5000 sendrecv", "200 UPDATE sdp",
            ])
        #expect(try call.response(200) == ["ACK 1", "media PCMA 198.51.100.7:5000 sendrecv", "answered"])
        #expect(call.leg.path(ofTag: "theirs") == LegBench.path)
        #expect(call.leg.path(ofTag: "other") == nil)
    }

    @Test("A BYE or a 199 ends an early dialog, not the call")
    func earlyDialogEnds() throws {
        var call = try LegBench.outgoing().bench
        _ = try call.response(180)
        #expect(try call.peer("BYE") == ["200 BYE"])
        #expect(try call.peer("INFO") == ["481 INFO"])
        _ = try call.response(183, sdp: SDPLines.offer(port: 4_000), tag: "second")
        #expect(try call.response(199, tag: "second") == [])
        #expect(call.leg.path(ofTag: "second") == nil)
        #expect(try call.response(486) == ["ended 486, rang"])
    }

    @Test("Given up while it rings, before anything came, and while the 200 was under way")
    func cancelled() throws {
        var call = try LegBench.outgoing().bench
        _ = try call.response(180)
        #expect(call.hangUp() == ["CANCEL"])
        #expect(call.hangUp() == [], "once")
        #expect(try call.response(183, sdp: SDPLines.offer()) == [])
        #expect(try call.response(487) == ["ended cancelled, rang"])

        var silent = try LegBench.outgoing().bench
        #expect(silent.hangUp() == ["CANCEL"])
        #expect(silent.step { leg, _, actions in leg.inviteFailed(.timeout, into: &actions) } == ["ended cancelled"])

        var crossed = try LegBench.outgoing().bench
        _ = crossed.hangUp()
        #expect(try crossed.response(200, sdp: SDPLines.offer()) == ["ACK 1", "send BYE 2", "ended cancelled"])
        #expect(try crossed.response(200, sdp: SDPLines.offer()) == ["ACK 1"])
        #expect(try crossed.reply(200) == [])
        #expect(crossed.leg.isOver)

        var challenged = try LegBench.outgoing(settings: .trunk()).bench
        _ = challenged.hangUp()
        #expect(try challenged.response(407, [DigestLines.proxy()]) == ["ended cancelled"], "it is not called again")
    }

    @Test(
        "Each outcome is told as it came",
        arguments: [
            (486, [], "ended 486"), (603, [], "ended 603"), (404, ["Reason: Q.850;cause=1"], "ended 404, cause 1"),
            (503, ["Retry-After: 5"], "ended 503"),
            (480, ["Reason: SIP;cause=480, Q.850 ;cause=17"], "ended 480, cause 17"),
            (407, [], "ended 407"), (422, [], "ended 422"), (302, [], "ended 302"), (491, [], "ended 491"),
        ])
    func outcomes(status: Int, headers: [String], end: String) throws {
        var call = try LegBench.outgoing().bench
        #expect(try call.response(status, headers, contact: nil) == [end])
        #expect(call.leg.isOver)
        #expect(try call.response(200, sdp: SDPLines.offer()) == [], "too late")
    }

    @Test("No answer in time, and no way there")
    func failures() throws {
        var call = try LegBench.outgoing().bench
        _ = try call.response(180)
        #expect(call.step { leg, _, actions in leg.inviteFailed(.timeout, into: &actions) } == ["ended time-out, rang"])
        var other = try LegBench.outgoing().bench
        #expect(
            other.step { leg, _, actions in leg.inviteFailed(.transportFailure, into: &actions) } == [
                "ended unreachable"
            ])
        #expect(other.step { leg, _, actions in leg.inviteFailed(.timeout, into: &actions) } == [])
    }

    @Test("A redirect is followed once, to hosts of the configuration only")
    func redirects() throws {
        let targets = "<sip:premium@evil.example>, <tel:+33899000000>, <sips:x@trunk.example>, "
        let allowed = "<sip:0290920999@Trunk.example;method=BYE?Subject=x>"
        var call = try LegBench.outgoing(redirectHosts: ["trunk.example"]).bench
        #expect(try call.response(302, contact: targets + allowed) == ["send INVITE 2 sdp"])
        #expect(call.requests.last?.request.uriText == "sip:0290920999@Trunk.example")
        #expect(call.requests.last?.path == LegBench.path)
        #expect(try call.response(302, contact: allowed) == ["ended 302"], "once")
        var other = try LegBench.outgoing(redirectHosts: ["trunk.example"]).bench
        #expect(try other.response(302, contact: targets) == ["ended 302"])
        var none = try LegBench.outgoing().bench
        #expect(try none.response(302, contact: allowed) == ["ended 302"])
    }

    @Test("A closed connection is not used any more, neither for another try nor in early dialogs")
    func connectionClosed() throws {
        var path = LegBench.path
        path.transport = .tcp
        path.connection = ConnectionID(number: 1)
        var call = try LegBench.outgoing(redirectHosts: ["trunk.example"], path: path).bench
        _ = try call.response(180)
        call.leg.connectionClosed(ConnectionID(number: 2))
        #expect(call.leg.path(ofTag: "theirs") == path)
        call.leg.connectionClosed(ConnectionID(number: 1))
        path.connection = nil
        #expect(call.leg.path(ofTag: "theirs") == path)
        _ = try call.response(302, contact: "<sip:1@trunk.example>")
        #expect(call.requests.last?.path == path)
    }
}
