import Testing

/// linphonec calls the desk.
@Suite("linphonec", .onlyInterop, .needs(.linphonec), .fewAtOnce) struct LinphoneTests {
    @Test("Calls, presses keys, hears the refusal, and is hung up on")
    func refusal() async throws {
        let desk = try await ServedDesk()
        let phone = try await Linphone(ServedDesk.contact)
        try await phone.call("sip:\(ServedDesk.emergency)@127.0.0.1:\(desk.sip)")
        try await phone.press("99999")
        try await phone.waitForEnd()
        try await phone.quit()
        try expectHeard(["refused-unknown-client", "todo-unknown-client"], in: phone.heard(), .telephone)
        let call = try await desk.call()
        #expect(call.keys == "99999", "\(phone.story)")
        #expect(call.reasons == ["unknown-client"])
        try await desk.end()
    }

    @Test("Hangs up in the middle of a prompt")
    func terminates() async throws {
        let desk = try await ServedDesk()
        let phone = try await Linphone(ServedDesk.contact)
        try await phone.call("sip:\(ServedDesk.emergency)@127.0.0.1:\(desk.sip)")
        try await phone.hear(4)
        phone.terminate()
        try await phone.waitForEnd()
        try await phone.quit()
        let opening = Array(try DeskVoice.recording("welcome-emergency").prefix(20_000))
        #expect(try phone.heard().likenessInPieces(of: opening) > 0.85)
        let call = try await desk.call()
        #expect(call.verdict == nil || call.verdict == "abandoned")
        #expect((call.durationS ?? 99) < 8)
    }
}
