import Desk
import DeskFolder
import Testing

@testable import CallFlow

@Suite("The machine against the exploration") struct MachineAgainstProverTests {
    @Test(
        "every step of a random call is a move of the exploration, and every call ends in time",
        arguments: NumberRole.allCases)
    func agrees(number: NumberRole) throws {
        let desk = try ProofDesk.shipped.get()
        let flow = try desk.flow(number)
        let possible = PossibleOutcomes(flow.context)
        var visited: Set<Int> = []
        var events = 0
        var longest = Duration.zero
        for seed in 0..<20_000 {
            var call = RandomCall(
                flow, possible: possible, longestChain: desk.folder.longestChain, seed: UInt64(seed))
            call.run()
            try #require(call.problem == nil, "seed \(seed)")
            visited.formUnion(call.tracker.visited)
            events += call.events
            longest = max(longest, call.duration ?? .zero)
        }
        #expect(longest <= flow.prover.worstCase)
        #expect(events > 300_000)
        // Calls are led into every corner: more than half of all states were seen.
        #expect(visited.count * 2 > flow.exploration.states.count, "\(visited.count)")
    }
}
