import Testing

/// sipp calls over a line that loses, doubles, delays and reorders, the same way each time.
@Suite("A bad line", .needs(.sipp, .python3), .needsRawSocket, .fewAtOnce) struct BadLineTests {
    @Test("Lost and doubled packets neither lose nor double a key", arguments: Peer.isInterop ? [1, 2, 3] : [1])
    func faults(seed: Int) async throws {
        let desk = try await ServedDesk()
        let line = try await Line(
            to: desk.sip,
            [
                "--seed", "\(seed)", "--sip", "loss=0.15,duplicate=0.25,delay=30", "--rtp",
                "loss=0.08,duplicate=0.1,reorder=0.05,delay=15",
            ])
        try await Sipp("keys", to: line.phoneSide, ["keys": "99999"]).end()
        let report = try await line.close()
        #expect((report.rtp["lost"] ?? 0) > 10)
        let call = try await desk.call(within: .seconds(60))
        #expect(call.keys == "99999", "\(line.trace.suffix(4_000))")
        #expect(call.reasons == ["unknown-client"])
        try expectHeard(["refused-unknown-client", "todo-unknown-client"], in: line.heard(), .lossy)
    }

    @Test("A lost ACK and a lost BYE are made good by repetition")
    func lostAcknowledgement() async throws {
        let desk = try await ServedDesk()
        let line = try await Line(to: desk.sip, ["--lose", "up:ACK:2", "--lose", "down:BYE:2"])
        try await Sipp("keys", to: line.phoneSide, ["keys": "99999"]).end()
        let report = try await line.close()
        #expect((report.messages["down 200 INVITE"] ?? 0) >= 3, "\(report.messages)")
        #expect((report.messages["down BYE"] ?? 0) == 3, "\(report.messages)")
        #expect(try await desk.call().keys == "99999")
    }
}
