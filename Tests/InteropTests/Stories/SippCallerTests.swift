import Testing

/// sipp calls the desk over a clean line; everything that it hears is kept.
@Suite("sipp calls", .needs(.sipp, .python3), .fewAtOnce) struct SippCallerTests {
    @Test("Keys by RFC 4733 lead to a refusal, word for word", .needsRawSocket)
    func refusal() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip)
        try await Sipp("keys", to: line.phoneSide, ["keys": "99999"]).end()
        let report = try await line.close()
        try expectHeard(["refused-unknown-client", "todo-unknown-client"], in: line.heard())
        try expectNotHeard("not-understood", in: line.heard())
        #expect(report.calls.first?.down.payloadTypes.keys.sorted() == ["8"])
        #expect(report.calls.first?.down.payloadLengths == ["160": report.calls.first?.down.packets ?? 0])
        let call = try await desk.call()
        #expect(call.verdict == "refused")
        #expect(call.reasons == ["unknown-client"])
        #expect(call.from == ServedDesk.contact)
        #expect(call.keys == "99999")
        #expect(call.charge == nil)
        try await desk.end()
    }

    @Test("The price is heard to its end before a charge is proposed", .onlyInterop)
    func insisting() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip)
        try await Sipp("insists", to: line.phoneSide).end(within: .seconds(120))
        _ = try await line.close()
        try expectHeard(
            [
                "refused-not-urgent", "price-quote", "pieces/hundred-3", "pieces/euros-50", "pieces/excluding-tax",
                "insistence-recorded", "goodbye",
            ], in: line.heard())
        let call = try await desk.call()
        #expect(call.verdict == "abusive")
        #expect(call.reasons == ["not-urgent"])
        #expect(call.charge?.amount == 350)
        #expect(call.charge?.status == "proposed")
        #expect(call.heard.contains("price-quote"))
    }

    @Test("An INVITE without an offer gets one, and the ACK answers it")
    func delayedOffer() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip)
        try await Sipp("delayed-offer", to: line.phoneSide).end()
        _ = try await line.close()
        try expectHeard(["refused-unknown-client"], in: line.heard())
        #expect(try await desk.call().reasons == ["unknown-client"])
    }

    @Test("A caller who holds the call hears nothing meanwhile, and the desk again afterwards")
    func hold() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip)
        let caller = try Sipp("hold", to: line.phoneSide)
        try await caller.end()
        let report = try await line.close()
        // Of the thirteen seconds of the call four are held.
        let sound = Double(report.calls.first?.down.packets ?? 0) / 50
        #expect((8.5...10.5).contains(sound), "\(sound) s of sound")
        #expect(try await desk.call().state == "finished")
        try await desk.end()
    }

    @Test("Keys by INFO count")
    func info() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip)
        try await Sipp("info", to: line.phoneSide).end()
        _ = try await line.close()
        try expectHeard(["refused-unknown-client"], in: line.heard())
        let call = try await desk.call()
        #expect(call.keys == "99999")
        #expect(call.reasons == ["unknown-client"])
    }

    @Test("A whole call over IPv6")
    func overIPv6() async throws {
        let port = try FreePorts.one()
        let desk = try await ServedDesk(.init(listeners: ["udp:[::1]:\(port)"]))
        let caller = try Sipp("info", to: port, at: "::1")
        try await caller.end()
        #expect(caller.messages.contains("c=IN IP6 ::1"), "\(caller.messages.prefix(4_000))")
        let call = try await desk.call()
        #expect(call.keys == "99999")
        #expect(call.verdict == "refused")
        try await desk.end()
    }

    @Test("A caller who wants reliable provisional responses acknowledges what it hears before the answer")
    func reliableProgress() async throws {
        var plan = ServedDesk.Plan()
        plan.speaksBeforeAnswer = true
        let desk = try await ServedDesk(plan)
        let line = try await Line(to: desk.sip)
        try await Sipp("reliable-progress", to: line.phoneSide).end()
        let report = try await line.close()
        #expect(report.messages["down 183 INVITE"] == 1, "repeated, though acknowledged: \(report.messages)")
        #expect(report.messages["down 200 PRACK"] == 1)
        #expect(try await desk.call().state == "finished")
        try await desk.end()
    }

    @Test("A caller whom the flow sends elsewhere gets a REFER, and is let go when it arrived")
    func transfer() async throws {
        let flow = """
            flow: emergency
            start: pick-up
            steps:
              pick-up: { answer: { early_media: false }, outcomes: { done: send } }
              send: { transfer: { destination: "tel:+33298000000" }, outcomes: { done: end, refused: sorry } }
              sorry: { play: { prompts: [goodbye] }, outcomes: { done: end } }
              end: { hangup: { cause: normal } }
            on_hangup:
              - log: { category: ended }

            """
        let desk = try await ServedDesk(.init(flow: flow))
        let line = try await Line(to: desk.sip)
        try await Sipp("referred", to: line.phoneSide).end()
        let report = try await line.close()
        #expect(report.messages["down REFER"] == 1, "\(report.messages)")
        #expect(report.messages["down 200 NOTIFY"] == 2)
        #expect(report.messages["down BYE"] == 1)
        #expect(try await desk.call().state == "finished")
        try await desk.end()
    }

    @Test("What is said in packets of 30 ms is in the message that nobody took", .onlyInterop, .needsRawSocket)
    func message() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip)
        let sound = Capture.ofTone(600, seconds: 100, packetMilliseconds: 30)
        let caller = try Sipp("message", to: line.phoneSide, sound: sound)
        try await caller.end(within: .seconds(120))
        let report = try await line.close()
        #expect(report.calls.first?.up.payloadLengths.keys.sorted() == ["240"])
        try expectHeard(["nobody-reached-emergency", "ask-message", "message-recorded"], in: line.heard())
        _ = try await desk.call()
        let message = try Hearing(file: try #require(desk.messages().first, "no message was kept"))
        #expect(message.seconds > 2)
        #expect(message.seconds(of: 600) > message.seconds * 0.9)
    }

    @Test("A caller who gives up before the answer hears the desk until then", .onlyInterop)
    func cancel() async throws {
        var plan = ServedDesk.Plan()
        plan.speaksBeforeAnswer = true
        let desk = try await ServedDesk(plan)
        let line = try await Line(to: desk.sip)
        try await Sipp("cancel", to: line.phoneSide).end()
        let report = try await line.close()
        #expect(report.messages["down 200 INVITE"] == nil)
        let opening = Array(try DeskVoice.recording("welcome-emergency").prefix(20_000))
        #expect((try line.heard().place(of: opening)?.likeness ?? 0) > 0.99)
        #expect(try await desk.call().state == "finished")
    }

    @Test("A CANCEL that crosses the answer changes nothing")
    func cancelTooLate() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip, ["--hold", "down:200:INVITE:1.5"])
        try await Sipp("cancel-too-late", to: line.phoneSide).end()
        let report = try await line.close()
        #expect(report.messages["down 487 INVITE"] == nil, "\(line.trace)")
        #expect(try await desk.call().state == "finished")
        try await desk.end()
    }

    @Test("Without an ACK the answer is repeated, then the desk hangs up", .onlyInterop)
    func noAcknowledgement() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip)
        try await Sipp("no-ack", to: line.phoneSide).end()
        let report = try await line.close()
        // At 0, 0.5, 1.5, 3.5, then every 4 s until 32 s (RFC 3261 §13.3.1.4).
        #expect((9...12).contains(report.messages["down 200 INVITE"] ?? 0), "\(line.trace)")
        #expect(try await desk.call().state == "finished")
    }

    @Test("A caller who vanishes without BYE is missed by the silence", .onlyInterop, .needsRawSocket)
    func vanishes() async throws {
        var plan = ServedDesk.Plan()
        plan.environment["VOICEDESK_LIMIT_RTP_SILENCE"] = "6s"
        let desk = try await ServedDesk(plan)
        let line = try await Line(to: desk.sip)
        try await Sipp("vanish", to: line.phoneSide).end()
        let call = try await desk.call(within: .seconds(40))
        #expect(call.state == "finished")
        #expect((call.durationS ?? 99) < 15)
        try await eventually(
            "BYE is repeated", { line.trace.split(separator: " down BYE (").count > 4 ? true : nil },
            otherwise: { line.trace })
        _ = try await line.close()
    }
}
