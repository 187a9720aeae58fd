import CallFlow
import Desk
import Testing

@testable import Calls

@Suite("The caller may leave at any moment")
struct LeavingTests {
    @Test("While prompts are spoken")
    func speaking() throws {
        var call = TestCall(try SmallDesk.answering())
        call.after(.arrived)
        #expect(call.after(.callerHungUp) == ["write?1", "silence(1)", "finish abandoned"])
        #expect(call.notes.last?.decision?.verdict.kind == .abandoned)
    }

    @Test("While a verdict waits: nobody is rung any more")
    func admitted() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        try call.after(.client(2, isKnown: true))
        #expect(call.after(.callerHungUp) == ["write?2", "finish admitted"])
        #expect(call.after(.committed(1)) == [])
    }

    @Test("While a phone rings")
    func ringing() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        try call.after(.client(2, isKnown: true))
        call.after(.committed(1))
        try call.after(.people(3, "alice"))
        #expect(call.after(.callerHungUp) == ["write?2", "release(4)", "finish admitted"])
        #expect(call.report?.attempts.map(\.result) == [.noAnswer])
    }

    @Test("While a mark is being written, in conversation")
    func marked() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        try call.after(.client(2, isKnown: true))
        call.after(.committed(1))
        try call.after(.people(3, "alice"))
        call.after(.targetAnswered(ActivityID(4)))
        try call.after(.target(4, Key("1")))
        try call.after(.target(4, Key("*")))
        #expect(try call.after(.target(4, Key("9"))) == ["write?2"])
        #expect(call.after(.callerHungUp) == ["write?3", "release(4)", "finish admitted"])
    }

    @Test("In the middle of a message, which is kept")
    func recording() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        try call.after(.client(2, isKnown: true))
        call.after(.committed(1))
        try call.after(.people(3, "alice"))
        _ = try call.atDeadline()
        call.after(.seconds(2), .played(.caller, ActivityID(5)))
        #expect(call.after(.seconds(8), .callerHungUp) == ["write?2", "keep(6)", "finish admitted"])
    }

    @Test("Before anything happened")
    func atOnce() throws {
        var call = TestCall(try SmallDesk.answering())
        #expect(call.after(.callerHungUp) == ["write?1", "finish abandoned"])
    }
}
