import Testing

/// What sipp asks without a call coming about.
@Suite("sipp asks", .needs(.sipp), .fewAtOnce) struct SippSignallingTests {
    @Test("Calls that cannot be taken are refused, and the server goes on")
    func refusals() async throws {
        let desk = try await ServedDesk()
        try await Sipp("options", to: desk.sip).end(within: .seconds(20))
        try await Sipp("unknown-number", to: desk.sip, dialling: "+33199999999").end(within: .seconds(20))
        try await Sipp("malformed", to: desk.sip).end(within: .seconds(20))
        #expect(try desk.calls().isEmpty)
        try await desk.end()
    }
}
