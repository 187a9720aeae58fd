import CallFlow
import Desk
import Testing

@Suite("The linker") struct LinkerTests {
    private static let done = "start: { play: { prompts: [hello] }, outcomes: { done: end } }"

    /// Links one step and says what is wrong with it, without the place.
    private func problems(_ step: String, variables: String = "", fields: String = "") throws -> [String] {
        try TestFlow.link(TestFlow.flow(variables: variables, fields: fields, steps: "start: \(step)")).problems.map {
            $0.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? $0
        }
    }

    @Test(
        "says what is wrong with a step",
        arguments: [
            (
                "{ play: { prompts: [helo] }, outcomes: { done: end } }",
                ["there is no prompt 'helo': did you mean 'hello'?, or add it to the catalogue"]
            ),
            (
                "{ play: { prompts: [hello] }, outcomes: { done: edn } }",
                ["there is no step 'edn' in flow 'main': did you mean 'end'?"]
            ),
            (
                "{ play: { prompts: [hello] } }",
                ["step 'start' does not say what follows 'done': add 'done: <step>' to its outcomes"]
            ),
            (
                "{ play: { prompts: [hello] }, outcomes: { done: end, dnoe: end } }",
                ["'play' has no outcome 'dnoe': did you mean 'done'?"]
            ),
            (
                "{ hangup: {}, outcomes: { done: end } }",
                ["'hangup' has no outcome 'done': remove it: the step ends the call"]
            ),
            (
                "{ return: good }",
                ["'return' in a flow that answers a number: end the call with 'hangup' or 'transfer'"]
            ),
            (
                "{ switch: { on: fla }, outcomes: { \"true\": end, \"false\": end } }",
                ["variable 'fla' is not declared: did you mean 'flag'?, or declare it under 'variables:'"]
            ),
            (
                "{ switch: { on: flag }, outcomes: { \"true\": end } }",
                ["step 'start' does not say what follows 'false': add 'false: <step>' to its outcomes"]
            ),
            (
                "{ switch: { on: short }, outcomes: { \"true\": end } }",
                ["'short' holds digits: name a Boolean or enum variable"]
            ),
            (
                "{ collect: { prompts: [ask], min_digits: 1, max_digits: 3, timeout: 1s, inter_digit_timeout: 1s, max_attempts: 1, into: short }, outcomes: { filled: end, noinput: end, nomatch: end } }",
                ["'short' holds 2 digits, 3 may be keyed: lower max_digits or widen the variable"]
            ),
            (
                "{ collect: { prompts: [ask], min_digits: 1, max_digits: 1, timeout: 1s, inter_digit_timeout: 1s, max_attempts: 1, into: flag }, outcomes: { filled: end, noinput: end, nomatch: end } }",
                ["'flag' does not hold digits: collect into a variable of type 'digits'"]
            ),
            (
                "{ check: { name: client }, outcomes: { known: end, unknown: end, missing: end, unavailable: end } }",
                ["check 'client' needs the argument 'number': add 'args: { number: <variable> }'"]
            ),
            (
                "{ check: { name: client, args: { nmber: short } }, outcomes: { known: end, unknown: end, missing: end, unavailable: end } }",
                ["check 'client' has no argument 'nmber': its only argument is 'number'"]
            ),
            (
                "{ check: { name: hours, args: { at: short } }, outcomes: { support: end, on_call: end, unavailable: end } }",
                ["check 'hours' has no argument 'at': it takes none"]
            ),
            (
                "{ check: { name: client, args: { number: flag } }, outcomes: { known: end, unknown: end, missing: end, unavailable: end } }",
                ["'flag' does not hold digits: name a variable of type 'digits'"]
            ),
            (
                "{ menu: { prompts: [ask], choices: { \"1\": \"yes\" }, timeout: 1s, max_attempts: 1, declares: urgency }, outcomes: { \"yes\": end, noinput: end, nomatch: end } }",
                ["a menu that declares 'urgency' has the choices yes, no, not yes: name its choices so"]
            ),
            (
                "{ log: { category: note, fields: [nothing] }, outcomes: { next: end } }",
                ["variable 'nothing' is not declared: use one of 'flag', 'short', or declare it under 'variables:'"]
            ),
            (
                "{ call: { flow: nowhere }, outcomes: { done: end } }",
                ["there is no flow 'nowhere': there is none to choose from"]
            ),
            (
                "{ call: { flow: main }, outcomes: { done: end } }",
                ["flow 'main' calls itself (main → main): sub-flows do not recurse; use a bounded edge"]
            ),
        ])
    func steps(_ step: String, _ expected: [String]) throws {
        #expect(try problems(step, variables: "flag: { boolean: true }, short: { digits: 2 }") == expected)
    }

    @Test("a flow that answers a number declares no outcomes")
    func outcomes() throws {
        let found = try problems("{ hangup: {} }", fields: "outcomes: [done]")
        #expect(found == ["flow 'main' declares outcomes: a flow that answers a number has none; remove 'outcomes:'"])
    }

    @Test("a sub-flow declares what it returns, and every outcome leads somewhere")
    func subflows() throws {
        let main = TestFlow.flow(steps: "start: { call: { flow: sub }, outcomes: { good: end } }")
        let sub = TestFlow.flow("sub", fields: "outcomes: [good, bad]", steps: "start: { return: goood }")
        #expect(
            try TestFlow.link(main, sub).problems == [
                "main:6:3: step 'start' does not say what follows 'bad': add 'bad: <step>' to its outcomes"
            ])
        let whole = TestFlow.flow(steps: "start: { call: { flow: sub }, outcomes: { good: end, bad: end } }")
        #expect(
            try TestFlow.link(whole, sub).problems == [
                "sub:6:20: outcome 'goood' is not declared: did you mean 'good'?, or add it to 'outcomes:'"
            ])
        let closed = TestFlow.flow("sub", steps: Self.done)
        #expect(
            try TestFlow.link(main, closed).problems == [
                "main:6:26: flow 'sub' declares no outcomes: only a flow with 'outcomes:' can be called"
            ])
    }

    @Test("flows that call each other are refused")
    func recursion() throws {
        let main = TestFlow.flow(steps: "start: { call: { flow: one }, outcomes: { done: end } }")
        let one = TestFlow.flow(
            "one", fields: "outcomes: [done]", steps: "start: { call: { flow: two }, outcomes: { done: end } }")
        let two = TestFlow.flow(
            "two", fields: "outcomes: [done]", steps: "start: { call: { flow: one }, outcomes: { done: end } }")
        #expect(
            try TestFlow.link(main, one, two).problems == [
                "two:6:26: flow 'one' calls itself (main → one → two → one): sub-flows do not recurse; use a bounded edge"
            ])
    }

    @Test("variables of one name agree in all flows; the initial value may stand in one of them")
    func variables() throws {
        let main = TestFlow.flow(
            variables: "mood: { enum: [good, bad] }",
            steps: "start: { call: { flow: sub }, outcomes: { done: which } }",
            "which: { switch: { on: mood }, outcomes: { good: end, bad: end } }")
        func sub(_ variables: String) -> String {
            TestFlow.flow("sub", variables: variables, fields: "outcomes: [done]", steps: "start: { return: done }")
        }
        let linked = try TestFlow.link(main, sub("mood: { enum: [good, bad], initial: bad }"))
        #expect(linked.program?.initialVariables[0] == 2)
        #expect(
            try TestFlow.link(main, sub("mood: { enum: [bad, good] }")).problems == [
                "sub:2:14: variable 'mood' has another type than at main:2:14: declare it alike in every flow"
            ])
        let first = main.replacing("[good, bad] }", with: "[good, bad], initial: good }")
        #expect(
            try TestFlow.link(first, sub("mood: { enum: [good, bad], initial: bad }")).problems == [
                "sub:2:14: variable 'mood' starts as 'bad', but as 'good' at main:2:14: declare it alike in every flow"
            ])
    }

    @Test("what is undeclared in the list for a caller who hangs up is told")
    func hangupFields() throws {
        let fields = "on_hangup: [{ log: { category: ended, fields: [nowhere] } }]"
        let found = try problems("{ hangup: {} }", fields: fields)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("variable 'nowhere' is not declared") == true)
    }
}
