import Testing

/// Somebody on call: the telephone behind the desk's trunk.
struct Technician {
    let telephone: Telephone
    let server: UInt16
    /// The call that came in.
    let invite: SIPText

    /// Waits until the telephone is called.
    static func called(on telephone: Telephone, by server: UInt16) async throws -> Technician {
        Technician(telephone: telephone, server: server, invite: try await telephone.request("INVITE"))
    }

    /// Lets it ring, then picks up, and waits until that is acknowledged.
    func pickUp() async throws {
        ring()
        if let port = invite.audioPort { telephone.sound.speak(to: port) }
        let contact = "Contact: <sip:technician@127.0.0.1:\(telephone.port)>"
        telephone.send(
            Telephone.answer(invite, 200, "OK", more: [contact], body: telephone.session), to: server)
        _ = try await telephone.request("ACK")
    }

    /// Rings.
    func ring() { telephone.send(Telephone.answer(invite, 180, "Ringing"), to: server) }

    /// The ringing was cancelled: that is answered, and so is the call.
    func wasCancelled(_ cancel: SIPText) async throws {
        telephone.send(Telephone.answer(cancel, 200, "OK"), to: server)
        try await refuse(487, "Request Terminated")
    }

    /// Hangs up, and waits until that is acknowledged.
    func hangUp() async throws {
        let bye = [
            "BYE \(invite.contact ?? "") SIP/2.0",
            "Via: SIP/2.0/UDP 127.0.0.1:\(telephone.port);rport;branch=z9hG4bKt\(telephone.number())",
            "Max-Forwards: 70", "From: \(invite["To"] ?? "");tag=t", "To: \(invite["From"] ?? "")",
            "Call-ID: \(invite.callID)", "CSeq: 1 BYE", "Content-Length: 0", "", "",
        ]
        telephone.send(bye.joined(separator: "\r\n"), to: server)
        let done = try await telephone.message { !$0.isRequest && $0.method == "BYE" }
        #expect(done.status == 200)
    }

    /// Does not want the call, and waits until that is acknowledged.
    func refuse(_ status: Int, _ words: String) async throws {
        telephone.send(Telephone.answer(invite, status, words), to: server)
        _ = try await telephone.request("ACK")
    }

    /// Waits until the desk hangs up.
    func isHungUpOn() async throws { _ = try await telephone.request("BYE") }
}
