/// Every precondition with its outcome and the evidence for it.
public struct Assessment: Hashable, Sendable {
    /// One precondition as it stands.
    public struct Entry: Hashable, Sendable {
        /// The precondition.
        public let precondition: Precondition
        /// How it stands.
        public let status: Precondition.Status
        /// The outcome in the flow language's words, `not_evaluated` or `not_required`.
        public let outcome: String
        /// What it rests on: names and values, in order.
        public let evidence: [Evidence]
    }

    /// One named piece of evidence.
    public struct Evidence: Hashable, Sendable {
        /// What it is, for example `deadline`.
        public let name: String
        /// Its value; instants in RFC 3339 with the desk's offset.
        public let value: String
    }

    /// All preconditions, in the procedure's order.
    public let entries: [Entry]

    /// Draws up the assessment of a call.
    public init(_ file: CaseFile, _ standing: Standing, policy: Policy) {
        entries = Precondition.allCases.map { precondition in
            let status = precondition.status(standing, on: file.number, policy: policy)
            let isMarked = standing.marked && precondition.reasonOfMark != nil
            let topics = precondition.topics.filter { standing.outcomes[$0] != nil }
            let outcome: String
            switch status {
            case .notRequired where topics.isEmpty: outcome = "not_required"
            case .violated where isMarked: outcome = TopicOutcome.no.rawValue
            default:
                let topic = precondition.decidingTopic(standing.outcomes)
                outcome = topic.flatMap { standing.outcomes[$0]?.rawValue } ?? "not_evaluated"
            }
            let evidence = topics.flatMap {
                EvidenceWriter(policy: policy, standing: standing).evidence(on: $0, in: file)
            }
            let word = isMarked ? [Evidence(name: "technician", value: TopicOutcome.no.rawValue)] : []
            return Entry(precondition: precondition, status: status, outcome: outcome, evidence: evidence + word)
        }
    }

    /// The reasons of the preconditions that definitely do not hold, by a technician's mark too.
    public static func violations(_ standing: Standing, on number: NumberRole, policy: Policy) -> [Reason] {
        var reasons: [Reason] = []
        for precondition in Precondition.inOrder {
            if case .violated(let reason) = precondition.status(standing, on: number, policy: policy),
                !reasons.contains(reason)
            {
                reasons.append(reason)
            }
        }
        return reasons
    }

    /// Whether every precondition that is asked for holds; a mark comes after the decision to ring, and changes nothing
    /// here.
    public static func allHold(_ standing: Standing, on number: NumberRole, policy: Policy) -> Bool {
        for precondition in Precondition.inOrder {
            switch precondition.status(standing.outcomes, on: number, policy: policy) {
            case .satisfied, .notRequired: continue
            case .notEvaluated: if precondition != .knownIncident { return false }
            case .violated, .unavailable: return false
            }
        }
        return true
    }

    /// Whether people may be rung: every precondition holds, or the desk could not know (rule 4).
    ///
    /// It could not know where none is violated and one is unavailable, and where the ledger did not take a refusal:
    /// what was not written down may not be held against the caller.
    public static func permitsRinging(_ standing: Standing, on number: NumberRole, policy: Policy) -> Bool {
        if allHold(standing, on: number, policy: policy) { return true }
        guard policy.failsOpen else { return false }
        if standing.unrecorded { return true }
        var unmarked = standing
        unmarked.marked = false
        guard violations(unmarked, on: number, policy: policy).isEmpty else { return false }
        return Precondition.allCases.contains {
            $0.status(standing.outcomes, on: number, policy: policy) == .unavailable
        }
    }
}

extension Precondition {
    /// The topics that decide it, in the order in which they come up.
    public var topics: [Topic] {
        switch self {
        case .clientNumber: [.client]
        case .technicalContact: [.caller, .contact]
        case .passcode: [.passcode]
        case .knownIncident: [.bulletin]
        case .emergencyNumberFirst: [.order]
        case .ticket: [.ticket]
        case .responseGuarantee: [.guarantee]
        case .urgency: [.urgency]
        case .seriousness: [.seriousness]
        case .nature: [.nature, .service]
        case .sitesTested: [.sites]
        }
    }

    /// The topic whose outcome it stands by, of those that came up: the same one as in ``status(_:on:policy:)``.
    fileprivate func decidingTopic(_ outcomes: TopicOutcomes) -> Topic? {
        let caller = outcomes[.caller]
        switch self {
        case .technicalContact where caller != nil && caller != .unknown: return .caller
        case .nature where outcomes[.nature] != .dedicated: return outcomes[.nature].map { _ in .nature }
        default: return topics.last { outcomes[$0] != nil }
        }
    }
}
