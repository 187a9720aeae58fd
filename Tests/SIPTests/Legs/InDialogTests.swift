import Testing

@testable import SIP

/// Requests of the peer that change nothing of the session (RFC 3261 §12.2.2, RFC 6086, RFC 3515).
@Suite("Legs: other requests of the peer")
struct InDialogTests {
    @Test("Requests come in order: a number that was used or passed gets 500")
    func strictOrder() throws {
        var call = try LegBench.established()
        #expect(try call.peer("OPTIONS", number: 10) == ["200 OPTIONS"])
        #expect(try call.peer("INFO", number: 10) == ["500 INFO"])
        #expect(try call.peer("BYE", number: 9) == ["500 BYE"])
        #expect(!call.leg.isOver)
        #expect(try call.peer("BYE", number: 0x7FFF_FFFF) == ["200 BYE", "ended by peer"])
    }

    @Test("OPTIONS is told all that we can do")
    func options() throws {
        var call = try LegBench.established()
        #expect(try call.peer("OPTIONS") == ["200 OPTIONS"])
        let ok = try #require(call.responses.last)
        #expect(ok.fields.first(.allow) == LegSettings.allowed)
        #expect(ok.fields.first(.accept) == LegSettings.accepted)
        #expect(ok.fields.values(.supported) == ["timer", "100rel"])
        #expect(ok.fields.first(.server) == "Voicedesk")
    }

    @Test("Keys come in INFO; other content is refused, and none is a sign of life")
    func info() throws {
        var call = try LegBench.established()
        #expect(
            try call.peer("INFO", ["Content-Type: application/dtmf-relay"], body: "Signal=5\r\nDuration=160")
                == ["200 INFO", "info application/dtmf-relay Signal=5\r\nDuration=160"])
        #expect(
            try call.peer("INFO", ["Content-Type: Application/DTMF; x=y"], body: "5")
                == ["200 INFO", "info application/dtmf 5"])
        #expect(try call.peer("INFO") == ["200 INFO"])
        #expect(try call.peer("INFO", ["Content-Type: text/plain"], body: "5") == ["415 INFO"])
        #expect(call.responses.last?.fields.first(.accept) == LegSettings.accepted)
        #expect(
            try call.peer("INFO", ["Info-Package: foo", "Content-Type: text/plain"], body: "5") == ["469 INFO"])
    }

    @Test("Methods that have no place in a call are refused", arguments: ["REFER", "SUBSCRIBE", "MESSAGE", "FOO"])
    func notAllowed(method: String) throws {
        var call = try LegBench.established()
        #expect(try call.peer(method) == ["405 \(method)"])
        #expect(call.responses.last?.fields.first(.allow) == LegSettings.allowed)
    }

    @Test("What we do not know and the peer requires is refused by name, but never a BYE")
    func unknownExtension() throws {
        var call = try LegBench.established()
        #expect(try call.peer("INVITE", ["Require: timer, foo, bar"], sdp: SDPLines.offer()) == ["420 INVITE"])
        #expect(call.responses.last?.fields.first(.unsupported) == "foo, bar")
        #expect(try call.peer("BYE", ["Require: foo"]) == ["200 BYE", "ended by peer"])
    }

    @Test("A transfer is accepted, refused, or ends without news")
    func transfer() throws {
        var call = try LegBench.established()
        #expect(try call.transfer("sip:desk2@peer.example") == ["send REFER 1"])
        let refer = try #require(call.requests.last).request
        #expect(refer.fields.first(.referTo) == "<sip:desk2@peer.example>")
        #expect(refer.fields.first(.referredBy) == "<sip:desk@desk.example>")
        #expect(try call.transfer("sip:other@peer.example") == ["transfer refused"], "one at a time")
        #expect(try call.reply(202) == [])
        let refers = ["Event: refer;id=1", "Content-Type: message/sipfrag"]
        #expect(try call.peer("NOTIFY", refers, body: "SIP/2.0 100 Trying\r\n") == ["200 NOTIFY"])
        #expect(
            try call.peer("NOTIFY", refers, body: "SIP/2.0 200 OK\r\n") == ["200 NOTIFY", "transfer accepted"])
        #expect(try call.peer("NOTIFY", refers, body: "SIP/2.0 200 OK") == ["200 NOTIFY"], "it is known already")

        #expect(try call.transfer("sip:desk2@peer.example") == ["send REFER 2"])
        #expect(try call.peer("NOTIFY", refers, body: "SIP/2.0 486 Busy Here") == ["200 NOTIFY", "transfer refused"])
        #expect(try call.transfer("sip:desk2@peer.example") == ["send REFER 3"])
        #expect(
            try call.peer("NOTIFY", refers + ["Subscription-State: terminated;reason=noresource"], body: "SIP/2.0 1")
                == ["200 NOTIFY", "transfer refused"])
        #expect(try call.transfer("sip:desk2@peer.example") == ["send REFER 4"])
        #expect(try call.reply(603) == ["transfer refused"])
        #expect(try call.transfer("sip:desk2@peer.example") == ["send REFER 5"])
        #expect(try call.reply(nil) == ["transfer refused"], "no answer in time")
    }

    @Test("News that we did not ask for are refused, and a transfer needs a call")
    func unaskedNews() throws {
        var call = try LegBench.established()
        #expect(try call.peer("NOTIFY", ["Event: refer"], body: "SIP/2.0 200 OK") == ["481 NOTIFY"])
        #expect(try call.peer("NOTIFY", ["Event: talk"]) == ["489 NOTIFY"])
        #expect(try call.peer("NOTIFY") == ["489 NOTIFY"])
        var early = try LegBench.incoming()
        #expect(try early.transfer("sip:desk2@peer.example") == ["transfer refused"])
    }

    @Test(
        "News of a transfer may be rubbish",
        arguments: ["", "SIP/2.0", "SIP/2.0 ", "SIP/2.0 99999999999999999999", "x 200"])
    func rubbishNews(body: String) throws {
        var call = try LegBench.established()
        _ = try call.transfer("sip:desk2@peer.example")
        #expect(
            try call.peer("NOTIFY", ["Event: refer", "Content-Type: message/sipfrag"], body: body) == ["200 NOTIFY"])
    }
}
