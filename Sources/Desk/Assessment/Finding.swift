/// What a check found, with its evidence.
public enum Finding: Hashable, Sendable {
    case client(ClientFinding)
    case caller(ContactFinding)
    case contact(ContactFinding)
    case passcode(PasscodeFinding)
    case bulletin(BulletinFinding)
    case order(OrderFinding)
    case ticket(TicketFinding)
    case guarantee(GuaranteeFinding)
    case service(ServiceFinding)
    case hours(Period)
    case tariff(Tariff?)
    /// The store behind the topic did not answer, or not in time.
    case unavailable(Topic)

    /// What the finding is about.
    public var topic: Topic {
        switch self {
        case .client: .client
        case .caller: .caller
        case .contact: .contact
        case .passcode: .passcode
        case .bulletin: .bulletin
        case .order: .order
        case .ticket: .ticket
        case .guarantee: .guarantee
        case .service: .service
        case .hours: .hours
        case .tariff: .tariff
        case .unavailable(let topic): topic
        }
    }

    /// The finding's outcome, one of the topic's closed set.
    public var outcome: TopicOutcome {
        switch self {
        case .client(.known): .known
        case .client(.unknown): .unknown
        case .client(.missing): .missing
        case .caller(.technical), .contact(.technical): .technical
        case .caller(.notTechnical), .contact(.notTechnical): .notTechnical
        case .caller(.unknown), .contact(.unknown): .unknown
        case .passcode(.verified): .verified
        case .passcode(.wrong): .wrong
        case .passcode(.locked): .locked
        case .bulletin(.none): .nothing
        case .bulletin(.active): .active
        case .order(.tried): .tried
        case .order(.notTried): .notTried
        case .order(.reached): .reached
        case .ticket(.unanswered): .unanswered
        case .ticket(.answered): .answered
        case .ticket(.none): .nothing
        case .guarantee(.exceeded): .exceeded
        case .guarantee(.running): .running
        case .guarantee(.noTicket): .noTicket
        case .service(.dedicated): .dedicated
        case .service(.notDedicated): .notDedicated
        case .hours(.support): .support
        case .hours(.onCall): .onCall
        case .tariff(.some): .inForce
        case .tariff(.none): .nothing
        case .client(.unavailable), .caller(.unavailable), .contact(.unavailable), .passcode(.unavailable),
            .bulletin(.unavailable), .order(.unavailable), .ticket(.unavailable), .guarantee(.unavailable),
            .service(.unavailable), .unavailable:
            .unavailable
        }
    }
}
