import CallFlow
import Desk
import Testing

@testable import Calls

@Suite("A verdict is on the disk before anybody hears of it")
struct WrittenFirstTests {
    @Test("What is done later keeps its place behind the verdict")
    func order() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        #expect(try call.after(.client(2, isKnown: false)) == ["write?1"])
        // The caller presses a key: the refusal, not yet begun, is over, and hanging up waits in its place.
        let key = try #require(Key("5"))
        #expect(call.after(.milliseconds(10), .keyed(.caller, key)) == ["write", "silence(3)"])
        #expect(!call.machine.isOver)
        #expect(call.after(.milliseconds(10), .committed(1)) == ["hang up normal", "finish refused"])
    }

    @Test("Silence does not wait, and what was silenced before it began is never spoken")
    func silence() throws {
        let context = try SmallDesk.context(
            "start: { log: { category: note }, outcomes: { next: say } }",
            "say: { play: { prompts: [hello], bargein: true }, outcomes: { done: ask } }",
            """
            ask: { menu: { prompts: [ask], choices: { "1": one }, timeout: 5s, max_attempts: 2 }, \
            outcomes: { one: end, noinput: end, nomatch: end } }
            """)
        var call = TestCall(context)
        #expect(call.after(.arrived) == ["write?1"])
        let key = try #require(Key("2"))
        #expect(call.after(.milliseconds(500), .keyed(.caller, key)) == ["write", "silence(1)"])
        #expect(call.after(.milliseconds(500), .committed(1)) == ["play(2) ask"])
        call.after(.callerHungUp)
        #expect(call.report?.heard == [])
    }

    @Test("Prompts count as heard from the moment they begin, not from when they began to wait")
    func heard() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        try call.after(.client(2, isKnown: false))
        call.after(.milliseconds(1_900), .committed(1))
        call.after(.milliseconds(500), .callerHungUp)
        #expect(call.report?.heard == ["hello"])
    }

    @Test("Who leaves while a refusal waits has not heard it")
    func unheard() throws {
        var call = TestCall(try SmallDesk.answering(), commitPatience: .seconds(60))
        call.arrive()
        try call.after(.client(2, isKnown: false))
        call.after(.seconds(30), .callerHungUp)
        #expect(call.report?.heard == ["hello"])
        #expect(call.report?.verdict.kind == .refused)
    }

    @Test("A refusal without words waits too: hanging up is one")
    func hangingUp() throws {
        let context = try SmallDesk.context("start: { log: { category: refused }, outcomes: { next: end } }")
        var call = TestCall(context)
        #expect(call.after(.arrived) == ["write?1"])
        #expect(!call.machine.isOver)
        #expect(call.deadline == .seconds(2))
        #expect(call.after(.committed(1)) == ["hang up normal", "finish abandoned"])
        #expect(call.machine.isOver)
    }

    @Test("While hanging up waits, the call hears nothing but the disk and the caller's leaving")
    func hangingUpWaits() throws {
        let context = try SmallDesk.context("start: { log: { category: refused }, outcomes: { next: end } }")
        var call = TestCall(context)
        call.after(.arrived)
        let key = try #require(Key("2"))
        #expect(call.after(.keyed(.caller, key)) == [])
        #expect(call.after(.seconds(1), .deadlineReached) == [])
        #expect(call.after(.callerHungUp) == ["hang up normal", "finish abandoned"])
        #expect(call.machine.isOver)
    }

    @Test("Two verdicts wait one behind the other")
    func two() throws {
        let context = try SmallDesk.context(
            "start: { log: { category: note }, outcomes: { next: say } }",
            "say: { play: { prompts: [hello], bargein: true }, outcomes: { done: refuse } }",
            "refuse: { log: { category: refused }, outcomes: { next: say-refused } }",
            "say-refused: { play: { prompts: [refusal] }, outcomes: { done: end } }")
        var call = TestCall(context)
        #expect(call.after(.arrived) == ["write?1"])
        let key = try #require(Key("2"))
        #expect(call.after(.keyed(.caller, key)) == ["write?2", "silence(1)"])
        #expect(call.after(.committed(1)) == [])
        #expect(call.after(.committed(2)) == ["play(2) refusal"])
    }

    @Test("Only what comes after the log entry waits: who rang is let go at once")
    func before() throws {
        let context = try SmallDesk.context(
            """
            start: { hunt: { chain: on-call, ring_timeout: 25s, accept_timeout: 20s, max_duration: 10m }, \
            outcomes: { completed: end, exhausted: note, unavailable: end } }
            """,
            "note: { log: { category: unreached }, outcomes: { next: say } }",
            "say: { play: { prompts: [hello] }, outcomes: { done: end } }")
        var call = TestCall(context)
        call.after(.arrived)
        try call.after(.people(1, "alice"))
        #expect(try call.atDeadline() == ["write?1", "release(2)"])
        #expect(call.after(.committed(1)) == ["play(3) hello"])
    }
}
