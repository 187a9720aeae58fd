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
    public var id: String { facts.id }
    /// The client who opened it.
    public var client: ClientNumber { facts.client }
    /// How it came.
    public var channel: ChannelName { facts.channel }
    /// The service that it is about, if it names one.
    public var service: String? { facts.service }
    /// How pressing it is.
    public var priority: TicketPriority { facts.priority }
    /// What it was marked as.
    public var qualification: TicketQualification { facts.qualification }
    /// When it was opened.
    public var opened: Instant { facts.opened }
    /// When the provider first answered, if it has.
    public var responded: Instant? { facts.responded }
    /// When it was closed, if it is.
    public var closed: Instant? { facts.closed }

    /// Makes a ticket.
    public init(
        id: String, client: ClientNumber, channel: ChannelName, service: String? = nil,
        priority: TicketPriority = .normal, qualification: TicketQualification = .assistance, opened: Instant,
        responded: Instant? = nil, closed: Instant? = nil
    ) {
        facts = Facts(
            id: id, client: client, channel: channel, service: service, priority: priority,
            qualification: qualification, opened: opened, responded: responded, closed: closed)
    }

    private let facts: Facts

    /// The fields, once for all copies: a call hands them on many times.
    private final class Facts: Hashable, Sendable {
        let id: String
        let client: ClientNumber
        let channel: ChannelName
        let service: String?
        let priority: TicketPriority
        let qualification: TicketQualification
        let opened: Instant
        let responded: Instant?
        let closed: Instant?

        init(
            id: String, client: ClientNumber, channel: ChannelName, service: String?, priority: TicketPriority,
            qualification: TicketQualification, opened: Instant, responded: Instant?, closed: Instant?
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

        static func == (left: Facts, right: Facts) -> Bool {
            left === right
                || left.id == right.id && left.client == right.client && left.channel == right.channel
                    && left.service == right.service && left.priority == right.priority
                    && left.qualification == right.qualification && left.opened == right.opened
                    && left.responded == right.responded && left.closed == right.closed
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(id)
            hasher.combine(client)
            hasher.combine(channel)
            hasher.combine(service)
            hasher.combine(priority)
            hasher.combine(qualification)
            hasher.combine(opened)
            hasher.combine(responded)
            hasher.combine(closed)
        }
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
    public var number: NumberRole { facts.number }
    /// Who called.
    public var client: ClientNumber { facts.client }
    /// The ticket that the call was about, if one was found.
    public var ticket: String? { facts.ticket }
    /// When the call came in.
    public var at: Instant { facts.at }
    /// The technician who took the call, if anybody did.
    public var connectedTo: String? { facts.connectedTo }
    /// How the call was decided; an earlier call of which nothing else is known counts as admitted.
    public var verdict: VerdictKind { facts.verdict }

    /// Makes a record of an earlier call.
    public init(
        number: NumberRole, client: ClientNumber, ticket: String?, at: Instant, connectedTo: String? = nil,
        verdict: VerdictKind = .admitted
    ) {
        facts = Facts(
            number: number, client: client, ticket: ticket, at: at, connectedTo: connectedTo, verdict: verdict)
    }

    private let facts: Facts

    /// The fields, once for all copies: a call hands them on many times.
    private final class Facts: Hashable, Sendable {
        let number: NumberRole
        let client: ClientNumber
        let ticket: String?
        let at: Instant
        let connectedTo: String?
        let verdict: VerdictKind

        init(
            number: NumberRole, client: ClientNumber, ticket: String?, at: Instant, connectedTo: String?,
            verdict: VerdictKind
        ) {
            self.number = number
            self.client = client
            self.ticket = ticket
            self.at = at
            self.connectedTo = connectedTo
            self.verdict = verdict
        }

        static func == (left: Facts, right: Facts) -> Bool {
            left === right
                || left.number == right.number && left.client == right.client && left.ticket == right.ticket
                    && left.at == right.at && left.connectedTo == right.connectedTo && left.verdict == right.verdict
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(number)
            hasher.combine(client)
            hasher.combine(ticket)
            hasher.combine(at)
            hasher.combine(connectedTo)
            hasher.combine(verdict)
        }
    }
}

/// Which of the desk's numbers was called.
public enum NumberRole: String, CaseIterable, Hashable, Sendable {
    /// The emergency number: escalates through the technicians on call.
    case emergency
    /// The managerial escalation number: only after the emergency number (rule R7).
    case managerial
}
