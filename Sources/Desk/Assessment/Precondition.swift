/// One condition that must hold before a technician is woken.
public enum Precondition: String, CaseIterable, Hashable, Sendable {
    /// R1: the client number is known.
    case clientNumber = "client-number"
    /// R2: the caller is a technical contact.
    case technicalContact = "technical-contact"
    /// R3: the passcode is the contact's, where the policy asks for it.
    case passcode
    /// R9: no incident explains the trouble already; announced, never a reason to refuse.
    case knownIncident = "known-incident"
    /// R7: the emergency number was used first.
    case emergencyNumberFirst = "emergency-number-first"
    /// R4: a ticket is open and unanswered.
    case ticket
    /// R5: its response guarantee is exceeded.
    case responseGuarantee = "response-guarantee"
    /// R6: particularly urgent.
    case urgency
    /// R6: and serious.
    case seriousness
    /// R6: a dedicated server or service, or the network.
    case nature
    /// R6: for the network, other sites were tried.
    case sitesTested = "sites-tested"

    /// Whether it holds, given the outcomes so far.
    public func status(_ outcomes: TopicOutcomes, on number: NumberRole, policy: Policy) -> Status {
        switch self {
        case .clientNumber: clientNumberStatus(outcomes)
        case .technicalContact: technicalContactStatus(outcomes)
        case .passcode: policy.requiresPasscode(for: number) ? passcodeStatus(outcomes) : .notRequired
        case .knownIncident: outcomes[.bulletin] == nil ? .notEvaluated : .notRequired
        case .emergencyNumberFirst: number == .managerial ? orderStatus(outcomes) : .notRequired
        case .ticket: ticketStatus(outcomes)
        case .responseGuarantee: guaranteeStatus(outcomes)
        case .urgency: declared(outcomes[.urgency], else: .notUrgent)
        case .seriousness: declared(outcomes[.seriousness], else: .notSerious)
        case .nature: natureStatus(outcomes)
        case .sitesTested:
            switch outcomes[.nature] {
            case .network: declared(outcomes[.sites], else: .sitesNotTested)
            case nil: .notEvaluated
            default: .notRequired
            }
        }
    }

    /// Whether it holds, given all that the call has established: the word of the technician who took the call
    /// outweighs the caller's.
    func status(_ standing: Standing, on number: NumberRole, policy: Policy) -> Status {
        if standing.marked, let reason = reasonOfMark { return .violated(reason) }
        return status(standing.outcomes, on: number, policy: policy)
    }

    /// Why it does not hold in a call that a technician marked (rule R6).
    var reasonOfMark: Reason? {
        switch self {
        case .urgency: .notUrgent
        case .seriousness: .notSerious
        default: nil
        }
    }

    /// All, in the procedure's order; made once.
    static let inOrder = allCases

    /// How a precondition stands.
    public enum Status: Hashable, Sendable {
        /// It holds.
        case satisfied
        /// It definitely does not hold.
        case violated(Reason)
        /// The desk could not know.
        case unavailable
        /// The call ended before it came up.
        case notEvaluated
        /// The procedure does not ask for it in this call.
        case notRequired
    }

    private func clientNumberStatus(_ outcomes: TopicOutcomes) -> Status {
        switch outcomes[.client] {
        case .known: .satisfied
        case .unknown: .violated(.unknownClient)
        case .missing: .violated(.noClientNumber)
        case .unavailable: .unavailable
        default: .notEvaluated
        }
    }

    private func technicalContactStatus(_ outcomes: TopicOutcomes) -> Status {
        switch outcomes[.caller] == .unknown || outcomes[.caller] == nil ? outcomes[.contact] : outcomes[.caller] {
        case .technical: .satisfied
        case .notTechnical, .unknown: .violated(.notTechnicalContact)
        case .unavailable: .unavailable
        default: .notEvaluated
        }
    }

    private func passcodeStatus(_ outcomes: TopicOutcomes) -> Status {
        switch outcomes[.passcode] {
        case .verified: .satisfied
        case .wrong: .violated(.passcodeFailed)
        case .locked: .violated(.passcodeLocked)
        case .unavailable: .unavailable
        default: .notEvaluated
        }
    }

    private func orderStatus(_ outcomes: TopicOutcomes) -> Status {
        switch outcomes[.order] {
        case .tried: .satisfied
        case .notTried, .reached: .violated(.emergencyNumberFirst)
        case .unavailable: .unavailable
        default: .notEvaluated
        }
    }

    private func ticketStatus(_ outcomes: TopicOutcomes) -> Status {
        switch outcomes[.ticket] {
        case .unanswered: .satisfied
        case .answered: .violated(.ticketAnswered)
        case .nothing: .violated(.noTicket)
        case .unavailable: .unavailable
        default: .notEvaluated
        }
    }

    private func guaranteeStatus(_ outcomes: TopicOutcomes) -> Status {
        switch outcomes[.guarantee] {
        case .exceeded: .satisfied
        case .running: .violated(.guaranteeRunning)
        case .noTicket: .violated(.noTicket)
        case .unavailable: .unavailable
        default: .notEvaluated
        }
    }

    private func natureStatus(_ outcomes: TopicOutcomes) -> Status {
        switch outcomes[.nature] {
        case .network: .satisfied
        case .other: .violated(.notDedicated)
        case .dedicated:
            switch outcomes[.service] {
            case .dedicated: .satisfied
            case .notDedicated: .violated(.notDedicated)
            case .unavailable: .unavailable
            default: .notEvaluated
            }
        default: .notEvaluated
        }
    }

    private func declared(_ answer: TopicOutcome?, else reason: Reason) -> Status {
        switch answer {
        case .yes: .satisfied
        case .no: .violated(reason)
        default: .notEvaluated
        }
    }
}
