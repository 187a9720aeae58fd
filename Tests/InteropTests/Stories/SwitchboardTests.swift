import Foundation
import Testing

/// `voicedesk test --via` through a real Kamailio: what is in order passes, and each fault is named.
///
/// The stories are as short as they can be: what is looked at is the line and what is told of it.
@Suite("Switchboard", .fewAtOnce) struct SwitchboardTests {
    private static let stories = """
        title: Calls through a switchboard
        world: evening
        stories:
          greeted:
            title: The number answers and greets
            call:
              number: emergency
              from: "+33612345678"
              caller:
                - { hear: welcome-emergency, until: begins, within: 6s }
                - hang-up
              expect: { verdict: abandoned, ended: caller }
          stranger:
            title: A client that nobody knows is told so
            call:
              number: emergency
              from: "+33612345678"
              caller:
                - { hear: welcome-emergency, until: begins }
                - press: "54321"
                - { hear: refused-unknown-client, within: 15s }
                - hang-up
              expect: { verdict: refused, reasons: [unknown-client], attempts: [], charge: none, ended: caller }
          put-through:
            title: Admitted; one is engaged, the next one talks
            call:
              number: emergency
              from: "+33612345678"
              technicians: { alice: busy, bruno: { does: accept, after: 1s, presses_after: 0s, talks: 3s } }
              caller:
                - { hear: welcome-emergency, until: begins }
                - press: "12345"
                - { hear: ask-urgent, until: begins }
                - press: "1"
                - { hear: ask-serious, until: begins }
                - press: "1"
                - { hear: ask-nature, until: begins }
                - press: "2"
                - { hear: press-1-to-be-connected, until: begins }
                - press: "1"
              expect: { verdict: admitted, reasons: [], attempts: [alice: busy, bruno: answered], connected_to: bruno, ended: normal }

        """

    /// Runs one story through the switchboard, and returns the call.
    private func call(
        _ story: String, _ fault: Switchboard.Fault?, _ arguments: [String] = [], status: Int32,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> StoryProgram.Report.Call {
        let program = try StoryProgram(Self.stories, ends: .init())
        let switchboard = try await Switchboard(program.ends, fault)
        let call = try await one(program, story, arguments, status: status, sourceLocation: sourceLocation)
        // It stood until the last call was over.
        #expect(switchboard.isRunning, "\(switchboard.story)", sourceLocation: sourceLocation)
        return call
    }

    private func one(
        _ program: StoryProgram, _ story: String, _ arguments: [String], status: Int32,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> StoryProgram.Report.Call {
        let run = try await program.run(only: story, arguments)
        #expect(run.status == status, "\(run.report)\n\(program.story)", sourceLocation: sourceLocation)
        #expect(run.report.results.map(\.name) == ["stories/\(story)"], sourceLocation: sourceLocation)
        #expect(run.report.results.allSatisfy { $0.skipped == nil }, "\(run.report)", sourceLocation: sourceLocation)
        #expect(run.report.failed == (status == 0 ? 0 : 1), sourceLocation: sourceLocation)
        return try #require(run.report.results.first?.calls.first, sourceLocation: sourceLocation)
    }

    private func expectGoodLine(
        _ call: StoryProgram.Report.Call, packets: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(call.kinds == [], "\(call.failures)", sourceLocation: sourceLocation)
        let line = try #require(call.line, sourceLocation: sourceLocation)
        #expect(line.codec == "PCMA", sourceLocation: sourceLocation)
        #expect(line.keys == "telephoneEvent", sourceLocation: sourceLocation)
        #expect(line.packetsReceived > packets, "\(line)", sourceLocation: sourceLocation)
        #expect(line.packetsLost == 0, "\(line)", sourceLocation: sourceLocation)
        #expect((line.mosX100 ?? 0) > 400, "\(line)", sourceLocation: sourceLocation)
        let delay = try #require(line.postDialDelayS, sourceLocation: sourceLocation)
        #expect(delay > 0 && delay < 5, "\(line)", sourceLocation: sourceLocation)
        let first = try #require(line.timeToFirstPromptS, sourceLocation: sourceLocation)
        #expect(first < 3, "\(line)", sourceLocation: sourceLocation)
        // Nothing is kept of calls in order.
        #expect(line.recording == nil, sourceLocation: sourceLocation)
    }

    @Test("A switchboard in order: a refusal passes", .needs(.kamailio))
    func refusal() async throws {
        try expectGoodLine(await call("stranger", nil, status: 0), packets: 150)
    }

    @Test(
        "A switchboard in order: technicians are rung through it, and the call is put through", .onlyInterop,
        .needs(.kamailio))
    func putThrough() async throws {
        try expectGoodLine(await call("put-through", nil, status: 0), packets: 1_000)
    }

    @Test("The managerial number instead of the emergency number is named", .needs(.kamailio))
    func wrongNumber() async throws {
        let call = try await call("greeted", .wrongNumber, status: 1)
        #expect(call.kinds.first == "wrong-number", "\(call.failures)")
        #expect(call.failures.first?.seen == "the desk was called at managerial")
    }

    @Test("An answer that never comes is named", .needs(.kamailio))
    func earlyMedia() async throws {
        let call = try await call("greeted", .earlyMediaOnly, ["--answer-limit", "4s"], status: 1)
        #expect(call.kinds.first == "early-media-only", "\(call.failures)")
    }

    @Test("What is taken out of the offer is named", .onlyInterop, .needs(.kamailio))
    func codecRemoved() async throws {
        let call = try await call("greeted", .codecRemoved, status: 1)
        #expect(call.kinds.first == "codec", "\(call.failures)")
    }

    @Test("A caller's number that is lost is named", .onlyInterop, .needs(.kamailio))
    func numberLost() async throws {
        let call = try await call("greeted", .noCallerNumber, status: 1)
        #expect(call.kinds.first == "caller-number-lost", "\(call.failures)")
        #expect(call.failures.first?.seen == "no number")
        #expect(!call.kinds.contains("never-arrived"))
    }

    @Test("Telephone-events that are taken out are named", .onlyInterop, .needs(.kamailio))
    func keysRemoved() async throws {
        let call = try await call("greeted", .noKeys, status: 1)
        #expect(call.kinds == ["telephone-events-removed"], "\(call.failures)")
    }

    @Test("Technicians who cannot be rung are named", .onlyInterop, .needs(.kamailio))
    func techniciansLost() async throws {
        let call = try await call("put-through", .techniciansLost, status: 1)
        #expect(call.kinds.contains("attempts"), "\(call.failures)")
        #expect(call.kinds.contains("connected-to"), "\(call.failures)")
    }

    @Test("A switchboard that loses every second key is found out", .onlyInterop, .needs(.python3))
    func keysLost() async throws {
        var ends = try StoryProgram.Ends()
        let line = try await Line(to: ends.desk, ["--lose-keys", "2"])
        ends.via = line.phoneSide
        let program = try StoryProgram(Self.stories, ends: ends)
        let call = try await one(program, "stranger", ["--dial", "emergency=+33290920555"], status: 1)
        #expect(call.kinds.first == "digits-lost", "\(call.failures)")
        #expect(call.failures.first?.expected == "5 keys")
        #expect(call.failures.first?.seen == "3 of them arrived")
        #expect(try await line.close().keysLost == 2)
    }

    @Test("Where nothing listens, the call ends at its limit")
    func nobody() async throws {
        let program = try StoryProgram(Self.stories, ends: .init())
        let began = ContinuousClock.now
        let call = try await one(program, "greeted", ["--answer-limit", "3s"], status: 1)
        #expect(call.kinds == ["no-answer"], "\(call.failures)")
        #expect(ContinuousClock.now - began < .seconds(60))
    }
}
