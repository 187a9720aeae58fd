import Testing

/// PJSIP calls the desk.
@Suite("PJSIP", .onlyInterop, .needs(.pjsua2), .fewAtOnce) struct PJSIPTests {
    @Test("Calls, presses keys, and hears the refusal")
    func refusal() async throws {
        let desk = try await ServedDesk()
        let phone = try PJSIP(calling: desk.sip, ["--keys", "99999"])
        let events = try await phone.end()
        #expect(events.contains { $0.state == "DISCONNECTED" && $0.code == 200 }, "\(phone.story)")
        try expectHeard(["refused-unknown-client", "todo-unknown-client"], in: phone.heard(), .telephone)
        #expect(try await desk.call().keys == "99999")
        try await desk.end()
    }

    @Test("Holds, takes the call up again, and presses keys then")
    func hold() async throws {
        let desk = try await ServedDesk()
        let phone = try PJSIP(calling: desk.sip, ["--hold", "3", "--keys", "99999"])
        let events = try await phone.end()
        #expect(events.filter { $0.method == "INVITE" && $0.code == 200 }.count == 3, "\(phone.story)")
        try expectHeard(["refused-unknown-client"], in: phone.heard(), .telephone)
        #expect(try await desk.call().reasons == ["unknown-client"])
    }

    @Test("With a session timer of 90 s the session is refreshed, and the call stands")
    func sessionTimer() async throws {
        let desk = try await ServedDesk()
        let phone = try PJSIP(calling: desk.sip, ["--timer", "90", "--keys", "1", "--stay", "60"])
        let events = try await phone.end(within: .seconds(100))
        // Once half of the 90 s has passed PJSIP refreshes by UPDATE, and is answered.
        #expect(phone.log.contains("Session-Expires: 90;refresher="), "\(phone.story)")
        #expect(events.contains { $0.method == "UPDATE" && $0.code == 200 }, "\(events)")
        #expect(try await desk.call(within: .seconds(30)).state == "finished")
    }

    @Test("Proves who it is where the trunk must; a wrong password gets nowhere", arguments: [true, false])
    func digest(isRight: Bool) async throws {
        var plan = ServedDesk.Plan()
        plan.proxy = try FreePorts.one()
        plan.trunk = [
            "inbound: { from: [127.0.0.0/8], digest: true }",
            "credentials: [{ username: carrier, password: \"env:PEER_PASSWORD\" }]",
        ]
        plan.environment["PEER_PASSWORD"] = Kamailio.password
        let desk = try await ServedDesk(plan)
        let phone = try PJSIP(
            calling: desk.sip,
            ["--user", "carrier", "--password", isRight ? Kamailio.password : "wrong", "--stay", "5"])
        let events = try await phone.end()
        #expect(phone.log.contains("SIP/2.0 401"), "\(phone.story)")
        #expect(events.contains { $0.state == "CONFIRMED" } == isRight, "\(phone.story)")
        #expect(try desk.calls().count == (isRight ? 1 : 0))
    }
}
