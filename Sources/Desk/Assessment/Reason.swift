/// Why a call was refused or could not be decided, in the procedure's words.
public enum Reason: String, CaseIterable, Hashable, Sendable {
    case noClientNumber = "no-client-number"
    case unknownClient = "unknown-client"
    case notTechnicalContact = "not-technical-contact"
    case passcodeFailed = "passcode-failed"
    case passcodeLocked = "passcode-locked"
    case noTicket = "no-ticket"
    case ticketAnswered = "ticket-answered"
    case guaranteeRunning = "guarantee-running"
    case notUrgent = "not-urgent"
    case notSerious = "not-serious"
    case notDedicated = "not-dedicated"
    case sitesNotTested = "sites-not-tested"
    case emergencyNumberFirst = "emergency-number-first"
    case knownIncident = "known-incident"
    /// The desk could not know, and connected the caller.
    case deskUnavailable = "desk-unavailable"

    /// Whether a call refused for this reason may be billed: not where nobody's identity is established (rule R10).
    public var isBillable: Bool {
        switch self {
        case .noTicket, .ticketAnswered, .guaranteeRunning, .notUrgent, .notSerious, .notDedicated, .sitesNotTested,
            .emergencyNumberFirst:
            true
        case .noClientNumber, .unknownClient, .notTechnicalContact, .passcodeFailed, .passcodeLocked, .knownIncident,
            .deskUnavailable:
            false
        }
    }
}

/// How a call was decided.
public enum VerdictKind: String, CaseIterable, Hashable, Sendable {
    /// The procedure was followed, or the desk could not know: the people on call are rung.
    case admitted
    /// A precondition does not hold.
    case refused
    /// A precondition does not hold, and the caller insisted after hearing the price.
    case abusive
    /// The caller left before anything was decided.
    case abandoned
}
