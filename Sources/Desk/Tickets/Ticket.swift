/// The way in which a request reached the provider.
public enum ChannelName: String, CaseIterable, Hashable, Sendable {
    /// The portal ("Produhost"): recommended, always open.
    case portal
    /// Electronic mail: ended on 2018-06-01, read during support hours only.
    case email
}

/// How pressing the client marked a ticket.
public enum TicketPriority: String, CaseIterable, Hashable, Sendable { case normal, urgent }

/// What the client marked a ticket as.
public enum TicketQualification: String, CaseIterable, Hashable, Sendable {
    case assistance
    case nonBlocking = "non-blocking"
    case blocking
}

/// A request that a client opened.
public struct Ticket: Hashable, Sendable {
    /// The ticket's identifier, for example `T-8812`.
    public let id: String
    /// The client who opened it.
    public let client: ClientNumber
    /// How it came.
    public let channel: ChannelName
    /// The service that it is about, if it names one.
    public let service: String?
    /// How pressing it is.
    public let priority: TicketPriority
    /// What it was marked as.
    public let qualification: TicketQualification
    /// When it was opened.
    public let opened: Instant
    /// When the provider first answered, if it has.
    public let responded: Instant?
    /// When it was closed, if it is.
    public let closed: Instant?

    /// Makes a ticket.
    public init(
        id: String, client: ClientNumber, channel: ChannelName, service: String? = nil,
        priority: TicketPriority = .normal, qualification: TicketQualification = .assistance, opened: Instant,
        responded: Instant? = nil, closed: Instant? = nil
    ) {
        self.id = id
        self.client = client
        self.channel = channel
        self.service = service
        self.priority = priority
        self.qualification = qualification
        self.opened = opened
        self.responded = responded
        self.closed = closed
    }
}

/// A published technical information or incident (rule R9).
public struct Bulletin: Hashable, Sendable {
    /// What a bulletin covers.
    public enum Scope: Hashable, Sendable {
        /// Everything.
        case all
        /// The provider's network, and so everybody.
        case network
        /// One service, by name.
        case service(String)
    }

    /// The bulletin's identifier, for example `B-1`.
    public let id: String
    /// What it is about, as published.
    public let title: String
    /// What it covers.
    public let covers: [Scope]
    /// From when it is active.
    public let from: Instant
    /// The end of its activity, exclusive; open if there is none.
    public let until: Instant?

    /// Makes a bulletin.
    public init(id: String, title: String, covers: [Scope], from: Instant, until: Instant? = nil) {
        self.id = id
        self.title = title
        self.covers = covers
        self.from = from
        self.until = until
    }

    /// Whether the bulletin is active at an instant.
    public func isActive(at now: Instant) -> Bool { from <= now && until.map { now < $0 } ?? true }

    /// Whether it covers at least one of these services.
    public func covers(anyOf services: [Service]) -> Bool {
        covers.contains { scope in
            switch scope {
            case .all, .network: true
            case .service(let name): services.contains { $0.name == name }
            }
        }
    }
}

/// An earlier call of a client, as far as the procedure's order needs it (rule R7).
public struct EarlierCall: Hashable, Sendable {
    /// The number that was called.
    public let number: NumberRole
    /// Who called.
    public let client: ClientNumber
    /// The ticket that the call was about, if one was found.
    public let ticket: String?
    /// When the call came in.
    public let at: Instant
    /// The technician who took the call, if anybody did.
    public let connectedTo: String?
    /// How the call was decided; an earlier call of which nothing else is known counts as admitted.
    public let verdict: VerdictKind

    /// Makes a record of an earlier call.
    public init(
        number: NumberRole, client: ClientNumber, ticket: String?, at: Instant, connectedTo: String? = nil,
        verdict: VerdictKind = .admitted
    ) {
        self.number = number
        self.client = client
        self.ticket = ticket
        self.at = at
        self.connectedTo = connectedTo
        self.verdict = verdict
    }
}

/// Which of the desk's numbers was called.
public enum NumberRole: String, CaseIterable, Hashable, Sendable {
    /// The emergency number: escalates through the technicians on call.
    case emergency
    /// The managerial escalation number: only after the emergency number (rule R7).
    case managerial
}
