import CallFlow
import CallLedger
import Calls
import Desk
import Ledger
import Testing

/// A call of two steps: it is logged as refused, and ends.
private struct ShortCall {
    var machine: FlowMachine
    let start: Instant

    init() throws {
        start = try #require(Timestamp.parse("2026-03-10T20:30:00+01:00"))
        let phone = try #require(PhoneNumber("+33290920555"))
        let file = CaseFile(number: .emergency, from: nil, startedAt: start)
        machine = FlowMachine(FlowContext(program: try Self.program(), policy: try Self.policy(phone)), file: file)
    }

    private static func program() throws -> FlowProgram {
        let place = SourcePlace(file: "short.yaml")
        func name(_ text: String) -> FlowDefinition.Name { FlowDefinition.Name(text, at: place) }
        let flow = FlowDefinition(
            name: "short", start: name("note"),
            steps: [
                StepDefinition(
                    name: "note", verb: .log(.refused, fields: []),
                    edges: [EdgeDefinition(outcome: "next", target: name("end"), place: place)], place: place),
                StepDefinition(name: "end", verb: .hangup(.normal), edges: [], place: place),
            ], place: place)
        let linked = Linker.link(flow, for: .emergency, library: [:], catalogue: PromptCatalogue([]))
        return try #require(linked.program, "\(linked.problems)")
    }

    private static func policy(_ phone: PhoneNumber) throws -> Policy {
        let (opens, closes) = (TimeOfDay(hour: 8, minute: 0), TimeOfDay(hour: 19, minute: 0))
        let day = (opens: try #require(opens), closes: try #require(closes))
        let hours = try #require(SupportHours(opens: day.opens, closes: day.closes))
        return Policy(
            provider: "DRI", zone: .utc, numbers: [Policy.Number(role: .emergency, phone: phone, flow: "short")],
            hours: hours,
            channels: [Channel(name: .portal)], defaultContract: Contract(name: "standard"), tariffs: [])
    }
}

@Suite("From a call to the ledger") struct ConversionTests {
    @Test("What happened becomes events, a logged verdict becomes the decision") func moment() throws {
        var call = try ShortCall()
        let effects = call.machine.receive(.started, at: call.start)
        let program = call.machine.context.program
        let entries =
            [CallTrace.entry(.started, hidesKeys: false)] + effects.map { CallTrace.entry($0, in: program) }
        let change = CallChange.append(entries, decided: LoggedDecision(effects, of: call.machine), at: call.start)
        guard case .append(let events, let decision, nil) = change else {
            Issue.record("\(change)")
            return
        }
        #expect(events.map(\.kind) == ["started", "step", "log", "step", "hangup", "ended"])
        #expect(events.allSatisfy { $0.at == call.start })
        #expect(events[1].payload.text == #"{"name":"note"}"#)
        #expect(events[4].payload.text == #"{"cause":"normal"}"#)
        #expect(decision?.client == nil)
        #expect(decision?.verdict == call.machine.verdict)
    }

    @Test("A moment without a log has no decision") func undecided() throws {
        let start = try ShortCall().start
        let change = CallChange.append([CallTrace.entry(.callerHungUp, hidesKeys: false)], decided: nil, at: start)
        #expect(change == .append([CallEvent(at: start, kind: "caller-hung-up")]))
    }

    @Test("A report becomes the outcome") func outcome() throws {
        var call = try ShortCall()
        var recorder = CallRecorder()
        for effect in call.machine.receive(.started, at: call.start) {
            recorder.note(effect, at: call.start, program: call.machine.context.program) { _ in .zero }
        }
        let end = call.start.advanced(by: .seconds(2))
        let report = recorder.report(of: call.machine, at: end)
        let outcome = CallOutcome(report, endedAt: end)
        #expect(outcome.endedAt == end)
        #expect(outcome.period == .onCall)
        #expect(outcome.decision == CallDecision(verdict: call.machine.verdict))
        #expect(outcome.connectedTo == nil)
        #expect(outcome.assessment == CanonicalJSON(report.assessmentJSON))
        #expect(outcome.heard == [])
        #expect(outcome.keys == "")
        #expect(outcome.duration == report.duration)
        #expect(outcome.charge == nil)
    }

    @Test("A wrong passcode is the client's who is known; nothing else is one") func passcode() throws {
        let call = try ShortCall()
        let wrong = FlowEvent.checked(ActivityID(1), .passcode(.wrong(failures: 1)))
        #expect(PasscodeFailure(wrong, in: call.machine.file, at: call.start) == nil)
        var file = call.machine.file
        let number = try #require(ClientNumber("12345"))
        file.add(.client(.known(Client(number: number, name: "Atelier"))), at: call.start)
        #expect(
            PasscodeFailure(wrong, in: file, at: call.start) == PasscodeFailure(client: number, at: call.start))
        let right = FlowEvent.checked(ActivityID(1), .passcode(.verified))
        #expect(PasscodeFailure(right, in: file, at: call.start) == nil)
    }

    @Test(
        "Each value has one spelling",
        arguments: [
            (JSON.null, "null"), (.bool(true), "true"), (.int(-7), "-7"), (.number("350.00"), #""350.00""#),
            (.string("é\n"), #""é\n""#), (.array([.int(1), .null]), "[1,null]"),
            (.object([("b", .int(1)), ("a", .array([]))]), #"{"a":[],"b":1}"#),
            (.object([("a", .int(1)), ("a", .int(2))]), #"{"a":1}"#),
        ])
    func spelling(json: JSON, text: String) {
        #expect(CanonicalJSON(json).text == text)
    }
}
