import CallFlow
import Desk
import Testing

@Suite("Limits of the flow language") struct FlowLimitTests {
    private let place = SourcePlace(file: "f")

    private func name(_ text: String) -> FlowDefinition.Name { .init(text, at: place) }

    private func step(_ name: String, _ verb: UnlinkedVerb, _ edges: [EdgeDefinition] = []) -> StepDefinition {
        StepDefinition(name: name, verb: verb, edges: edges, place: place)
    }

    private func edge(_ outcome: String, _ target: String, bound: EdgeDefinition.Bound? = nil) -> EdgeDefinition {
        EdgeDefinition(outcome: outcome, target: name(target), bound: bound, place: place)
    }

    /// A flow of plays, one after the other, and a hangup.
    private func chain(_ flow: String, plays: Int, bounds: Int = 0, atMost: Int = 1) -> FlowDefinition {
        var steps = (0..<plays).map { index in
            let next = index + 1 < plays ? "s\(index + 1)" : "end"
            let bound = index < bounds ? EdgeDefinition.Bound(atMost: atMost, then: name("end")) : nil
            return step(
                "s\(index)", .play(prompts: [name("hello")], bargein: false), [edge("done", next, bound: bound)])
        }
        steps.append(step("end", .hangup(.normal)))
        return FlowDefinition(name: flow, start: name("s0"), steps: steps, place: place)
    }

    @Test("a flow has at most two thousand steps")
    func steps() throws {
        #expect(try TestFlow.link([chain("main", plays: 1999)]).program?.steps.count == FlowLimits.steps)
        #expect(
            try TestFlow.link([chain("main", plays: 2000)]).problems == [
                "f:1:1: the flow has more than 2000 steps with its sub-flows: split it"
            ])
    }

    @Test("the steps of sub-flows count, however they are nested")
    func growth() throws {
        let flows = (0..<8).map { level -> FlowDefinition in
            var steps = (0..<10).map { index in
                let next = index < 9 ? "s\(index + 1)" : "end"
                let verb =
                    level < 7
                    ? UnlinkedVerb.call(name("f\(level + 1)")) : .play(prompts: [name("hello")], bargein: false)
                return step("s\(index)", verb, [edge("done", next)])
            }
            steps.append(level == 0 ? step("end", .hangup(.normal)) : step("end", .returns(name("done"))))
            return FlowDefinition(
                name: "f\(level)", outcomes: level == 0 ? [] : ["done"], start: name("s0"), steps: steps, place: place)
        }
        let linked = try TestFlow.link(flows)
        #expect(linked.program == nil)
        #expect(Set(linked.problems) == ["f:1:1: the flow has more than 2000 steps with its sub-flows: split it"])
    }

    @Test("sub-flows are nested at most eight deep")
    func depth() throws {
        func flows(_ count: Int) -> [FlowDefinition] {
            (0..<count).map { level in
                let end = level == 0 ? step("end", .hangup(.normal)) : step("end", .returns(name("done")))
                let verb =
                    level + 1 < count
                    ? UnlinkedVerb.call(name("f\(level + 1)")) : .play(prompts: [name("hello")], bargein: false)
                return FlowDefinition(
                    name: "f\(level)", outcomes: level == 0 ? [] : ["done"], start: name("s"),
                    steps: [step("s", verb, [edge("done", "end")]), end], place: place)
            }
        }
        #expect(try TestFlow.link(flows(FlowLimits.depth)).program != nil)
        #expect(
            try TestFlow.link(flows(FlowLimits.depth + 1)).problems == [
                "f:1:1: sub-flows are nested more than 8 deep: call fewer within each other"
            ])
    }

    @Test("a call has at most sixteen variables")
    func variables() throws {
        func flow(_ count: Int) -> FlowDefinition {
            var flow = chain("main", plays: 1)
            flow.variables = (0..<count).map {
                VariableDefinition(name: "v\($0)", kind: .boolean, initial: "true", place: place)
            }
            return flow
        }
        let whole = try #require(try TestFlow.link([flow(16)]).program)
        #expect((0..<16).allSatisfy { whole.initialVariables[$0] == 2 })
        #expect(
            try TestFlow.link([flow(17)]).problems == [
                "f:1:1: variable 'v16' is one too many: a call has at most 16 variables"
            ])
    }

    @Test("an enum has one to fifteen different values, and starts as one of them")
    func values() throws {
        func problems(_ values: [String], initial: String? = nil) throws -> [String] {
            var flow = chain("main", plays: 1)
            flow.variables = [VariableDefinition(name: "v", kind: .enumeration(values), initial: initial, place: place)]
            return try TestFlow.link([flow]).problems
        }
        let many = (0..<16).map { "v\($0)" }
        #expect(try problems(Array(many.prefix(15)), initial: "v14").isEmpty)
        #expect(try problems(many) == ["f:1:1: variable 'v' has 16 values: give 1 to 15 different values"])
        #expect(try problems([]) == ["f:1:1: variable 'v' has 0 values: give 1 to 15 different values"])
        #expect(try problems(["a", "a"]) == ["f:1:1: variable 'v' has 2 values: give 1 to 15 different values"])
        #expect(
            try problems(["up", "down"], initial: "dwn") == [
                "f:1:1: variable 'v' cannot be 'dwn' at the start: did you mean 'down'?"
            ])
    }

    @Test("a call has at most sixteen bounded edges, each taken at most fifteen times")
    func bounds() throws {
        #expect(try TestFlow.link([chain("main", plays: 20, bounds: 16, atMost: 15)]).program != nil)
        #expect(
            try TestFlow.link([chain("main", plays: 20, bounds: 17)]).problems == [
                "f:1:1: flow 'main' has 17 bounded edges: at most 16 are allowed"
            ])
        for atMost in [0, 16, -1] {
            #expect(
                try TestFlow.link([chain("main", plays: 1, bounds: 1, atMost: atMost)]).problems == [
                    "f:1:1: at_most is \(atMost): give a number from 1 to 15"
                ])
        }
    }

    @Test("a step, and an outcome of a step, is written once")
    func twice() throws {
        var flow = chain("main", plays: 1)
        flow.steps.append(step("end", .hangup(.normal)))
        #expect(
            try TestFlow.link([flow]).problems.contains(
                "f:1:1: step 'end' is written twice: give one of them another name"))
        flow = chain("main", plays: 1)
        flow.steps[0].edges.append(edge("done", "end"))
        #expect(try TestFlow.link([flow]).problems == ["f:1:1: outcome 'done' is written twice: remove one of them"])
    }
}
