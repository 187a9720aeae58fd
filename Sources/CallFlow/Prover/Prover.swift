import Desk

/// Checks the properties of a flow over all paths.
public struct Prover: Sendable {
    /// All states of the flow.
    public let exploration: Exploration
    /// The shortest violation of each property that does not hold.
    public private(set) var violations: [Violation] = []
    /// The properties that were checked.
    public let properties: [Property]
    /// The longest that a call can last, conversation included, with at most `longestChain` people in a chain.
    public private(set) var worstCase = Duration.zero
    /// The same without the conversations with technicians.
    public private(set) var worstCaseUntilConnected = Duration.zero

    private var context: FlowContext { exploration.context }

    /// Explores a flow and checks it.
    ///
    /// - Parameters:
    ///   - longestChain: how many people a chain has at most; bounds the time of a hunt.
    ///   - reachedElsewhere: places of steps that other flows of the desk reach.
    public init(_ context: FlowContext, longestChain: Int = 10, reachedElsewhere: Set<SourcePlace> = []) {
        exploration = Exploration(context)
        properties = Property.builtIn + context.program.guarantees.map(Property.own)
        for state in exploration.states.indices { check(state) }
        checkLoops(longestChain: longestChain)
        checkPrompts()
        checkSensitive()
        checkDeadSteps(reachedElsewhere)
        let ranks = Dictionary(uniqueKeysWithValues: properties.enumerated().map { ($1, $0) })
        violations.sort { ranks[$0.property, default: 0] < ranks[$1.property, default: 0] }
    }

    /// The places of the steps that some call reaches.
    public var reachedPlaces: Set<SourcePlace> { Set(exploration.states.map { context.program.steps[$0.step].place }) }

    /// The violation of a property, if it does not hold.
    public func violation(of property: Property) -> Violation? { violations.first { $0.property == property } }

    private mutating func report(_ property: Property, at state: Int, _ message: String) {
        guard violation(of: property) == nil else { return }
        violations.append(
            Violation(
                property: property, place: exploration.step(state).place, message: message,
                way: exploration.way(to: state)))
    }

    // MARK: Each state

    private mutating func check(_ index: Int) {
        let state = exploration.states[index]
        let step = exploration.step(index)
        for guarantee in context.program.guarantees where guarantee.before.matches(step) && !guarantee.holds(in: state) {
            report(.own(guarantee), at: index, "'\(step.name)' is reached without what the guarantee requires")
        }
        switch step.verb {
        case .hunt(let hunt): checkRinging(hunt, state, index)
        case .log(.abusiveCall, _): checkCharge(state, index)
        case .hangup, .transfer: checkEnd(state, index)
        case .switchOn(let variable): checkSet([variable], state, index)
        case .set(_, let expression): checkSet(expression.reads, state, index)
        default: break
        }
        checkValues(step, state, index)
    }

    private mutating func checkRinging(_ hunt: Verb.Hunt, _ state: FlowState, _ index: Int) {
        let (standing, policy, number) = (state.standing, context.policy, context.program.number)
        let billedRouting = policy.insisting == .routeAndBill && standing.charged
        if !billedRouting, !Assessment.permitsRinging(standing, on: number, policy: policy) {
            let missing = Precondition.allCases.filter {
                switch $0.status(standing.outcomes, on: number, policy: policy) {
                case .satisfied, .notRequired: false
                case .notEvaluated: $0 != .knownIncident
                case .violated, .unavailable: true
                }
            }
            let names = missing.map(\.rawValue).joined(separator: ", ")
            report(.preconditionsBeforeRinging, at: index, "the chain '\(hunt.chain.rawValue)' is rung although \(names) was not found to hold")
        }
        if !standing.admitted, !standing.charged {
            report(.verdictLoggedBeforeRinging, at: index, "the chain '\(hunt.chain.rawValue)' is rung before 'admitted' or 'failed_open' is logged")
        }
    }

    private mutating func checkCharge(_ state: FlowState, _ index: Int) {
        let standing = state.standing
        if standing.sawUnavailable {
            report(.unavailableNeverCharged, at: index, "a charge follows although a store did not answer")
        }
        if !AbuseBilling.isIdentityEstablished(standing, on: context.program.number, policy: context.policy) {
            report(.identityBeforeCharge, at: index, "a charge follows for a caller whose identity is not established")
        }
        if !Assessment.violations(standing, on: context.program.number, policy: context.policy).contains(where: \.isBillable) {
            report(.violationBeforeCharge, at: index, "a charge follows although no billable precondition is definitely false")
        }
        if !standing.heardPrice || !standing.insisted {
            report(.priceHeardBeforeCharge, at: index, "a charge follows although the caller did not insist after hearing the price to its end")
        }
        if standing.charged || state.logged.contains(LoggedCategories(.abusiveCall)) {
            report(.chargedOnce, at: index, "the abusive call is logged a second time")
        }
    }

    private mutating func checkEnd(_ state: FlowState, _ index: Int) {
        if AbuseBilling.obstacle(state.standing, on: context.program.number, policy: context.policy) == nil {
            report(.abuseLogged, at: index, "the caller insisted after hearing the price, and the call ends without 'abusive_call'")
        }
    }

    private mutating func checkSet(_ variables: Set<Int>, _ state: FlowState, _ index: Int) {
        for variable in variables.sorted() where state.variables[variable] == 0 {
            report(.variablesSet, at: index, "'\(context.program.variables[variable].name)' is read before it is set")
        }
    }

    private mutating func checkValues(_ step: FlowProgram.Step, _ state: FlowState, _ index: Int) {
        for prompt in step.prompts {
            for value in context.program.catalogue.prompts[prompt]?.values ?? [] where !value.isKnown(in: state.standing) {
                report(.valuesKnown, at: index, "'\(prompt)' speaks {\(value.rawValue)}, which is not known there")
            }
        }
    }

    // MARK: The whole flow

    /// Orders the states so that every move leads forward; what cannot be ordered is a loop. The order gives the longest path.
    private mutating func checkLoops(longestChain: Int) {
        let count = exploration.states.count
        var incoming = Array(repeating: 0, count: count)
        for out in exploration.moves { for move in out { incoming[move.target] += 1 } }
        var ready = incoming.indices.filter { incoming[$0] == 0 }
        var longest = Array(repeating: Duration.zero, count: count)
        var longestUntilConnected = longest
        var ordered = 0
        while let state = ready.popLast() {
            ordered += 1
            worstCase = max(worstCase, longest[state])
            worstCaseUntilConnected = max(worstCaseUntilConnected, longestUntilConnected[state])
            for move in exploration.moves[state] {
                let time = context.program.longestTime(
                    of: exploration.states[state].step, outcome: move.outcome, longestChain: longestChain)
                longest[move.target] = max(longest[move.target], longest[state] + time.waiting + time.talking)
                longestUntilConnected[move.target] = max(
                    longestUntilConnected[move.target], longestUntilConnected[state] + time.waiting)
                incoming[move.target] -= 1
                if incoming[move.target] == 0 { ready.append(move.target) }
            }
        }
        guard ordered < count, let loop = findLoop(among: Set(incoming.indices.filter { incoming[$0] > 0 })) else { return }
        violations.append(loop)
        (worstCase, worstCaseUntilConnected) = (context.program.maxCallDuration, context.program.maxCallDuration)
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

    private mutating func checkPrompts() {
        for step in context.program.steps {
            for id in step.prompts {
                let prompt = context.program.catalogue.prompts[id]
                for language in context.policy.languages where prompt?.texts[language] == nil {
                    guard violation(of: .promptsComplete) == nil else { return }
                    violations.append(
                        Violation(
                            property: .promptsComplete, place: step.place,
                            message: "prompt '\(id)' has no text in '\(language.rawValue)'", way: []))
                }
            }
        }
    }

    private mutating func checkSensitive() {
        for step in context.program.steps {
            guard case .log(_, let fields) = step.verb,
                let field = fields.first(where: { context.program.sensitiveVariables.contains($0.variable) })
            else { continue }
            let index = exploration.states.firstIndex { context.program.steps[$0.step].name == step.name }
            violations.append(
                Violation(
                    property: .sensitiveNeverLogged, place: step.place, message: "'\(field.name)' would be logged",
                    way: index.map { exploration.way(to: $0) } ?? []))
            return
        }
    }

    private mutating func checkDeadSteps(_ reachedElsewhere: Set<SourcePlace>) {
        guard exploration.isComplete else { return }
        let reached = reachedPlaces.union(reachedElsewhere)
        guard let dead = context.program.steps.first(where: { !reached.contains($0.place) }) else { return }
        violations.append(
            Violation(property: .noDeadStep, place: dead.place, message: "no call reaches '\(dead.name)'", way: []))
    }
}
