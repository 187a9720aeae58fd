import TestSupport
import Testing

@testable import SIP

/// What a telephone needs of a user agent that a desk does not: calls of any form, INFO, offers that leave things out.
@Suite("User agent: as a telephone")
struct AgentTelephoneTests {
    private static func call(offersSound: Bool = true) -> OutgoingCall {
        OutgoingCall(
            target: URI(user: "any one", host: "pbx.example"),
            from: NameAddress(displayName: "A \"B\"", uri: URI(user: "0123", host: "phones.example")),
            path: AgentBench.carrier, headers: [(.pAssertedIdentity, "<sip:0999@phones.example>")],
            offersSound: offersSound)
    }

    /// A telephone that has called its switchboard.
    private func calling(
        offersSound: Bool = true, _ change: (inout LegSettings) -> Void = { _ in }
    ) throws -> (phone: AgentBench, leg: LegID, invite: Request) {
        var phone = try AgentBench { $0.trunks = [] }
        var leg: LegID?
        var terms = phone.agent.settings.leg
        change(&terms)
        let lines = phone.step {
            leg = $0.call(
                Self.call(offersSound: offersSound), on: terms, media: AgentBench.media, now: $1, into: &$2)
        }
        #expect(lines == [offersSound ? "INVITE sdp" : "INVITE"])
        return (phone, try #require(leg), try #require(phone.requests.last))
    }

    @Test("The target, From and the identity are those of the call; a proxy gets it, whatever the target")
    func headers() throws {
        let (phone, _, invite) = try calling()
        #expect(invite.uriText == "sip:any%20one@pbx.example" && invite.to.uri.user == "any one")
        #expect(invite.from.displayName == "A \"B\"" && invite.from.uri.text == "sip:0123@phones.example")
        #expect(invite.fields.first(.pAssertedIdentity) == "<sip:0999@phones.example>")
        #expect(phone.sent.last?.path == AgentBench.carrier)
    }

    @Test("Keys are sent as INFO once the call is up, each with a number of its own; before and after, nothing is")
    func info() throws {
        var (phone, leg, _) = try calling()
        let inform: (inout AgentBench) -> [String] = { phone in
            phone.step {
                $0.inform(leg, Array("Signal=5".utf8), contentType: "application/dtmf-relay", now: $1, into: &$2)
            }
        }
        #expect(inform(&phone) == [])
        _ = try phone.reply(180)
        #expect(inform(&phone) == [])
        _ = try phone.reply(200, sdp: SDPLines.offer(), to: phone.requests.first)
        #expect(inform(&phone) == ["INFO sdp"])
        let first = try #require(phone.requests.last)
        #expect(first.contentType == "application/dtmf-relay" && first.body == Array("Signal=5".utf8))
        #expect(try phone.reply(415) == [], "a peer that takes none stays in the call")
        #expect(inform(&phone) == ["INFO sdp"])
        #expect(phone.requests.last?.cSeq.number == first.cSeq.number + 1)
        let challenge = ["Proxy-Authenticate: Digest realm=\"pbx.example\", nonce=\"n1\", qop=\"auth\""]
        #expect(try phone.reply(407, challenge) == [], "there is nothing to answer with")
        #expect(try phone.hangUp(leg) == ["BYE", "ended by us"])
        #expect(inform(&phone) == [])
        _ = try phone.reply(200)
        _ = phone.wait(.seconds(120))
        #expect(phone.leftovers == [])
    }

    @Test("The switchboard's challenge is answered by the account of the call")
    func account() throws {
        var (phone, _, _) = try calling {
            $0.credentials = CredentialStore([DigestCredential(peer: "", username: "caller", password: "secret")])
        }
        let challenge = ["WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n1\", qop=\"auth\""]
        #expect(try phone.reply(401, challenge) == ["ACK", "INVITE sdp"])
        #expect(phone.requests.last?.fields.first(.authorization)?.contains("username=\"caller\"") == true)
    }

    @Test("Without telephone-events none are offered, and none are taken from an answer that lists them all the same")
    func withoutEvents() throws {
        var (phone, _, invite) = try calling {
            $0.audio = AudioCapabilities(codecs: [.pcmu], telephoneEventPayloadType: nil)
        }
        let offer = String(decoding: invite.body, as: UTF8.self)
        #expect(offer.contains("RTP/AVP 0\r\n") && !offer.contains("telephone-event"))
        var agreed: NegotiatedAudio?
        var actions: [UserAgentAction] = []
        let answer = SDPLines.offer(types: "0 101")
        let response = """
            SIP/2.0 200 OK\r
            Via: \(invite.fields.first(.via) ?? "")\r
            From: \(invite.fields.first(.from) ?? "")\r
            To: \(invite.fields.first(.to) ?? "");tag=theirs\r
            Call-ID: \(invite.callID)\r
            CSeq: \(invite.cSeq.text)\r
            Contact: <sip:phone@198.51.100.7:5060>\r
            Content-Type: application/sdp\r
            Content-Length: \(answer.utf8.count)\r
            \r
            \(answer)
            """
        phone.agent.received(Array(response.utf8), on: AgentBench.carrier, now: phone.now, into: &actions)
        for case .leg(_, .media(let audio, _)) in actions { agreed = audio }
        #expect(agreed?.codec == .pcmu && agreed?.telephoneEvent == nil)
        #expect(agreed?.receivable.map(\.payloadType) == [0])
    }

    @Test("An offer of telephone-events is answered without, by a telephone that has none")
    func answersWithoutEvents() throws {
        var phone = try AgentBench { $0.leg.audio = AudioCapabilities(telephoneEventPayloadType: nil) }
        _ = phone.invite(sdp: SDPLines.offer(types: "8 101"))
        #expect(try phone.answer().contains("200 INVITE sdp"))
        let answer = String(decoding: try #require(phone.responses.last).body, as: UTF8.self)
        #expect(answer.contains("RTP/AVP 8\r\n") && !answer.contains("telephone-event"))
    }

    @Test("An INVITE without an offer: that of the 200 is answered in the ACK, and its copies get the same ACK")
    func lateOffer() throws {
        var (phone, leg, invite) = try calling(offersSound: false)
        #expect(invite.body.isEmpty && invite.fields.values(.supported) == ["timer"])
        #expect(!invite.fields.contains(.require))
        #expect(try phone.reply(180) == ["ringing"])
        #expect(
            try phone.reply(200, sdp: SDPLines.offer(), to: invite) == [
                "ACK sdp", "media 198.51.100.7:49170", "answered",
            ])
        let ack = try #require(phone.requests.last)
        #expect(ack.contentType == "application/sdp")
        #expect(try phone.reply(200, sdp: SDPLines.offer(), to: invite) == ["ACK sdp"])
        #expect(phone.requests.last?.body == ack.body)
        #expect(try phone.hangUp(leg) == ["BYE", "ended by us"])
        _ = try phone.reply(200)
        _ = phone.wait(.seconds(120))
        #expect(phone.leftovers == [])
    }

    @Test("A 200 that makes no offer, or one that cannot be taken, is acknowledged and hung up")
    func lateOfferOfNoUse() throws {
        for sdp in [nil, "v=0\r\nnonsense", SDPLines.offer(types: "9 18")] as [String?] {
            var (phone, _, _) = try calling(offersSound: false)
            #expect(try phone.reply(200, sdp: sdp) == ["ACK", "BYE", "ended: without common media"])
        }
    }
}
