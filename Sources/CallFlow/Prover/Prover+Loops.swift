import Desk

/// That every path ends, and after how long at the latest.
extension Prover {
    /// Orders the states so that every move leads forward; what cannot be ordered is a loop.
    ///
    /// The order gives the longest path.
    mutating func checkLoops(longestChain: Int) {
        let count = exploration.states.count
        var incoming = Array(repeating: 0, count: count)
        for out in exploration.moves { for move in out { incoming[move.target] += 1 } }
        var ready = incoming.indices.filter { incoming[$0] == 0 }
        var longest = Array(repeating: Duration.zero, count: count)
        var longestUntilConnected = longest
        let times = program.steps.indices.map { program.longestTimes(of: $0, longestChain: longestChain) }
        var ordered = 0
        while let state = ready.popLast() {
            ordered += 1
            worstCase = max(worstCase, longest[state])
            worstCaseUntilConnected = max(worstCaseUntilConnected, longestUntilConnected[state])
            for move in exploration.moves[state] {
                let time = times[exploration.states[state].step][move.outcome]
                longest[move.target] = max(longest[move.target], longest[state] + time.waiting + time.talking)
                longestUntilConnected[move.target] = max(
                    longestUntilConnected[move.target], longestUntilConnected[state] + time.waiting)
                incoming[move.target] -= 1
                if incoming[move.target] == 0 { ready.append(move.target) }
            }
        }
        guard ordered < count, let loop = findLoop(among: Set(incoming.indices.filter { incoming[$0] > 0 })) else {
            return
        }
        violations.append(loop)
        (worstCase, worstCaseUntilConnected) = (program.maxCallDuration, program.maxCallDuration)
    }

    /// The nearest state from which the call can come back to itself, with the way there and once round.
    private func findLoop(among candidates: Set<Int>) -> Violation? {
        for start in candidates.sorted() {
            guard let round = wayRound(from: start, among: candidates) else { continue }
            let step = exploration.step(start)
            let way = exploration.way(to: start).dropLast() + round
            return Violation(
                property: .everyPathEnds, place: step.place, message: "'\(step.name)' can follow itself for ever",
                way: Array(way))
        }
        return nil
    }

    private func wayRound(from start: Int, among candidates: Set<Int>) -> [Exploration.Leg]? {
        var origin: [Int: (state: Int, outcome: Int)] = [:]
        var waiting = [start]
        var next = 0
        while next < waiting.count {
            let state = waiting[next]
            next += 1
            for move in exploration.moves[state] where candidates.contains(move.target) && origin[move.target] == nil {
                origin[move.target] = (state, move.outcome)
                if move.target == start { return legs(backFrom: start, origin) }
                waiting.append(move.target)
            }
        }
        return nil
    }

    private func legs(backFrom start: Int, _ origin: [Int: (state: Int, outcome: Int)]) -> [Exploration.Leg] {
        var legs = [Exploration.Leg(step: exploration.states[start].step, outcome: nil)]
        var at = start
        while let from = origin[at] {
            legs.append(.init(step: exploration.states[from.state].step, outcome: from.outcome))
            at = from.state
            if at == start { break }
        }
        return legs.reversed()
    }
}
