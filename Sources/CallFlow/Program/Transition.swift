import Desk

/// The one place in which a call moves from a step to the next: the machine runs it, the prover explores it.
extension FlowContext {
    /// Moves a state along one outcome of its step.
    ///
    /// - Parameters:
    ///   - outcome: an index into the step's outcomes.
    ///   - state: the state, whose step has that outcome.
    public func follow(_ outcome: Int, from state: inout FlowState) {
        let step = program.steps[state.step]
        precondition(step.outcomes.indices.contains(outcome), "\(step.name) has no outcome \(outcome)")
        establish(step, outcome, in: &state)
        let edge = step.edges[outcome]
        guard let bound = edge.bound else {
            state.step = edge.target
            return
        }
        if state.counters[bound.counter] < bound.atMost {
            state.counters[bound.counter] += 1
            state.step = edge.target
        } else {
            state.step = bound.then
        }
    }

    /// The outcome of a step that the state alone decides: `switch`, `set`, `log`, entering and leaving a sub-flow.
    public func decidedOutcome(in state: FlowState) -> Int? {
        switch program.steps[state.step].verb {
        case .switchOn(let variable): max(0, state.variables[variable] - 1)
        case .set, .log, .enter, .leave: 0
        case .answer, .play, .collect, .menu, .check, .hunt, .record, .transfer, .hangup: nil
        }
    }

    /// Takes a log entry into account; a logged abusive call is charged where rule R10 finds no obstacle.
    public func log(_ category: LogCategory, in state: inout FlowState) {
        state.logged.insert(LoggedCategories(category))
        if category == .admitted || category == .failedOpen { state.standing.admitted = true }
        if category == .failedOpen { state.standing.failedOpen = true }
        if category == .abusiveCall, AbuseBilling.obstacle(state.standing, on: program.number, policy: policy) == nil {
            state.standing.charged = true
        }
    }

    private func establish(_ step: FlowProgram.Step, _ outcome: Int, in state: inout FlowState) {
        switch step.verb {
        case .play:
            if step.speaksPrice { state.standing.heardPrice = true }
        case .collect(let collect): state.variables[collect.into] = outcome == 0 ? 1 : 0
        case .menu(let menu): establish(menu, step.outcomes[outcome], in: &state)
        case .check(let check): state.standing.record(check.topic.outcomes[outcome], of: check.topic)
        case .set(let variable, let expression):
            state.variables[variable] = expression.evaluate(state.variables) + 1
        case .log(let category, _): log(category, in: &state)
        case .hunt:
            switch outcome {
            case HuntOutcome.completed.rawValue: (state.standing.rang, state.standing.connected) = (true, true)
            case HuntOutcome.exhausted.rawValue: state.standing.rang = true
            default: (state.standing.failedOpen, state.standing.sawUnavailable) = (true, true)
            }
        case .record:
            if outcome == RecordOutcome.unavailable.rawValue { state.standing.sawUnavailable = true }
        case .answer, .switchOn, .enter, .leave, .transfer, .hangup: break
        }
    }

    private func establish(_ menu: Verb.Menu, _ outcome: String, in state: inout FlowState) {
        switch menu.declares {
        case .topic(let topic):
            if let answer = TopicOutcome(rawValue: outcome), topic.outcomes.contains(answer) {
                state.standing.record(answer, of: topic)
            }
        case .insistence:
            // Insisting counts only once the price was heard.
            if outcome == "insists", state.standing.heardPrice { state.standing.insisted = true }
        case nil: break
        }
    }
}

/// The outcomes of `collect`.
public enum CollectOutcome: Int, CaseIterable, Sendable { case filled, noinput, nomatch }

/// The outcomes of `hunt`.
public enum HuntOutcome: Int, CaseIterable, Sendable { case completed, exhausted, unavailable }

/// The outcomes of `record`.
public enum RecordOutcome: Int, CaseIterable, Sendable {
    case recorded
    case tooShort
    case unavailable

    /// The outcome's name in the flow language.
    var name: String { self == .tooShort ? "too_short" : String(describing: self) }
}

/// The outcomes of `transfer`.
public enum TransferOutcome: Int, CaseIterable, Sendable { case done, refused }
