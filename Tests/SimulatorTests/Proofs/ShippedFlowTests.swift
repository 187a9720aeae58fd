import CallFlow
import Desk
import DeskFolder
import Testing

@Suite("The shipped flows") struct ShippedFlowTests {
    @Test("have every property, built in and of their own", arguments: NumberRole.allCases)
    func properties(number: NumberRole) throws {
        let flow = try ProofDesk.shipped.get().flow(number)
        #expect(flow.prover.exploration.isComplete)
        #expect(flow.prover.violations.map(\.property.name) == [])
        #expect(FlowChecker.check(flow.program) == [])
        let own: [NumberRole: [String]] = [
            .emergency: ["nobody is rung for a stranger", "a charge needs a ticket check"],
            .managerial: [
                "the passcode comes before any manager is rung", "the order is checked before any manager is rung",
            ],
        ]
        #expect(flow.prover.properties.count == Property.builtIn.count + (own[number]?.count ?? 0))
        #expect(flow.prover.properties.suffix(own[number]?.count ?? 0).map(\.name) == own[number])
    }

    @Test("are explored to the end", arguments: NumberRole.allCases)
    func statistics(number: NumberRole) throws {
        let flow = try ProofDesk.shipped.get().flow(number)
        let exploration = flow.exploration
        #expect((5_000..<40_000).contains(exploration.states.count))
        #expect(flow.index.count == exploration.states.count)
        #expect(exploration.moveCount >= exploration.states.count - 1)
        for (index, out) in exploration.moves.enumerated() {
            let step = exploration.step(index)
            #expect(out.isEmpty == step.outcomes.isEmpty, "\(step.name)")
            #expect(Set(out.map(\.outcome)).count == out.count)
        }
        #expect(flow.prover.worstCaseUntilConnected < flow.prover.worstCase)
        #expect(flow.prover.worstCase <= flow.program.maxCallDuration)
    }

    @Test("are reached by a shortest way, which the moves lead along", arguments: NumberRole.allCases)
    func ways(number: NumberRole) throws {
        let flow = try ProofDesk.shipped.get().flow(number)
        var length = 0
        for state in flow.exploration.states.indices {
            let way = flow.exploration.way(to: state)
            #expect(way.count >= length)
            length = way.count
            #expect(try flow.states(on: way).last == state)
        }
    }

    @Test("are cut off at the limit on states, and then nothing is said of dead steps")
    func stateLimit() throws {
        let context = try ProofDesk.shipped.get().flow(.emergency).context
        let exploration = Exploration(context, stateLimit: 500)
        #expect(exploration.states.count == 500)
        #expect(!exploration.isComplete)
        #expect(Prover(exploration).violation(of: .noDeadStep) == nil)
    }
}
