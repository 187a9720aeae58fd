import CallFlow
import Desk
import Testing

@Suite("The flow checker") struct FlowCheckerTests {
    private static let say = "play: { prompts: [hello] }"

    @Test("a sound flow has no problem")
    func sound() throws {
        #expect(
            try TestFlow.check(
                TestFlow.flow(
                    steps: "start: { \(Self.say), outcomes: { done: again } }",
                    "again: { \(Self.say), outcomes: { done: { to: start, at_most: 2, then: end } } }")
            ).isEmpty)
    }

    @Test("a loop without a bound is told at the step that closes it")
    func loop() throws {
        #expect(
            try TestFlow.check(
                TestFlow.flow(
                    steps: "start: { switch: { on: flag }, outcomes: { \"true\": again, \"false\": end } }",
                    "again: { \(Self.say), outcomes: { done: start } }"
                ).replacing("start: start", with: "variables: { flag: { boolean: true } }\nstart: start")
            ) == [
                "main:8:3: 'done' leads from 'again' back to 'start' without a bound: write '{ to: …, at_most: N, then: … }'"
            ])
    }

    @Test("a step that follows itself is a loop")
    func itself() throws {
        #expect(
            try TestFlow.check(
                TestFlow.flow(
                    variables: "flag: { boolean: true }",
                    steps: "start: { switch: { on: flag }, outcomes: { \"true\": start, \"false\": end } }")
            ) == [
                "main:6:3: 'true' leads from 'start' back to 'start' without a bound: write '{ to: …, at_most: N, then: … }'"
            ])
    }

    @Test("a loop that is closed by what follows a used-up bound is told")
    func afterBound() throws {
        let problems = try TestFlow.check(
            TestFlow.flow(steps: "start: { \(Self.say), outcomes: { done: { to: end, at_most: 1, then: start } } }"))
        #expect(problems.count == 1)
    }

    @Test("a loop that is entered over a bounded edge only is told")
    func behindBound() throws {
        let problems = try TestFlow.check(
            TestFlow.flow(
                steps: "start: { \(Self.say), outcomes: { done: { to: one, at_most: 1, then: end } } }",
                "one: { log: { category: note }, outcomes: { next: two } }",
                "two: { log: { category: note }, outcomes: { next: one } }"))
        #expect(
            problems == [
                "main:8:3: 'next' leads from 'two' back to 'one' without a bound: write '{ to: …, at_most: N, then: … }'"
            ])
    }

    @Test("a loop through a sub-flow is told")
    func subflow() throws {
        let problems = try TestFlow.check(
            TestFlow.flow(steps: "start: { call: { flow: sub }, outcomes: { good: start, bad: end } }"),
            TestFlow.flow(
                "sub", variables: "flag: { boolean: true }", fields: "outcomes: [good, bad]",
                steps: "start: { switch: { on: flag }, outcomes: { \"true\": good, \"false\": bad } }",
                "good: { return: good }", "bad: { return: bad }"
            ).replacing("  end: { hangup: {} }", with: ""))
        #expect(
            problems == [
                "sub:7:3: 'left' leads from 'start/good' back to 'start' without a bound: write '{ to: …, at_most: N, then: … }'"
            ])
    }

    @Test("a step that no step leads to is dead, and so is what only it leads to")
    func dead() throws {
        #expect(
            try TestFlow.check(
                TestFlow.flow(
                    steps: "start: { \(Self.say), outcomes: { done: end } }",
                    "lost: { \(Self.say), outcomes: { done: after } }", "after: { hangup: {} }")
            ) == [
                "main:7:3: no step leads to 'lost': lead an outcome to it, or remove it",
                "main:8:3: no step leads to 'after': lead an outcome to it, or remove it",
            ])
    }

    @Test("a dead step of a sub-flow is told for every copy, a live one for none")
    func copies() throws {
        let main = TestFlow.flow(
            steps: "start: { call: { flow: sub }, outcomes: { good: again, bad: end } }",
            "again: { call: { flow: sub }, outcomes: { good: end, bad: end } }")
        let sub = TestFlow.flow(
            "sub", fields: "outcomes: [good, bad]", steps: "start: { \(Self.say), outcomes: { done: good } }",
            "good: { return: good }", "bad: { return: bad }"
        ).replacing("  end: { hangup: {} }", with: "")
        let problems = try TestFlow.check(main, sub)
        #expect(
            problems == [
                "sub:8:3: no step leads to 'start/bad': lead an outcome to it, or remove it",
                "sub:8:3: no step leads to 'again/bad': lead an outcome to it, or remove it",
            ])
    }

    @Test("what is sensitive is never logged, not even in the list for a caller who hangs up")
    func sensitive() throws {
        #expect(
            try TestFlow.check(
                TestFlow.flow(
                    variables: "secret: { digits: 3 }",
                    fields: "on_hangup: [{ log: { category: ended, fields: [secret] } }]",
                    steps: "start: { log: { category: note, fields: [secret] }, outcomes: { next: ask } }",
                    """
                    ask:
                        collect: { prompts: [ask], min_digits: 3, max_digits: 3, timeout: 5s, inter_digit_timeout: 2s, max_attempts: 1, into: secret, sensitive: true }
                        outcomes: { filled: end, noinput: end, nomatch: end }
                    """)
            ) == [
                "main:6:3: 'secret' is sensitive and would be logged: remove it from 'fields'",
                "main:6:3: 'secret' is sensitive and would be logged: remove it from on_hangup",
            ])
    }

    @Test("nobody is charged for hanging up")
    func charge() throws {
        #expect(
            try TestFlow.check(
                TestFlow.flow(
                    fields: "on_hangup: [{ log: { category: abusive_call } }]",
                    steps: "start: { \(Self.say), outcomes: { done: end } }")
            ) == [
                "main:6:3: a caller who hangs up would be charged: do not log 'abusive_call' in on_hangup"
            ])
    }
}
