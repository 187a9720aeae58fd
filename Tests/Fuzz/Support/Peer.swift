@testable import SIP

/// What the other side has seen, and the messages that it makes of it.
struct Peer {
    private var requests: [Request] = []
    private var answers: [Response] = []
    private var invites = 0

    static let methods = [
        "ACK", "BYE", "INFO", "INVITE", "UPDATE", "PRACK", "NOTIFY", "OPTIONS", "REFER", "MESSAGE", "CANCEL", "ODD",
    ]
    static let statuses = [100, 180, 183, 200, 202, 302, 401, 407, 408, 422, 480, 481, 486, 487, 488, 491, 503, 603]

    private static func sound(_ lines: String...) -> String {
        "v=0\r\no=peer 1 1 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\n"
            + lines.map { $0 + "\r\n" }.joined()
    }
    static let bodies = [
        "", sound("m=audio 49170 RTP/AVP 8 0 101", "a=rtpmap:101 telephone-event/8000"),
        sound("m=audio 49172 RTP/AVP 0", "a=sendonly"), sound("m=audio 49174 RTP/AVP 8", "c=IN IP4 0.0.0.0"),
        sound("m=video 49170 RTP/AVP 31"), sound("m=audio 0 RTP/AVP 8"), "v=0\r\nbroken",
        sound("m=audio 5000 RTP/AVP 0 96", "a=rtpmap:96 telephone-event/8000", "m=audio 5002 RTP/AVP 8"),
        "Signal= 5\r\nDuration= 160\r\n",
    ]
    private static let extras = [
        "", "Supported: timer, 100rel\r\n", "Require: 100rel\r\nRSeq: 1\r\n", "Require: 100rel\r\nRSeq: 2\r\n",
        "Session-Expires: 90;refresher=uas\r\nRequire: timer\r\n", "Session-Expires: 1800;refresher=uac\r\n",
        "Session-Expires: 5\r\nSupported: timer\r\n", "Min-SE: 7200\r\n", "Require: magic\r\n",
        "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n",
        "Proxy-Authenticate: Digest realm=\"p\", nonce=\"m\", algorithm=SHA-256, stale=true\r\n",
        "Contact: <sip:else@198.51.100.7>;expires=60\r\n", "Record-Route: <sip:p1.example;lr>, <sip:198.51.100.9>\r\n",
        "Reason: Q.850;cause=17\r\n", "Allow: INVITE, UPDATE, BYE\r\nRetry-After: 5\r\n",
        "Subscription-State: terminated\r\nEvent: refer\r\n",
    ]

    mutating func take(_ message: Message) {
        switch message {
        case .request(let request): if request.method != .ack { requests.append(request) }
        case .response(let response): if response.toTag != nil { answers.append(response) }
        }
    }

    func body(_ input: inout FuzzInput) -> String {
        let choice = input.byte()
        return choice == 0xFF ? String(decoding: input.chunk(), as: UTF8.self) : Self.bodies[Int(choice) % 9]
    }

    func headers(_ input: inout FuzzInput) -> String {
        let choice = input.byte()
        let text = Self.extras[Int(choice & 15)] + (choice & 64 == 64 ? Self.extras[Int(choice >> 2 & 15)] : "")
        return choice < 0x80 ? text : text + String(decoding: input.chunk(), as: UTF8.self) + "\r\n"
    }

    private func message(_ lines: [String], headers: String, body: String) -> [UInt8] {
        let type =
            body.hasPrefix("Signal")
            ? "Content-Type: application/dtmf-relay\r\n"
            : body.isEmpty ? "" : "Content-Type: application/sdp\r\n"
        let contact = headers.hasPrefix("Contact") ? "" : "Contact: <sip:peer@198.51.100.7:5060>\r\n"
        let length = "Content-Length: \(body.utf8.count)\r\n\r\n"
        return Array((lines.map { $0 + "\r\n" }.joined() + contact + headers + type + length + body).utf8)
    }

    mutating func invite(_ kind: UInt8, headers: String, body: String) -> [UInt8] {
        if kind & 8 == 0 { invites += 1 }
        let uri = ["sip:+33800123456@192.0.2.10", "tel:+33800123456", "sip:x", "urn:service:sos"][Int(kind & 3)]
        return message(
            [
                "INVITE \(uri) SIP/2.0", "Via: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=z9hG4bKi\(invites)",
                "Max-Forwards: 70", "From: <sip:+33140000001@198.51.100.7>;tag=f\(invites)", "To: <\(uri)>",
                "Call-ID: c\(invites)", "CSeq: 1 INVITE",
            ], headers: headers, body: body)
    }

    func cancel(_ kind: UInt8) -> [UInt8] {
        let number = max(0, invites - Int(kind & 3))
        return message(
            [
                "CANCEL sip:x SIP/2.0", "Via: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=z9hG4bKi\(number)",
                "From: <sip:+33140000001@198.51.100.7>;tag=f\(number)", "To: <sip:x>", "Call-ID: c\(number)",
                "CSeq: 1 CANCEL",
            ], headers: "", body: "")
    }

    /// A request in the dialog that we answered last, or in that of our last INVITE.
    mutating func inDialog(_ method: String, _ number: Int, isOurs: Bool, headers: String, body: String) -> [UInt8]? {
        var lines = [
            "\(method) sip:voicedesk@192.0.2.10 SIP/2.0",
            "Via: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=z9hG4bK\(method)\(number)", "Max-Forwards: 70",
        ]
        if isOurs {
            guard let invite = requests.last(where: { $0.method == .invite }) else { return nil }
            let theirs = invite.fields.first(.to) ?? ""
            lines.append("From: \(theirs)\(invite.toTag == nil ? ";tag=t1" : "")")
            lines.append("To: \(invite.fields.first(.from) ?? "")")
            lines.append("Call-ID: \(invite.callID)")
        } else {
            guard let answer = answers.last else { return nil }
            lines.append("From: \(answer.fields.first(.from) ?? "")")
            lines.append("To: \(answer.fields.first(.to) ?? "")")
            lines.append("Call-ID: \(answer.callID)")
            if method == "PRACK" { lines.append("RAck: \(answer.fields.first(.rSeq) ?? "1") 1 INVITE") }
        }
        lines.append("CSeq: \(number) \(method)")
        return message(lines, headers: headers, body: body)
    }

    func response(_ place: Int, _ status: Int, tag: UInt8, headers: String, body: String) -> [UInt8]? {
        guard place < requests.count else { return nil }
        let request = requests[requests.count - 1 - place]
        var lines = ["SIP/2.0 \(status) Whatever"]
        lines += request.fields.values(.via).map { "Via: \($0)" }
        lines.append("From: \(request.fields.first(.from) ?? "")")
        lines.append("To: \(request.fields.first(.to) ?? "")\(request.toTag == nil ? ";tag=t\(tag)" : "")")
        lines += ["Call-ID: \(request.callID)", "CSeq: \(request.cSeq.text)"]
        return message(lines, headers: headers, body: body)
    }
}
