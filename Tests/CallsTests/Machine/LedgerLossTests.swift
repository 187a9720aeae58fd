import CallFlow
import Desk
import Testing

@testable import Calls

@Suite("When the ledger cannot write, the caller is connected and nothing is billed")
struct LedgerLossTests {
    private func refused(patience: Duration? = nil) throws -> TestCall {
        var call = TestCall(try SmallDesk.answering(), commitPatience: patience)
        call.arrive()
        #expect(try call.after(.client(2, isKnown: false)) == ["write?1"])
        return call
    }

    @Test("A refusal that is not on record is dropped, and the flow takes its other way")
    func refusal() throws {
        var call = try refused()
        #expect(call.after(.commitFailed(1)) == ["write?2", "silence(3)"])
        #expect(call.notes.last?.decision?.verdict.kind == .admitted)
        #expect(call.notes.last?.entries.first?.kind == "ledger-failed")
        #expect(call.after(.committed(2)) == ["play(4) connecting"])
        #expect(call.after(.seconds(2), .played(.caller, ActivityID(4))) == ["write", "find(5) on-call"])
        #expect(try call.after(.people(5, "alice")) == ["write", "ring(6) alice"])
        call.after(.callerHungUp)
        #expect(call.report?.heard == ["hello", "connecting"])
        #expect(call.report?.charge == nil)
    }

    @Test("The caller waits for the disk no longer than the patience")
    func patience() throws {
        var call = try refused()
        #expect(call.deadline == .seconds(2))
        #expect(call.after(.milliseconds(1_999), .deadlineReached) == [])
        #expect(call.after(.milliseconds(1), .deadlineReached) == ["write?2", "silence(3)"])
        // The disk wakes up: the refusal is written after all, and is not spoken all the same.
        #expect(call.after(.milliseconds(1), .committed(1)) == [])
        #expect(call.after(.committed(2)) == ["play(4) connecting"])
    }

    @Test("The patience can be set")
    func setPatience() throws {
        var call = try refused(patience: .milliseconds(300))
        #expect(call.deadline == .milliseconds(300))
        #expect(try call.atDeadline() == ["write?2", "silence(3)"])
    }

    @Test("An admission that is not on record rings all the same")
    func admission() throws {
        var call = TestCall(try SmallDesk.answering())
        call.arrive()
        #expect(try call.after(.client(2, isKnown: true)) == ["write?1"])
        #expect(call.after(.commitFailed(1)) == ["write", "find(3) on-call"])
        #expect(try call.after(.people(3, "alice")) == ["write", "ring(4) alice"])
    }

    @Test("A second failure is waited for and changes nothing")
    func second() throws {
        var call = try refused()
        call.after(.commitFailed(1))
        #expect(call.after(.commitFailed(2)) == ["play(4) connecting"])
        call.after(.milliseconds(2_500), .callerHungUp)
        #expect(call.report?.heard == ["hello", "connecting"])
    }

    @Test("A flow without another way goes on, and only forbids billing")
    func noOtherWay() throws {
        var call = TestCall(try SmallDesk.answering(fields: ""))
        call.arrive()
        try call.after(.client(2, isKnown: false))
        #expect(call.after(.commitFailed(1)) == ["write", "play(3) refusal advice"])
    }

    @Test("What was to be done before is not done, also where the other way has to wait at once")
    func otherWayWaits() throws {
        // Nothing is being spoken when the refusal is lost, and the other way begins with a log entry.
        let context = try SmallDesk.context(
            "start: { answer: { early_media: false }, outcomes: { done: refuse } }",
            "refuse: { log: { category: refused }, outcomes: { next: find-tariff } }",
            "find-tariff: { check: { name: tariff }, outcomes: { in_force: end, none: end, unavailable: end } }",
            "cannot-know: { log: { category: failed_open }, outcomes: { next: say } }",
            "say: { play: { prompts: [connecting] }, outcomes: { done: end } }",
            fields: "on_unrecorded: cannot-know")
        var call = TestCall(context)
        #expect(call.after(.arrived) == ["write?1", "accept"])
        #expect(call.after(.commitFailed(1)) == ["write?2"])
        #expect(call.after(.committed(2)) == ["play(2) connecting"])
    }

    @Test("A phone that was let go before the refusal stays let go")
    func releases() throws {
        let context = try SmallDesk.context(
            """
            start: { hunt: { chain: on-call, ring_timeout: 25s, accept_timeout: 20s, abuse_key: "9", \
            max_duration: 10m }, outcomes: { completed: refuse, exhausted: refuse, unavailable: refuse } }
            """,
            "refuse: { log: { category: refused }, outcomes: { next: say-refused } }",
            "say-refused: { play: { prompts: [refusal] }, outcomes: { done: end } }",
            "cannot-know: { play: { prompts: [connecting] }, outcomes: { done: end } }",
            fields: "on_unrecorded: cannot-know")
        var call = TestCall(context)
        call.after(.arrived)
        try call.after(.people(1, "alice"))
        call.after(.targetAnswered(ActivityID(2)))
        try call.after(.target(2, Key("1")))
        #expect(try call.after(.target(2, Key("9"))) == ["write?1"])
        #expect(call.after(.targetHungUp(ActivityID(2))) == ["write?2"])
        #expect(call.after(.commitFailed(1)) == ["release(2)", "write", "silence(3)", "play(4) connecting"])
    }

    @Test("The caller's call is taken though what was logged before is lost")
    func accepting() throws {
        let context = try SmallDesk.context(
            "start: { log: { category: note }, outcomes: { next: pick-up } }",
            "pick-up: { answer: { early_media: false }, outcomes: { done: refuse } }",
            "refuse: { log: { category: refused }, outcomes: { next: say-refused } }",
            "say-refused: { play: { prompts: [refusal] }, outcomes: { done: end } }",
            "cannot-know: { play: { prompts: [connecting] }, outcomes: { done: end } }",
            fields: "on_unrecorded: cannot-know")
        var call = TestCall(context)
        #expect(call.after(.arrived) == ["write?1"])
        #expect(call.after(.commitFailed(1)) == ["accept", "write", "silence(1)", "play(2) connecting"])
    }

    @Test("A refusal that hangs up in the same breath is taken back with its end")
    func hangingUpAtOnce() throws {
        let context = try SmallDesk.context(
            "start: { answer: { early_media: false }, outcomes: { done: refuse } }",
            "refuse: { log: { category: refused }, outcomes: { next: end } }",
            "cannot-know: { play: { prompts: [connecting] }, outcomes: { done: end } }",
            fields: "on_unrecorded: cannot-know")
        var call = TestCall(context)
        #expect(call.after(.arrived) == ["write?1", "accept"])
        #expect(call.after(.commitFailed(1)) == ["write", "play(1) connecting"])
        #expect(!call.machine.isOver)
        #expect(call.after(.played(.caller, ActivityID(1))) == ["write", "hang up normal", "finish abandoned"])

        var left = TestCall(context)
        left.after(.arrived)
        #expect(left.after(.callerHungUp).last == "finish abandoned")
        #expect(left.after(.commitFailed(1)) == [])
    }

    @Test("A call that hung up unrecorded ends when the patience does")
    func hangingUp() throws {
        let context = try SmallDesk.context("start: { log: { category: refused }, outcomes: { next: end } }")
        var call = TestCall(context)
        #expect(call.after(.arrived) == ["write?1"])
        #expect(try call.atDeadline() == ["write", "hang up normal", "finish abandoned"])
        #expect(call.machine.isOver)
    }
}
