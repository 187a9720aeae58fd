import CallFlow
import Desk
import Testing

@testable import Calls

@Suite("The deadlines of a call")
struct DeadlineTests {
    @Test("are those of its flow, counted from when it came in")
    func flow() throws {
        var call = TestCall(try SmallDesk.answering(fields: "max_call_duration: 20m"))
        #expect(call.machine.nextDeadline == nil)
        call.after(.arrived)
        #expect(call.deadline == .seconds(1_200))
        call.after(.seconds(30), .played(.caller, ActivityID(1)))
        #expect(call.deadline == .seconds(2))
        #expect(try call.atDeadline() == ["write?1"])
        #expect(call.notes.last?.decision?.verdict.kind == .admitted)
    }

    @Test("The nearer of the flow's and the disk's counts")
    func nearer() throws {
        var call = TestCall(try SmallDesk.answering(fields: "max_call_duration: 10s"), commitPatience: .seconds(8))
        call.arrive()
        try call.after(.client(2, isKnown: false))
        #expect(call.deadline == .seconds(8))
        #expect(try call.atDeadline() == ["write", "play(3) refusal advice"])
        #expect(call.deadline == .seconds(1))
        #expect(try call.atDeadline() == ["write?2", "silence(3)"])
        #expect(call.after(.committed(2)) == ["hang up too_long", "finish refused"])
    }

    @Test("Both may be due at once")
    func both() throws {
        var call = TestCall(try SmallDesk.answering(fields: "max_call_duration: 3s"))
        call.arrive()
        try call.after(.client(2, isKnown: false))
        #expect(
            try call.atDeadline() == ["write", "play(3) refusal advice", "write?2", "silence(3)"])
        #expect(try call.atDeadline() == ["hang up too_long", "finish refused"])
    }

    @Test("A timer that fires early, late or twice does no harm")
    func early() throws {
        var call = TestCall(try SmallDesk.answering())
        #expect(call.after(.deadlineReached) == [])
        call.arrive()
        #expect(call.after(.milliseconds(1_999), .deadlineReached) == [])
        #expect(call.after(.seconds(500), .deadlineReached) == ["write?1"])
        #expect(call.after(.deadlineReached) == [])
    }

    @Test("A call is as long as its flow allows and no longer")
    func longest() throws {
        var call = TestCall(try SmallDesk.answering(fields: "max_call_duration: 1m"))
        call.after(.arrived)
        #expect(try call.atDeadline() == ["write?1", "silence(1)"])
        #expect(call.after(.committed(1)) == ["hang up too_long", "finish abandoned"])
        #expect(call.report?.duration == .seconds(60))
    }
}
