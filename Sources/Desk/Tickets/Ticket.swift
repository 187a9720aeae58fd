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
    public var id: String { facts.value.id }
    /// The client who opened it.
    public var client: ClientNumber { facts.value.client }
    /// How it came.
    public var channel: ChannelName { facts.value.channel }
    /// The service that it is about, if it names one.
    public var service: String? { facts.value.service }
    /// How pressing it is.
    public var priority: TicketPriority { facts.value.priority }
    /// What it was marked as.
    public var qualification: TicketQualification { facts.value.qualification }
    /// When it was opened.
    public var opened: Instant { facts.value.opened }
    /// When the provider first answered, if it has.
    public var responded: Instant? { facts.value.responded }
    /// When it was closed, if it is.
    public var closed: Instant? { facts.value.closed }

    /// Makes a ticket.
    public init(
        id: String, client: ClientNumber, channel: ChannelName, service: String? = nil,
        priority: TicketPriority = .normal, qualification: TicketQualification = .assistance, opened: Instant,
        responded: Instant? = nil, closed: Instant? = nil
    ) {
        facts = Shared(
            Facts(
                id: id, client: client, channel: channel, service: service, priority: priority,
                qualification: qualification, opened: opened, responded: responded, closed: closed))
    }

    private let facts: Shared<Facts>

    private struct Facts: Hashable, Sendable {
        let id: String
        let client: ClientNumber
        let channel: ChannelName
        let service: String?
        let priority: TicketPriority
        let qualification: TicketQualification
        let opened: Instant
        let responded: Instant?
        let closed: Instant?
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
    public var number: NumberRole { facts.value.number }
    /// Who called.
    public var client: ClientNumber { facts.value.client }
    /// The ticket that the call was about, if one was found.
    public var ticket: String? { facts.value.ticket }
    /// When the call came in.
    public var at: Instant { facts.value.at }
    /// The technician who took the call, if anybody did.
    public var connectedTo: String? { facts.value.connectedTo }
    /// How the call was decided; an earlier call of which nothing else is known counts as admitted.
    public var verdict: VerdictKind { facts.value.verdict }

    /// Makes a record of an earlier call.
    public init(
        number: NumberRole, client: ClientNumber, ticket: String?, at: Instant, connectedTo: String? = nil,
        verdict: VerdictKind = .admitted
    ) {
        facts = Shared(
            Facts(
                number: number, client: client, ticket: ticket, at: at, connectedTo: connectedTo, verdict: verdict))
    }

    private let facts: Shared<Facts>

    private struct Facts: Hashable, Sendable {
        let number: NumberRole
        let client: ClientNumber
        let ticket: String?
        let at: Instant
        let connectedTo: String?
        let verdict: VerdictKind
    }
}

/// Which of the desk's numbers was called.
public enum NumberRole: String, CaseIterable, Hashable, Sendable {
    /// The emergency number: escalates through the technicians on call.
    case emergency
    /// The managerial escalation number: only after the emergency number (rule R7).
    case managerial
}
