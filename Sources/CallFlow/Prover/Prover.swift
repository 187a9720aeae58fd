import Desk

/// Checks the properties of a flow over all paths.
public struct Prover: Sendable {
    /// All states of the flow.
    public let exploration: Exploration
    /// The shortest violation of each property that does not hold.
    public internal(set) var violations: [Violation] = []
    /// The properties that were checked.
    public let properties: [Property]
    /// The longest that a call can last, conversation included, with at most `longestChain` rungs in a chain.
    public internal(set) var worstCase = Duration.zero
    /// The same without the conversations with technicians.
    public internal(set) var worstCaseUntilConnected = Duration.zero

    let context: FlowContext
    let program: FlowProgram

    /// Explores a flow and checks it, as if every prompt were recorded.
    ///
    /// - Parameters:
    ///   - longestChain: how many rungs a chain has at most; bounds the time of a hunt.
    ///   - reachedElsewhere: places of steps that other flows of the desk reach.
    public init(_ context: FlowContext, longestChain: Int = 10, reachedElsewhere: Set<SourcePlace> = []) {
        self.init(Exploration(context), longestChain: longestChain, reachedElsewhere: reachedElsewhere)
    }

    /// Checks a flow that was explored already.
    ///
    /// A step of a sub-flow is alive if any flow of the desk reaches it: explore them all first, and join their
    /// ``Exploration/reachedPlaces``.
    /// - Parameters:
    ///   - longestChain: how many rungs a chain has at most; bounds the time of a hunt.
    ///   - reachedElsewhere: places of steps that other flows of the desk reach.
    ///   - unrecorded: prompts of which a recording is missing, and in which languages.
    public init(
        _ exploration: Exploration, longestChain: Int = 10, reachedElsewhere: Set<SourcePlace> = [],
        unrecorded: [String: Set<Language>] = [:]
    ) {
        self.exploration = exploration
        context = exploration.context
        program = context.program
        properties = Property.builtIn + program.guarantees.map(Property.own)
        let duties = program.steps.map { Duties(of: $0, in: program) }
        for (index, state) in exploration.states.enumerated() { check(state, index, duties[state.step]) }
        checkLoops(longestChain: longestChain)
        checkPrompts(unrecorded)
        checkSensitive()
        checkDeadSteps(reachedElsewhere)
        let ranks = Dictionary(uniqueKeysWithValues: properties.enumerated().map { ($1, $0) })
        violations.sort { ranks[$0.property, default: 0] < ranks[$1.property, default: 0] }
    }

    /// The violation of a property, if it does not hold.
    public func violation(of property: Property) -> Violation? { violations.first { $0.property == property } }

    /// Keeps the shortest way to a violation; one that a script can show goes before a shorter one that none can.
    private mutating func report(_ property: Property, at state: Int, _ message: String) {
        let known = violations.firstIndex { $0.property == property }
        if let known, ScriptWriter.factsStand(on: violations[known].way, in: program) { return }
        let way = exploration.way(to: state)
        if known != nil, !ScriptWriter.factsStand(on: way, in: program) { return }
        if let known { violations.remove(at: known) }
        violations.append(
            Violation(property: property, place: exploration.step(state).place, message: message, way: way))
    }

    // MARK: Each state

    /// What a step owes whenever a call enters it; found once a step, as there are many more states.
    private struct Duties {
        let guarantees: [Guarantee]
        /// Those that a technician's mark must keep, if the step can be left by one.
        let guaranteesOfMark: [Guarantee]
        let values: [(prompt: String, name: SpokenValueName)]
        /// Whether a caller who hangs up there is charged by the flow's `on_hangup`.
        let chargesOnHangup: Bool

        init(of step: FlowProgram.Step, in program: FlowProgram) {
            guarantees = program.guarantees.filter { $0.before.matches(step) }
            guaranteesOfMark = program.guarantees.filter(\.before.coversMark)
            values = step.promptsToCaller.flatMap { id in
                let names = program.catalogue.prompts[id]?.values ?? []
                return names.sorted { $0.rawValue < $1.rawValue }.map { (prompt: id, name: $0) }
            }
            chargesOnHangup =
                step.waitsForSomebody && program.onHangup.contains { $0.category == .abusiveCall }
        }
    }

    private mutating func check(_ state: FlowState, _ index: Int, _ duties: Duties) {
        for guarantee in duties.guarantees where !guarantee.holds(in: state) {
            report(
                .own(guarantee), at: index,
                "'\(program.steps[state.step].name)' is reached without what the guarantee requires")
        }
        switch program.steps[state.step].verb {
        case .hunt(let hunt):
            checkRinging(hunt, state, index)
            if hunt.abuseKey != nil { checkMark(state, index, duties) }
        case .log(.abusiveCall, _): checkCharge(state, index)
        case .check(let check) where !check.topic.canBeLookedUp(in: state.standing):
            report(
                .checksInOrder, at: index, "'\(check.topic.name)' is looked up before the call knows whom it is about")
        case .hangup, .transfer: checkEnd(state, index)
        case .switchOn(let variable): checkSet([variable], state, index)
        case .set(_, let expression): checkSet(expression.reads, state, index)
        default: break
        }
        if duties.chargesOnHangup { checkCharge(state, index) }
        for (prompt, value) in duties.values where !value.isKnown(in: state.standing, policy: context.policy) {
            report(.valuesKnown, at: index, "'\(prompt)' speaks {\(value.rawValue)}, which is not known there")
        }
    }

    private mutating func checkRinging(_ hunt: Verb.Hunt, _ state: FlowState, _ index: Int) {
        let (standing, policy, number) = (state.standing, context.policy, program.number)
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
            report(
                .preconditionsBeforeRinging, at: index,
                "the chain '\(hunt.chain.rawValue)' is rung although \(names) was not found to hold")
        }
        if !standing.admitted, !standing.charged {
            report(
                .verdictLoggedBeforeRinging, at: index,
                "the chain '\(hunt.chain.rawValue)' is rung before 'admitted' or 'failed_open' is logged")
        }
    }

    private mutating func checkCharge(_ state: FlowState, _ index: Int) {
        let standing = state.standing
        if standing.sawUnavailable {
            report(.unavailableNeverCharged, at: index, "a charge follows although a store did not answer")
        }
        if !AbuseBilling.isIdentityEstablished(standing, on: program.number, policy: context.policy) {
            report(.identityBeforeCharge, at: index, "a charge follows for a caller whose identity is not established")
        }
        if !Assessment.violations(standing, on: program.number, policy: context.policy).contains(where: \.isBillable) {
            report(
                .violationBeforeCharge, at: index,
                "a charge follows although no billable precondition is definitely false")
        }
        if !standing.heardPrice || !standing.insisted {
            report(
                .priceHeardBeforeCharge, at: index,
                "a charge follows although the caller did not insist after hearing the price to its end")
        }
        if standing.charged || state.logged.contains(LoggedCategories(.abusiveCall)) {
            report(.chargedOnce, at: index, "the abusive call is logged a second time")
        }
    }

    /// A technician may mark any call; it is a charge only where all is as with any other charge.
    private mutating func checkMark(_ state: FlowState, _ index: Int, _ duties: Duties) {
        var marked = state
        context.follow(HuntOutcome.marked.rawValue, from: &marked)
        guard marked.standing.charged, !state.standing.charged else { return }
        for guarantee in duties.guaranteesOfMark where !guarantee.holds(in: state) {
            report(
                .own(guarantee), at: index,
                "a call marked in '\(program.steps[state.step].name)' is charged without what the guarantee requires")
        }
        if state.standing.sawUnavailable {
            report(.unavailableNeverCharged, at: index, "a marked call is charged although a store did not answer")
        }
        if !AbuseBilling.isIdentityEstablished(state.standing, on: program.number, policy: context.policy) {
            report(
                .identityBeforeCharge, at: index,
                "a marked call is charged though its caller's identity is not established")
        }
        if !state.standing.heardPrice || !(state.standing.agreed || state.standing.insisted) {
            report(
                .priceHeardBeforeCharge, at: index,
                "a marked call is charged although the caller did not agree after hearing the price to its end")
        }
    }

    private mutating func checkEnd(_ state: FlowState, _ index: Int) {
        if AbuseBilling.obstacle(state.standing, on: program.number, policy: context.policy) == nil {
            report(
                .abuseLogged, at: index,
                "the caller insisted after hearing the price, and the call ends without 'abusive_call'")
        }
    }

    private mutating func checkSet(_ variables: Set<Int>, _ state: FlowState, _ index: Int) {
        for variable in variables.sorted() where state.variables[variable] == 0 {
            report(.variablesSet, at: index, "'\(program.variables[variable].name)' is read before it is set")
        }
    }
}
