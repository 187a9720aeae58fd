import Testing

/// Kamailio is the desk's provider: registrar, proxy, and the way to the technician.
@Suite("Kamailio", .onlyInterop, .needs(.kamailio), .fewAtOnce) struct KamailioTests {
    /// A desk that is a customer of a proxy.
    private func customer(of proxy: UInt16, _ certificate: Certificate? = nil) async throws -> ServedDesk {
        var plan = ServedDesk.Plan()
        plan.proxy = proxy
        plan.trunk = [
            "domain: trunk.test", "register: { expires: 1m }", "keepalive: 2s",
            "credentials: [{ username: desk, realm: trunk.test, password: \"env:PEER_PASSWORD\" }]",
            "inbound: { from: [127.0.0.0/8], trust_identity: true }",
        ]
        plan.environment["PEER_PASSWORD"] = Kamailio.password
        if let certificate {
            plan.proxy = proxy + 1
            plan.trunk.append("transport: tls")
            plan.listeners = ["tls:127.0.0.1:\(try FreePorts.one())"]
            plan.arguments = [
                "--tls-certificate", certificate.certificate, "--tls-key", certificate.key, "--tls-authorities",
                certificate.certificate,
            ]
        }
        return try await ServedDesk(plan)
    }

    @Test("The desk registers, is asked for by OPTIONS, and proves who it is", arguments: ["MD5", "SHA-256"])
    func registers(algorithm: String) async throws {
        let port = try FreePorts.one()
        let desk = try await customer(of: port)
        let proxy = try await Kamailio(sip: port, desk: desk.sip, technician: 9, algorithm: algorithm)
        try await eventually(
            "the desk is registered", within: .seconds(60),
            { desk.page("/status").contains("\"registeredFor\":") ? true : nil },
            otherwise: { "\(desk.page("/status"))\n\(desk.story)\n\(proxy.story)" })
        #expect(proxy.seen("REGISTER", withCredentials: true) >= 1)
        try await eventually("OPTIONS come", { proxy.seen("OPTIONS", withCredentials: false) >= 2 ? true : nil })
        #expect(desk.page("/status").contains("\"isUp\":true"))
        try await desk.end()
        // Registered, and given up again at the end.
        #expect(proxy.seen("REGISTER", withCredentials: true) >= 2, "\(proxy.story)")
    }

    @Test(
        "A call comes in over the proxy, and the technician is rung over it, over UDP and over TLS",
        .needs(.baresip, .openssl), arguments: [false, true])
    func calls(overTLS: Bool) async throws {
        let port = try FreePorts.block(of: 2)
        let folder = try TemporaryFolder()
        let certificate = overTLS ? try Certificate(in: folder) : nil
        let technician = try await Baresip(ServedDesk.technician, .init(speech: DeskVoice.tone(1_300, seconds: 1)))
        let desk = try await customer(of: port, certificate)
        let proxy = try await Kamailio(
            sip: port, desk: desk.sip, technician: technician.sip, certificate: certificate)
        try await eventually(
            "the desk is registered", within: .seconds(60),
            { desk.page("/status").contains("\"registeredFor\":") ? true : nil }, otherwise: { desk.story })
        let caller = try await Baresip("+33199887766")
        caller.dial("sip:\(ServedDesk.emergency)@127.0.0.1:\(port)")
        try await caller.wait(for: "CALL_ESTABLISHED")
        try await caller.press("12345112")
        try await desk.waitForStep("price/ask", within: .seconds(40))
        try await caller.press("1")
        try await technician.wait(for: "CALL_INCOMING")
        technician.accept()
        try await technician.wait(for: "CALL_ESTABLISHED")
        try await technician.press("1")
        try await desk.waitUntilConnected()
        try await technician.speak(4)
        technician.hangUp()
        try await caller.wait(for: "CALL_CLOSED", within: .seconds(30))
        try await caller.quit()
        try await technician.quit()
        #expect(proxy.tlsRequests > 0 || !overTLS, "\(proxy.story)")
        #expect(try caller.heard().seconds(of: 1_300) > 2)
        #expect(try technician.heard().seconds(of: 700) > 2)
        #expect(proxy.seen("INVITE", withCredentials: true) == 1, "\(proxy.story)")
        #expect(proxy.seen("BYE", withCredentials: false) + proxy.seen("BYE", withCredentials: true) >= 2)
        let call = try await desk.call()
        // The caller's own From says nothing; the provider's word counts.
        #expect(call.from == ServedDesk.contact)
        #expect(call.connectedTo == "tina")
    }
}
