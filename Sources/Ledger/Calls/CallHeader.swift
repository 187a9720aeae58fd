import Desk

/// What is known of a call when it comes in.
public struct CallHeader: Hashable, Sendable {
    /// Where a call came from.
    public enum Source: String, CaseIterable, Hashable, Sendable {
        /// A person at a terminal.
        case terminal
        /// A scripted caller in virtual time.
        case simulated
        /// A telephone.
        case sip
    }

    /// The call's name, unique in the ledger.
    public var id: String
    /// Which of the desk's numbers was called.
    public var number: NumberRole
    /// The number that was dialled.
    public var dialled: PhoneNumber
    /// The caller's number, if it was shown.
    public var from: PhoneNumber?
    /// When the call came in.
    public var startedAt: Instant
    /// The flow that answers.
    public var flow: String
    /// The hash of the flow's text.
    public var flowHash: String
    /// The hash of the policy's text.
    public var policyHash: String
    /// The hash under which the desk's texts are kept, if they are; see ``Ledger/keep(_:at:)``.
    public var deskHash: String?
    /// Where the call came from.
    public var source: Source
    /// Whether it is an exercise, which is never billed.
    public var isDrill: Bool
    /// The language in which it begins.
    public var language: Language

    /// Makes a header.
    public init(
        id: String, number: NumberRole, dialled: PhoneNumber, from: PhoneNumber? = nil, startedAt: Instant,
        flow: String, flowHash: String, policyHash: String, deskHash: String? = nil, source: Source,
        isDrill: Bool = false, language: Language = .french
    ) {
        self.id = id
        self.number = number
        self.dialled = dialled
        self.from = from
        self.startedAt = startedAt
        self.flow = flow
        self.flowHash = flowHash
        self.policyHash = policyHash
        self.deskHash = deskHash
        self.source = source
        self.isDrill = isDrill
        self.language = language
    }
}

/// One thing that happened in a call.
public struct CallEvent: Hashable, Sendable {
    /// When.
    public var at: Instant
    /// What kind of thing.
    public var kind: String
    /// Its details; nothing sensitive belongs here.
    public var payload: CanonicalJSON

    /// Makes an event.
    public init(at: Instant, kind: String, payload: CanonicalJSON = [:]) {
        self.at = at
        self.kind = kind
        self.payload = payload
    }
}

/// How a call stands once it is decided: committed with the events that led there, before anything becomes audible.
public struct CallDecision: Hashable, Sendable {
    /// The client, once known.
    public var client: ClientNumber?
    /// The code of the contact, once known.
    public var contact: String?
    /// The ticket that the call is about.
    public var ticket: String?
    /// The verdict and its reasons.
    public var verdict: Verdict

    /// Makes a decision.
    public init(client: ClientNumber? = nil, contact: String? = nil, ticket: String? = nil, verdict: Verdict) {
        self.client = client
        self.contact = contact
        self.ticket = ticket
        self.verdict = verdict
    }
}
