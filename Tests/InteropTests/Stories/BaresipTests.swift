import RTP
import Testing

/// baresip is the caller, the person on call, or both.
@Suite("baresip", .needs(.baresip), .fewAtOnce) struct BaresipTests {
    /// A caller who is recognised by the number.
    private func caller(_ plan: Baresip.Plan = Baresip.Plan()) async throws -> Baresip {
        try await Baresip(ServedDesk.contact, plan)
    }

    @Test("Dials, presses keys, hears the refusal, and is hung up on", arguments: ["udp", "tcp"])
    func refusal(transport: String) async throws {
        let desk = try await ServedDesk()
        // Both laws have their turn.
        let law = transport == "udp" ? G711.aLaw : .muLaw
        let phone = try await caller(.init(transport: transport, codecs: law == .aLaw ? "PCMA/8000/1" : "PCMU/8000/1"))
        phone.dial("sip:\(ServedDesk.emergency)@127.0.0.1:\(desk.sip);transport=\(transport)")
        try await phone.wait(for: "CALL_ESTABLISHED")
        try await phone.press("99999")
        try await phone.wait(for: "CALL_CLOSED", within: .seconds(40))
        try await phone.quit()
        try expectHeard(["refused-unknown-client", "todo-unknown-client"], in: phone.heard(), law: law, .telephone)
        let call = try await desk.call()
        #expect(call.keys == "99999")
        #expect(call.reasons == ["unknown-client"])
        try await desk.end()
    }

    @Test("Caller and technician hear each other, and nobody else", .onlyInterop)
    func conversation() async throws {
        let technician = try await Baresip(ServedDesk.technician, .init(speech: DeskVoice.tone(1_300, seconds: 1)))
        let desk = try await ServedDesk(.init(proxy: technician.sip))
        let phone = try await caller()
        try await admit(phone, at: desk)
        try await technician.wait(for: "CALL_INCOMING")
        technician.accept()
        try await technician.wait(for: "CALL_ESTABLISHED")
        // The whisper is heard out.
        try await technician.speak(7)
        try await technician.press("1")
        try await desk.waitUntilConnected()
        try await technician.speak(6)
        phone.hangUp()
        try await technician.wait(for: "CALL_CLOSED")
        try await phone.quit()
        try await technician.quit()

        let (heardByCaller, heardByTechnician) = (try phone.heard(), try technician.heard())
        try expectHeard(["admitted", "price-quote"], in: heardByCaller, .telephone)
        #expect(heardByCaller.seconds(of: 1_300) > 4, "the caller hears the technician")
        #expect(heardByTechnician.seconds(of: 700) > 4, "the technician hears the caller")
        #expect(heardByCaller.seconds(of: 700) < 0.3, "the caller hears no echo")
        try expectHeard(["whisper"], in: heardByTechnician, .telephone)
        try expectNotHeard("whisper", in: heardByCaller)
        let call = try await desk.call()
        #expect(call.verdict == "admitted")
        #expect(call.connectedTo == "tina")
        try await desk.end()
    }

    @Test("Leaves a message when nobody takes the call", .onlyInterop)
    func message() async throws {
        let desk = try await ServedDesk()
        let phone = try await caller(.init(speech: DeskVoice.recording("ask-urgent")))
        try await admit(phone, at: desk)
        try await desk.waitForStep("message/message", within: .seconds(40))
        // The question is heard whole before the message begins.
        try await phone.speak(18)
        try await phone.press("#")
        try await phone.wait(for: "CALL_CLOSED", within: .seconds(30))
        try await phone.quit()
        try expectHeard(["nobody-reached-emergency", "ask-message", "message-recorded"], in: phone.heard(), .telephone)
        let call = try await desk.call()
        #expect(call.kinds.contains("log"))
        let message = try Hearing(file: try #require(desk.messages().first, "no message was kept: \(desk.story)"))
        let said = Array(try DeskVoice.recording("ask-urgent").dropFirst(8_000).prefix(24_000))
        #expect(message.likenessInPieces(of: said) > 0.9)
    }

    @Test("Speaks TLS, with and without encrypted sound", .onlyInterop, .needs(.openssl), arguments: [false, true])
    func secured(sound: Bool) async throws {
        let folder = try TemporaryFolder()
        let certificate = try Certificate(in: folder)
        let tls = try FreePorts.one()
        var plan = ServedDesk.Plan()
        plan.listeners = ["tls:127.0.0.1:\(tls)"]
        plan.arguments = ["--tls-certificate", certificate.certificate, "--tls-key", certificate.key]
        // Callers of a trunk may have encrypted sound.
        plan.proxy = try FreePorts.one()
        plan.trunk = ["media: srtp-optional", "inbound: { from: [127.0.0.0/8] }"]
        let desk = try await ServedDesk(plan)
        let phone = try await caller(
            .init(
                transport: "tls", account: sound ? ["mediaenc=srtp-mand"] : [], certificate: certificate.both,
                hasSRTP: sound))
        phone.dial("sip:\(ServedDesk.emergency)@127.0.0.1:\(tls);transport=tls")
        try await phone.wait(for: "CALL_ESTABLISHED")
        try await phone.press("99999")
        try await phone.wait(for: "CALL_CLOSED", within: .seconds(40))
        try await phone.quit()
        try expectHeard(["refused-unknown-client"], in: phone.heard(), .telephone)
        #expect(try await desk.call().keys == "99999")
    }

    /// Calls, and answers every question so that somebody is rung.
    private func admit(_ phone: Baresip, at desk: ServedDesk) async throws {
        phone.dial("sip:\(ServedDesk.emergency)@127.0.0.1:\(desk.sip)")
        try await phone.wait(for: "CALL_ESTABLISHED")
        try await phone.press("12345112")
        try await desk.waitForStep("price/ask", within: .seconds(40))
        try await phone.press("1")
    }
}
