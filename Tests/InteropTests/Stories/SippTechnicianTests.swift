import Testing

/// sipp is the phone of the person on call, behind the desk's trunk.
@Suite("sipp is rung", .needs(.sipp, .python3), .needsRawSocket, .fewAtOnce) struct SippTechnicianTests {
    /// One call whose caller is admitted, with the technician as a scenario says.
    private func call(
        _ technician: Sipp, scenario: String = "admitted", _ environment: [String: String] = [:],
        trunk: [String] = []
    ) async throws -> (call: LedgerCall, heard: Hearing, report: Line.Report) {
        var plan = ServedDesk.Plan()
        plan.proxy = technician.sip
        plan.environment.merge(environment) { $1 }
        plan.trunk = trunk
        let desk = try await ServedDesk(plan)
        let line = try await Line(to: desk.sip)
        let caller = try Sipp(
            scenario, to: line.phoneSide, sound: Capture.ofTone(600, seconds: 150, packetMilliseconds: 20))
        try await technician.end(within: .seconds(120))
        try await caller.end(within: .seconds(160))
        let report = try await line.close()
        return (try await desk.call(), try line.heard(), report)
    }

    private func results(_ call: LedgerCall) -> [String] {
        (call.events ?? []).filter { $0.kind == "attempt" }.compactMap { $0.payload["result"]?.description }
    }

    @Test("Accepts with 1: caller and technician are connected; the caller hangs up", .onlyInterop)
    func accepts() async throws {
        let technician = try Sipp(answering: "technician-presses", ["keys": "1"])
        let (call, heard, _) = try await call(technician, scenario: "caller-leaves")
        #expect(call.verdict == "admitted")
        #expect(call.connectedTo == "tina")
        #expect(results(call) == ["answered"])
        #expect(call.charge == nil)
        try expectHeard(["admitted", "price-quote", "connecting"], in: heard)
        try expectNotHeard("nobody-reached-emergency", in: heard)
        // The technician sees the desk's number, and the caller's in Diversion.
        let invite = technician.messages
        #expect(invite.contains("From: ") && invite.contains(ServedDesk.emergency), "\(invite.prefix(2_000))")
        #expect(invite.contains("Diversion: ") && invite.contains(ServedDesk.contact), "\(invite.prefix(2_000))")
    }

    @Test("Rings reliably: the 183 of a trunk that must be reliable is acknowledged by PRACK", .onlyInterop)
    func ringsReliably() async throws {
        let technician = try Sipp(answering: "technician-reliable", ["keys": "1"])
        let (call, heard, _) = try await call(
            technician, scenario: "caller-leaves", trunk: ["reliable_provisional: true"])
        #expect(results(call) == ["answered"])
        #expect(call.connectedTo == "tina")
        try expectHeard(["admitted", "connecting"], in: heard)
    }

    @Test("A conversation that nobody ends is ended by the limit, on both sides", .onlyInterop)
    func limit() async throws {
        let technician = try Sipp(answering: "technician-presses", ["keys": "1"])
        let (call, _, report) = try await call(technician, ["VOICEDESK_LIMIT_CALL_DURATION": "1m"])
        #expect(results(call) == ["answered"])
        #expect((59...63).contains(call.durationS ?? 0), "\(call.durationS ?? 0) s")
        #expect(report.messages["down BYE"] == 1)
    }

    @Test("Declines with 2: the caller hears that nobody could be reached", .onlyInterop)
    func declines() async throws {
        let (call, heard, _) = try await call(try Sipp(answering: "technician-presses", ["keys": "2"]))
        #expect(results(call) == ["declined"])
        #expect(call.connectedTo == nil)
        try expectHeard(["connecting", "nobody-reached-emergency", "ask-message"], in: heard)
    }

    @Test("Is busy: the caller hears that nobody could be reached", .onlyInterop)
    func isBusy() async throws {
        let (call, heard, _) = try await call(try Sipp(answering: "technician-is-busy"))
        #expect(results(call) == ["busy"])
        try expectHeard(["nobody-reached-emergency", "ask-message"], in: heard)
    }

    @Test("Does not answer: the phone stops ringing after 25 s; the caller waits and hears so", .onlyInterop)
    func doesNotAnswer() async throws {
        let (call, heard, _) = try await call(try Sipp(answering: "technician-does-not-answer"))
        #expect(results(call) == ["no_answer"])
        try expectHeard(["hold", "nobody-reached-emergency"], in: heard)
    }

    @Test("Is an answering machine: picking up is not accepting", .onlyInterop)
    func isMachine() async throws {
        let (call, heard, _) = try await call(try Sipp(answering: "technician-is-silent"))
        #expect(results(call) == ["machine"])
        #expect(call.connectedTo == nil)
        try expectHeard(["nobody-reached-emergency"], in: heard)
    }
}
