import Desk

/// The one place in which a call moves from a step to the next: the machine runs it, the prover explores it.
extension FlowContext {
    /// Moves a state along one outcome of its step.
    ///
    /// - Parameters:
    ///   - outcome: an index into the step's outcomes, or behind them one of its virtual outcomes.
    ///   - state: the state, whose step has that outcome.
    public func follow(_ outcome: Int, from state: inout FlowState) {
        let code = codes[state.step]
        precondition(outcome >= 0 && outcome <= Int(code.outcomeCount), "a step has no outcome \(outcome)")
        establish(code.establishes, outcome, in: &state)
        if outcome == Int(code.outcomeCount) {
            followVirtual(code, in: &state)
        } else {
            take(edges[Int(code.firstEdge) + outcome], in: &state)
        }
    }

    private func followVirtual(_ code: StepCode, in state: inout FlowState) {
        switch (code.establishes, program.onUnrecorded) {
        case (.hunted, _): take(edges[Int(code.firstEdge) + HuntOutcome.completed.rawValue], in: &state)
        case (.logged, let step?):
            // A new beginning: what was counted on the way to the refusal would only multiply the states of the proof.
            state.counters = NibbleTable()
            state.step = step
        default: preconditionFailure("a step has no virtual outcome")
        }
    }

    private func take(_ edge: FlowProgram.Edge, in state: inout FlowState) {
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
        codes[state.step].decidedOutcome(in: state)
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

    /// Takes into account that something of the call could not be committed: it is never billed.
    public func loseLedger(in state: inout FlowState) {
        state.standing.sawUnavailable = true
        state.standing.charged = false
    }

    /// Whether the call is at the `log` of a refusal that sends it to `on_unrecorded` if it cannot be committed: once a
    /// call.
    public func canFailUnrecorded(in state: FlowState) -> Bool {
        guard program.onUnrecorded != nil, case .logged(let category) = codes[state.step].establishes else {
            return false
        }
        return category.isRefusal && !state.standing.admitted && !state.standing.unrecorded
    }

    private func establish(_ what: StepCode.Establishes, _ outcome: Int, in state: inout FlowState) {
        switch what {
        case .nothing: break
        case .priceHeard: state.standing.heardPrice = true
        case .keyed(let variable): state.variables[Int(variable)] = outcome == 0 ? 1 : 0
        case .found(let topic): state.standing.record(at: outcome, of: topic)
        case .declared(let topic, let table):
            if table[outcome] > 0 { state.standing.record(at: table[outcome] - 1, of: topic) }
        case .insisted(let choice):
            // Insisting counts only once the price was heard.
            if outcome == choice, state.standing.heardPrice { state.standing.insisted = true }
        case .agreed(let choice):
            if outcome == choice, state.standing.heardPrice { state.standing.agreed = true }
        case .set(let variable, let expression):
            state.variables[variable] = expressions[expression].evaluate(state.variables) + 1
        case .logged(let category):
            log(category, in: &state)
            if outcome == LogOutcome.unrecorded.rawValue {
                loseLedger(in: &state)
                state.standing.unrecorded = true
            }
        case .hunted:
            switch outcome {
            case HuntOutcome.completed.rawValue: (state.standing.rang, state.standing.connected) = (true, true)
            case HuntOutcome.marked.rawValue:
                (state.standing.rang, state.standing.connected, state.standing.marked) = (true, true, true)
                log(.abusiveCall, in: &state)
            case HuntOutcome.exhausted.rawValue: state.standing.rang = true
            default: (state.standing.failedOpen, state.standing.sawUnavailable) = (true, true)
            }
        case .recorded:
            if outcome == RecordOutcome.unavailable.rawValue { state.standing.sawUnavailable = true }
        }
    }
}

/// The outcomes of `collect`.
public enum CollectOutcome: Int, CaseIterable, Sendable { case filled, noinput, nomatch }

/// The outcomes of `hunt`.
public enum HuntOutcome: Int, CaseIterable, Sendable {
    case completed, exhausted, unavailable
    /// Completed, and the technician marked the call: virtual, it leads where `completed` does.
    case marked

    /// The outcomes that a flow maps.
    static let mapped: [HuntOutcome] = [.completed, .exhausted, .unavailable]
}

/// The outcomes of `log`.
public enum LogOutcome: Int, CaseIterable, Sendable {
    case next
    /// A refusal could not be committed: virtual, it leads to the flow's `on_unrecorded`.
    case unrecorded
}

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
