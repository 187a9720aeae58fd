import Testing

/// Somebody who calls the desk.
struct Caller {
    static let emergency = "+33290920555"
    /// The number of the client's technical contact.
    static let contact = "+33612345678"

    let telephone: Telephone
    let server: UInt16
    let callID: String
    let invite: String
    /// The final answer to the INVITE.
    let answer: SIPText

    /// Calls a number, and waits for the answer, which is acknowledged.
    static func call(
        _ number: String = emergency, from: String = contact, at server: UInt16, with telephone: Telephone,
        session: String? = nil
    ) async throws -> Caller {
        let id = telephone.number()
        let callID = "call-\(id)-\(telephone.port)"
        let session = session ?? telephone.session
        let invite = """
            INVITE sip:\(number)@127.0.0.1:\(server) SIP/2.0\r
            Via: SIP/2.0/UDP 127.0.0.1:\(telephone.port);rport;branch=z9hG4bK\(id)i\(telephone.port)\r
            Max-Forwards: 70\r
            From: <sip:\(from)@127.0.0.1>;tag=f\(id)\r
            To: <sip:\(number)@127.0.0.1>\r
            Call-ID: \(callID)\r
            CSeq: 1 INVITE\r
            Contact: <sip:caller@127.0.0.1:\(telephone.port)>\r
            Content-Type: application/sdp\r
            Content-Length: \(session.utf8.count)\r
            \r
            \(session)
            """
        telephone.send(invite, to: server)
        let answer = try await telephone.message { message in
            message.callID == callID && message.method == "INVITE" && (message.status ?? 0) >= 200
        }
        let caller = Caller(
            telephone: telephone, server: server, callID: callID, invite: invite, answer: answer)
        caller.acknowledge(id)
        if let port = answer.audioPort { telephone.sound.speak(to: port) }
        return caller
    }

    private func acknowledge(_ id: Int) {
        // The ACK of a refusal belongs to the INVITE's transaction, that of an answer is one of its own.
        let branch = answer.status == 200 ? "z9hG4bK\(id)a\(telephone.port)" : "z9hG4bK\(id)i\(telephone.port)"
        telephone.send(request("ACK", number: 1, branch: branch), to: server)
    }

    private func request(_ method: String, number: Int, branch: String) -> String {
        [
            "\(method) \(answer.contact ?? "sip:127.0.0.1:\(server)") SIP/2.0",
            "Via: SIP/2.0/UDP 127.0.0.1:\(telephone.port);rport;branch=\(branch)", "Max-Forwards: 70",
            "From: \(answer["From"] ?? "")", "To: \(answer["To"] ?? "")", "Call-ID: \(callID)",
            "CSeq: \(number) \(method)", "Content-Length: 0", "", "",
        ].joined(separator: "\r\n")
    }

    /// Hangs up, and waits until that is acknowledged.
    func hangUp() async throws {
        telephone.send(
            request("BYE", number: 2, branch: "z9hG4bK\(telephone.number())b\(telephone.port)"), to: server)
        let callID = callID
        let done = try await telephone.message { $0.callID == callID && $0.method == "BYE" && !$0.isRequest }
        #expect(done.status == 200)
    }

    /// Waits until the desk hangs up.
    func isHungUpOn() async throws {
        let callID = callID
        _ = try await telephone.message { $0.callID == callID && $0.isRequest && $0.method == "BYE" }
    }
}
