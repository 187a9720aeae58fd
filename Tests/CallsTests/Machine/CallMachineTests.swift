import CallFlow
import Desk
import Testing

@testable import Calls

@Suite("A call from its beginning to its end")
struct CallMachineTests {
    @Test("An admitted call: everything in its order, each moment written before it is acted on")
    func admitted() throws {
        var call = TestCall(try SmallDesk.answering())
        #expect(call.after(.arrived) == ["write", "accept", "play(1) hello"])
        #expect(call.after(.seconds(2), .played(.caller, ActivityID(1))) == ["write", "look up(2) client"])
        #expect(try call.after(.client(2, isKnown: true)) == ["write?1"])
        #expect(call.after(.milliseconds(3), .committed(1)) == ["find(3) on-call"])
        #expect(try call.after(.people(3, "alice", "bruno")) == ["write", "ring(4) alice"])
        #expect(
            call.after(.seconds(5), .targetFailed(ActivityID(4), .busy)) == ["write", "release(4)", "ring(5) bruno"])
        #expect(call.after(.seconds(5), .targetAnswered(ActivityID(5))) == ["write", "whisper(5) whisper"])
        #expect(call.after(.seconds(2), .played(.target(ActivityID(5)), ActivityID(5))) == [])
        #expect(try call.after(.seconds(1), .target(5, Key("1"))) == ["write", "join(5)"])
        #expect(
            call.after(.seconds(60), .targetHungUp(ActivityID(5))) == [
                "write", "release(5)", "hang up normal", "finish admitted",
            ])
        #expect(call.machine.isOver)
        #expect(call.report?.connectedTo == "bruno")
        #expect(call.report?.duration == .milliseconds(75_003))
        #expect(call.report?.heard == ["hello"])
    }

    @Test("A refused call: the refusal waits for the disk, and so does hanging up behind it")
    func refused() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        #expect(try call.after(.client(2, isKnown: false)) == ["write?1"])
        #expect(call.after(.committed(1)) == ["play(3) refusal advice"])
        #expect(
            call.after(.seconds(4), .played(.caller, ActivityID(3))) == ["write", "hang up normal", "finish refused"])
        #expect(call.report?.heard == ["hello", "refusal", "advice"])
    }

    @Test("Nobody takes the call: the message is kept before it is written about")
    func voicemail() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        try call.after(.client(2, isKnown: true))
        call.after(.committed(1))
        try call.after(.people(3, "alice"))
        #expect(try call.atDeadline() == ["write", "release(4)", "play(5) ask"])
        #expect(call.after(.seconds(2), .played(.caller, ActivityID(5))) == ["write", "record(6)"])
        // What comes before the log entry does not follow from it.
        #expect(call.after(.seconds(9), .fellSilent(ActivityID(6))) == ["write?2", "keep(6)"])
        #expect(call.after(.committed(2)) == ["play(7) hello"])
    }

    @Test("A technician who marks the call waits for nobody, and the conversation goes on")
    func marked() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        try call.after(.client(2, isKnown: true))
        call.after(.committed(1))
        try call.after(.people(3, "alice"))
        call.after(.targetAnswered(ActivityID(4)))
        #expect(try call.after(.target(4, Key("1"))) == ["write", "join(4)"])
        #expect(try call.after(.target(4, Key("*"))) == ["write"])
        #expect(try call.after(.target(4, Key("9"))) == ["write?2"])
        #expect(call.notes.last?.decision?.verdict.kind == .admitted)
        #expect(call.after(.committed(2)) == [])
        #expect(
            call.after(.targetHungUp(ActivityID(4))) == ["write", "release(4)", "hang up normal", "finish admitted"])
    }

    @Test("A note says what happened, and names a decision only where one was logged")
    func notes() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        try call.after(.client(2, isKnown: false))
        #expect(call.notes.map(\.commit?.number) == [nil, nil, 1])
        #expect(call.notes.map { $0.decision?.verdict.kind } == [nil, nil, .refused])
        #expect(call.notes[0].entries.map(\.kind) == ["started", "step", "answer", "step", "play"])
        #expect(call.notes[0].at == SmallDesk.start)
        #expect(call.notes[1].at == SmallDesk.start.advanced(by: .seconds(1)))
    }

    @Test("Nothing follows the end, whatever is sent")
    func afterTheEnd() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        #expect(call.after(.callerHungUp).last == "finish abandoned")
        let events: [CallInput] = [
            .arrived, .callerHungUp, .deadlineReached, .committed(1), .commitFailed(1), .played(.caller, ActivityID(2)),
        ]
        for event in events { #expect(call.after(event) == []) }
        #expect(call.machine.nextDeadline == nil)
    }

    @Test("An event of an activity that is over is written down, and nothing else")
    func lateEvents() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        #expect(call.after(.played(.caller, ActivityID(1))) == ["write"])
        #expect(call.after(.targetAnswered(ActivityID(9))) == ["write"])
        #expect(call.after(.committed(7)) == [])
        #expect(call.after(.commitFailed(7)) == [])
    }
}
