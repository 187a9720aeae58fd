import Desk

/// Which outcomes the steps of a flow can have: all that a caller, a store or a technician can bring about.
///
/// What is left out follows from the rules themselves: what cannot be looked up before something else is known, and what two
/// checks of the same facts cannot both find. Every check may stay without an answer, so `unavailable` is never left out.
struct PossibleOutcomes: Sendable {
    private let context: FlowContext
    private let rules: [Rule]

    /// What decides the outcome of a step.
    private enum Rule: Sendable {
        case decided
        /// A `log` whose entry may fail to be committed.
        case logged
        case any([Int])
        /// The last outcome only as long as the call is not marked.
        case markable([Int])
        case check(Verb.Check, [TopicOutcome], canBeMalformed: Bool)
    }

    init(_ context: FlowContext) {
        self.context = context
        rules = context.program.steps.map { Self.rule($0, in: context) }
    }

    private static func rule(_ step: FlowProgram.Step, in context: FlowContext) -> Rule {
        switch step.verb {
        case .log where step.virtualOutcome != nil: .logged
        case .switchOn, .set, .log, .enter, .leave: .decided
        case .check(let check):
            .check(check, check.topic.outcomes, canBeMalformed: canBeMalformed(check, in: context.program))
        // The standby is written in the policy: there is no store that could fail to name it.
        case .hunt(let hunt):
            outcomes(of: hunt, isStaffed: hunt.chain == .standby && !context.policy.standby.isEmpty)
        case .answer, .play, .collect, .menu, .record, .transfer, .hangup: .any(Array(step.outcomes.indices))
        }
    }

    private static func outcomes(of hunt: Verb.Hunt, isStaffed: Bool) -> Rule {
        let mapped = HuntOutcome.mapped.filter { $0 != .unavailable || !isStaffed }.map(\.rawValue)
        return hunt.abuseKey == nil ? .any(mapped) : .markable(mapped + [HuntOutcome.marked.rawValue])
    }

    /// Whether what the caller keys for a check of the client may be no client number at all.
    private static func canBeMalformed(_ check: Verb.Check, in program: FlowProgram) -> Bool {
        guard check.topic == .client, let argument = check.argument else { return false }
        return program.steps.contains { step in
            guard case .collect(let collect) = step.verb, collect.into == argument else { return false }
            return collect.minDigits != ClientNumber.length || collect.maxDigits != ClientNumber.length
        }
    }

    /// The outcomes that the step of a state can have, in their order.
    func outcomes(in state: FlowState) -> [Int] {
        switch rules[state.step] {
        case .decided: context.decidedOutcome(in: state).map { [$0] } ?? []
        case .logged:
            context.canFailUnrecorded(in: state) ? LogOutcome.allCases.map(\.rawValue) : [LogOutcome.next.rawValue]
        case .any(let outcomes): outcomes
        case .markable(let outcomes): state.standing.marked ? outcomes.dropLast() : outcomes
        case .check(let check, let outcomes, let canBeMalformed):
            outcomes.indices.filter {
                outcomes[$0] == .unavailable || canFind(outcomes[$0], check, canBeMalformed, in: state)
            }
        }
    }

    private func canFind(
        _ outcome: TopicOutcome, _ check: Verb.Check, _ canBeMalformed: Bool, in state: FlowState
    ) -> Bool {
        let known = state.standing.outcomes
        let isKeyed = check.argument.map { state.variables[$0] != 0 } ?? true
        switch check.topic {
        case .client: return isKeyed ? outcome != .missing || canBeMalformed : outcome == .missing
        case .hours, .tariff, .urgency, .seriousness, .nature, .sites: return true
        // Whose contacts, tickets and calls there are is not known before the client is.
        case .caller, .contact, .passcode, .bulletin, .order, .ticket, .guarantee, .service:
            guard known[.client] == .known else { return false }
        }
        switch check.topic {
        case .contact: return isKeyed || outcome == .unknown
        case .passcode: return isSomebody(known) && (isKeyed || outcome != .verified)
        case .guarantee:
            return switch known[.ticket] {
            case .unanswered: outcome != .noTicket
            case .answered, .nothing: outcome == .noTicket
            default: true
            }
        default: return true
        }
    }

    /// Whether the caller is one of the client's contacts: a passcode is always somebody's.
    private func isSomebody(_ known: TopicOutcomes) -> Bool {
        [known[.caller], known[.contact]].contains { $0 == .technical || $0 == .notTechnical }
    }
}
