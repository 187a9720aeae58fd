import Testing

@testable import SIP

/// Who may call, and what everyone else learns (RFC 3261 §8.2): nothing.
@Suite("User agent: what is turned away")
struct AgentRefusalsTests {
    @Test("A stranger is refused at once, and nothing is kept of it")
    func stranger() throws {
        var desk = try AgentBench()
        let refused = ["turned away: stranger", "403 INVITE to 192.0.2.66:5060"]
        #expect(desk.invite(from: AgentBench.stranger) == refused)
        #expect(desk.leftovers == [])
        #expect(desk.wait(.seconds(60)) == [], "a repeated refusal would flood whoever's address was forged")
        #expect(desk.invite(from: AgentBench.stranger) == refused, "the same again")
        #expect(desk.acknowledgeRefusal() == [])
        #expect(desk.cancel(from: AgentBench.stranger) == ["481 CANCEL to 192.0.2.66:5060"])
        #expect(desk.leftovers == [])
    }

    @Test("Where strangers are admitted, their calls come in without a trunk")
    func admitted() throws {
        var desk = try AgentBench { $0.admitsStranger = { $0 == AgentBench.stranger.remote.address } }
        #expect(
            desk.invite(["P-Asserted-Identity: <sip:+33699999999@x>"], from: AgentBench.stranger) == [
                "incoming +33290920555"
            ])
        let call = try #require(desk.calls.last).call
        #expect(call.trunk == nil)
        #expect(call.caller == .number("+33612345678"), "a stranger asserts nothing")
    }

    @Test("A trunk is known by its prefix, on every address of it, and by nothing beyond")
    func prefix() throws {
        var desk = try AgentBench()
        let last = AgentBench.path(.v4(198, 51, 100, 15))
        let beyond = AgentBench.path(.v4(198, 51, 100, 16))
        #expect(desk.invite(call: "a", from: last) == ["incoming +33290920555 over carrier"])
        #expect(desk.invite(call: "b", from: beyond).first == "turned away: stranger")
    }

    @Test("OPTIONS is answered the same for a number that exists and for any other, and for a stranger")
    func options() throws {
        var desk = try AgentBench()
        var answers: [[String]] = []
        for (uri, path) in [
            ("sip:+33290920555@192.0.2.10", AgentBench.carrier), ("sip:0@192.0.2.10", AgentBench.carrier),
            ("sip:192.0.2.10", AgentBench.stranger),
        ] {
            let lines = desk.receive(
                AgentBench.request("OPTIONS", uri: uri, call: "probe-\(answers.count)"), from: path)
            #expect(lines.map { String($0.prefix(11)) } == ["200 OPTIONS"])
            let fields = try #require(desk.responses.last).fields
            let own: [HeaderName] = [.allow, .accept, .supported, .server]
            answers.append(fields.lines.filter { own.contains($0.name) }.map { "\($0.name.text): \($0.value)" })
        }
        #expect(answers[0].count == 4 && answers[0] == answers[1] && answers[1] == answers[2])
        _ = desk.wait(.seconds(60))
        #expect(desk.leftovers == [])
    }

    @Test("An INVITE is answered the same by a stranger whether the number exists or not")
    func strangersLearnNothing() throws {
        var texts: [String] = []
        for uri in ["sip:+33290920555@192.0.2.10", "sip:100@192.0.2.10"] {
            var desk = try AgentBench()
            _ = desk.invite(uri: uri, from: AgentBench.stranger)
            texts.append(String(decoding: try #require(desk.responses.last).serialized(), as: UTF8.self))
        }
        #expect(texts[0] == texts[1])
    }

    @Test("A trunk that must prove who it is: 401, then the call; a wrong password is challenged again")
    func digest() throws {
        var desk = try AgentBench()
        let challenged = ["turned away: unauthenticated", "401 INVITE to 203.0.113.5:5060"]
        #expect(desk.invite(from: AgentBench.office) == challenged)
        for (number, password, expected) in [
            (2, "wrong", challenged), (3, "key", ["incoming +33290920555 over office"]),
        ] {
            let answer = try authorization(desk.responses.last, password: password, number: number)
            #expect(desk.invite([answer], number: number, from: AgentBench.office) == expected)
        }
        #expect(desk.agent.legCount == 1)
    }

    /// The header with which the office answers a challenge.
    private func authorization(_ challenge: Response?, password: String, number: Int) throws -> String {
        let bytes = AgentBench.request("INVITE", number, sdp: SDPLines.offer())
        guard case .request(let invite) = try MessageParser.parse(bytes), let challenge else {
            throw Unexpected(text: "no challenge")
        }
        var client = DigestClient(
            CredentialStore([DigestCredential(peer: "desk", username: "office", password: password)]))
        guard case .retry(let again) = client.challenged(by: challenge, for: invite, peer: "desk", clientNonce: "c")
        else { throw Unexpected(text: "gave up") }
        return "Authorization: \(again.fields.first(.authorization) ?? "")"
    }

    @Test("Without any accounts a trunk that must prove who it is cannot call")
    func noAccounts() throws {
        var desk = try AgentBench { $0.digestServer = nil }
        #expect(
            desk.invite(from: AgentBench.office) == ["turned away: unauthenticated", "403 INVITE to 203.0.113.5:5060"])
    }

    @Test("An extension that we do not know is refused by name; what we know is taken")
    func unknownRequire() throws {
        var desk = try AgentBench()
        #expect(desk.invite(["Require: 100rel, FOO", "Require: bar"]) == ["turned away: bad-extension", "420 INVITE"])
        #expect(try #require(desk.responses.last).fields.values(.unsupported) == ["FOO", "bar"])
        #expect(
            desk.receive(AgentBench.request("OPTIONS", 1, ["Require: foo"])) == [
                "turned away: bad-extension", "420 OPTIONS",
            ])
        #expect(desk.invite(["Require: Timer"], call: "call-2") == ["incoming +33290920555 over carrier"])
    }

    @Test("A Request-URI of another scheme is refused; tel is none of those")
    func scheme() throws {
        var desk = try AgentBench()
        #expect(desk.invite(uri: "nobody:knows") == ["turned away: unsupported-scheme", "416 INVITE"])
        #expect(desk.invite(uri: "tel:+33290920555", call: "call-2") == ["incoming +33290920555 over carrier"])
        #expect(
            desk.receive(AgentBench.request("OPTIONS", uri: "soap.beep://192.0.2.10", call: "probe")) == [
                "turned away: unsupported-scheme", "416 OPTIONS",
            ])
    }

    @Test("An INVITE whose Accept takes no session description is refused; one without Accept is not")
    func accept() throws {
        for (accept, isTaken) in [
            ("text/nobodyKnowsThis", false), ("application/sdp-like, text/plain", false), ("application/SDP", true),
            ("text/plain, application/sdp;level=1", true), ("application/* ;q=0.5", true), ("*/*", true), ("", true),
        ] {
            var desk = try AgentBench()
            let answer = ["turned away: nothing-accepted", "406 INVITE"]
            #expect(
                desk.invite(["Accept: \(accept)"]) == (isTaken ? ["incoming +33290920555 over carrier"] : answer),
                "\(accept)")
        }
    }

    @Test("What is left of a broken stream is refused, and never acted upon")
    func brokenStream() throws {
        var desk = try AgentBench()
        let invite = AgentBench.request("INVITE", sdp: SDPLines.offer())
        let end = try #require(invite.firstRange(of: Array("\r\n\r\n".utf8))).upperBound
        let header = Array(invite[..<end])
        for read in [header, Array(header.dropLast(2))] {
            #expect(desk.streamBroke(read) == ["turned away: malformed", "400 INVITE"])
        }
        #expect(desk.streamBroke(AgentBench.request("ACK")) == [])
        #expect(desk.streamBroke(Array("SIP/2.0 200 OK\r\n".utf8)) == ["turned away: malformed"])
        #expect(desk.leftovers == [])
    }

    @Test("Too many calls at once: 503, and when to come again; nothing is kept")
    func overload() throws {
        var desk = try AgentBench {
            $0.limits = TransactionLimits(earlyInvites: .init(1))
            $0.retryAfter = 7
        }
        _ = desk.invite(call: "call-1")
        #expect(desk.invite(call: "call-2") == ["turned away: overloaded", "503 INVITE"])
        #expect(try #require(desk.responses.last).fields.first(.retryAfter) == "7")
        #expect(desk.agent.legCount == 1 && desk.agent.transactionCount == 1)
        _ = try desk.answer()
        #expect(desk.invite(call: "call-2") == ["incoming +33290920555 over carrier"])
    }

    @Test("Strangers cannot use up what is reserved for trunks")
    func reserved() throws {
        var desk = try AgentBench {
            $0.limits = TransactionLimits(earlyInvites: .init(2, reserved: 1))
            $0.admitsStranger = { _ in true }
        }
        _ = desk.invite(call: "call-1", from: AgentBench.stranger)
        #expect(desk.invite(call: "call-2", from: AgentBench.stranger).first == "turned away: overloaded")
        #expect(desk.invite(call: "call-3") == ["incoming +33290920555 over carrier"])
    }

    @Test(
        "A request for a dialog that we do not have",
        arguments: ["BYE", "INVITE", "UPDATE", "INFO", "PRACK", "OPTIONS", "REFER", "MESSAGE"])
    func unknownDialog(method: String) throws {
        var desk = try AgentBench()
        let bytes = AgentBench.request(method, toTag: "nothing")
        #expect(desk.receive(bytes) == ["turned away: unknown-dialog", "481 \(method)"])
    }

    @Test("What has no place outside of dialogs, and what we never take")
    func misplaced() throws {
        var desk = try AgentBench()
        for method in ["BYE", "INFO", "PRACK", "UPDATE", "NOTIFY"] {
            for path in [AgentBench.carrier, AgentBench.stranger] {
                let lines = desk.receive(AgentBench.request(method, call: "\(method)\(path.remote)"), from: path)
                #expect(lines.first == "turned away: unknown-dialog" && lines.last?.hasPrefix("481 \(method)") == true)
            }
        }
        for method in ["REGISTER", "MESSAGE", "SUBSCRIBE", "PUBLISH", "REFER", "FOO"] {
            let lines = desk.receive(AgentBench.request(method))
            #expect(lines == ["turned away: method-not-allowed", "405 \(method)"])
            #expect(desk.responses.last?.fields.first(.allow) == LegSettings.allowed)
        }
    }

    @Test("An offer that we cannot take is refused before it rings")
    func notAcceptable() throws {
        var desk = try AgentBench()
        #expect(desk.invite(sdp: "v=0\r\nnonsense").first == "turned away: not-acceptable")
        #expect(desk.agent.legCount == 0)
        _ = desk.wait(.seconds(120))
        #expect(desk.leftovers == [])
    }

    @Test("An ACK that belongs to nothing is never answered")
    func strayAck() throws {
        var desk = try AgentBench()
        #expect(desk.peer("ACK", 1, toTag: "nothing") == [])
        #expect(desk.receive(AgentBench.request("ACK")) == [])
        #expect(desk.leftovers == [])
    }
}
