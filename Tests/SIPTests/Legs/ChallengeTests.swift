import Testing

@testable import SIP

/// Challenges of a trunk, to calls of ours and to requests within any call (RFC 3261 §22).
@Suite("Legs: challenges")
struct ChallengeTests {
    private func answers(_ request: Request?) -> [String] {
        [HeaderName.authorization, .proxyAuthorization].flatMap { name in
            request?.fields.values(name) ?? []
        }.flatMap { AuthenticationScheme.parse($0) }.compactMap(DigestAnswer.init).map { answer in
            "\(answer.realm) \(answer.nonce) \(answer.protection?.count ?? 0)"
        }
    }

    @Test("A call is sent again once with the password; the ACK carries the same, and later requests begin with it")
    func invite() throws {
        var call = try LegBench.outgoing(settings: .trunk()).bench
        #expect(try call.response(407, [DigestLines.proxy()]) == ["send INVITE 2 sdp"])
        #expect(answers(call.requests.last?.request) == ["trunk.example n 1"])
        #expect(try call.response(200, sdp: SDPLines.offer(), number: 1) == [], "that INVITE was refused")
        #expect(try call.response(200, sdp: SDPLines.offer()).first == "ACK 2")
        #expect(answers(call.acks.last?.request) == ["trunk.example n 1"])
        _ = call.hangUp()
        #expect(answers(call.requests.last?.request) == ["trunk.example n 2"])
        #expect(call.requests.last?.request.cSeq.number == 3)
    }

    @Test("A wrong password, a foreign realm, no password: the call has failed")
    func refused() throws {
        var wrong = try LegBench.outgoing(settings: .trunk()).bench
        _ = try wrong.response(407, [DigestLines.proxy()])
        #expect(try wrong.response(407, [DigestLines.proxy("n2")]) == ["ended 407"])
        var foreign = try LegBench.outgoing(settings: .trunk()).bench
        #expect(try foreign.response(401, [DigestLines.server(realm: "evil.example")]) == ["ended 401"])
        var none = try LegBench.outgoing().bench
        #expect(try none.response(401, [DigestLines.server()]) == ["ended 401"])
    }

    @Test("A nonce that is too old is replaced")
    func stale() throws {
        var call = try LegBench.outgoing(settings: .trunk()).bench
        _ = try call.response(401, [DigestLines.server()])
        #expect(try call.response(401, [DigestLines.server("n2", stale: true)]) == ["send INVITE 3 sdp"])
        #expect(answers(call.requests.last?.request) == ["trunk.example n2 1"])
    }

    @Test("Another try for another reason counts the nonce on")
    func challengeAndInterval() throws {
        var call = try LegBench.outgoing(settings: .trunk(sessionTimer: .init())).bench
        _ = try call.response(407, [DigestLines.proxy()])
        #expect(try call.response(422, ["Min-SE: 3600"]) == ["send INVITE 3 sdp"])
        #expect(answers(call.requests.last?.request) == ["trunk.example n 2"])
    }

    @Test("A BYE survives a challenge, whoever called")
    func bye() throws {
        for var call in [
            try LegBench.called(settings: .trunk()), try LegBench.established(settings: .trunk()),
        ] {
            _ = call.hangUp()
            let number = try #require(call.requests.last).request.cSeq.number
            #expect(try call.reply(401, [DigestLines.server()]) == ["send BYE \(number + 1)"])
            #expect(answers(call.requests.last?.request) == ["trunk.example n 1"])
            #expect(call.requests.last?.request.fields.first(.reason) == "Q.850;cause=16")
            #expect(call.requests.last?.path == LegBench.path)
            #expect(!call.leg.isOver)
            #expect(try call.reply(401, [DigestLines.server()]) == [], "the password is wrong")
            #expect(call.leg.isOver)
        }
    }

    @Test("A refresh survives a challenge: re-INVITE and UPDATE")
    func refresh() throws {
        let granted = ["Session-Expires: 100;refresher=uac"]
        for allow in [[], ["Allow: UPDATE"]] {
            var call = try LegBench.called(granted + allow, settings: .trunk(sessionTimer: .init()))
            let method = allow.isEmpty ? "INVITE" : "UPDATE"
            let body = allow.isEmpty ? " sdp" : ""
            #expect(call.wait(.seconds(50)) == ["50 send \(method) 2\(body)"])
            #expect(try call.reply(407, [DigestLines.proxy()]) == ["send \(method) 3\(body)"])
            #expect(
                try call.reply(200, granted, sdp: allow.isEmpty ? SDPLines.offer() : nil)
                    == (allow.isEmpty ? ["ACK 3"] : []))
            #expect(allow.isEmpty == !answers(call.acks.last?.request).isEmpty)
            #expect(call.wait(.seconds(50)) == ["100 send \(method) 4\(body)"])
            #expect(answers(call.requests.last?.request) == ["trunk.example n 2"])
        }
    }

    @Test("So do a PRACK and a REFER")
    func prackAndRefer() throws {
        var call = try LegBench.outgoing(settings: .trunk()).bench
        _ = try call.response(180, ["Require: 100rel", "RSeq: 5"])
        #expect(try call.reply(407, [DigestLines.proxy()]) == ["send PRACK 3"])
        #expect(call.requests.last?.request.fields.first(.rAck) == "5 1 INVITE")
        _ = try call.response(200, sdp: SDPLines.offer())
        #expect(try call.transfer("sip:x@trunk.example") == ["send REFER 4"])
        #expect(try call.reply(407, [DigestLines.proxy("n2", stale: true)]) == ["send REFER 5"])
        #expect(try call.reply(202) == [])
        _ = call.hangUp()
        var refused = try LegBench.established()
        _ = try refused.transfer("sip:x@trunk.example")
        #expect(try refused.reply(407, [DigestLines.proxy()]) == ["transfer refused"])
    }

    @Test("After our BYE nothing else is sent again")
    func afterBye() throws {
        var call = try LegBench.established(settings: .trunk())
        _ = try call.transfer("sip:x@trunk.example")
        _ = call.hangUp()
        #expect(try call.reply(407, [DigestLines.proxy()], to: 0) == [])
        #expect(try call.reply(200) == [])
        #expect(call.leg.isOver)
    }

    @Test("Only so many requests are kept for a challenge")
    func limit() throws {
        var call = try LegBench.outgoing(settings: .trunk()).bench
        for number in 1...OwnRequests.mostPending + 1 {
            _ = try call.response(183, ["Require: 100rel", "RSeq: \(number)"])
        }
        #expect(try call.reply(407, [DigestLines.proxy()], to: 1) == [], "the oldest is forgotten")
        #expect(try call.reply(407, [DigestLines.proxy()], to: 2) == ["send PRACK \(OwnRequests.mostPending + 3)"])
    }
}

/// Challenges of the trunk.
enum DigestLines {
    static func proxy(_ nonce: String = "n", stale: Bool = false) -> String {
        "Proxy-Authenticate: " + challenge("trunk.example", nonce, stale)
    }

    static func server(_ nonce: String = "n", realm: String = "trunk.example", stale: Bool = false) -> String {
        "WWW-Authenticate: " + challenge(realm, nonce, stale)
    }

    private static func challenge(_ realm: String, _ nonce: String, _ stale: Bool) -> String {
        "Digest realm=\"\(realm)\", nonce=\"\(nonce)\", algorithm=MD5, qop=\"auth\"" + (stale ? ", stale=true" : "")
    }
}
