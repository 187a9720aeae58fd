import CallFlow
import Desk

/// What a rule may find, for calls that no world stands behind.
public enum SampleFinding {
    /// A finding with an outcome; nothing if the topic has no such outcome.
    public static func with(_ outcome: TopicOutcome, on topic: Topic, at now: Instant) -> Finding? {
        guard let number = ClientNumber("12345"), outcome != .unavailable else { return .unavailable(topic) }
        let contact = Contact(code: "01", name: "Marie Le Goff", phones: [], isTechnical: outcome == .technical)
        let client = Client(number: number, name: "Atelier", services: [], contacts: [contact])
        let ticket = Ticket(id: "T-1", client: number, channel: .portal, opened: now.advanced(by: .hours(-3)))
        let call = EarlierCall(number: .emergency, client: number, ticket: "T-1", at: now, connectedTo: nil)
        return switch (topic, outcome) {
        case (.client, .known): .client(.known(client))
        case (.client, .unknown): .client(.unknown(number))
        case (.client, .missing): .client(.missing)
        case (.caller, .technical): .caller(.technical(contact))
        case (.caller, .notTechnical): .caller(.notTechnical(contact))
        case (.caller, .unknown): .caller(.unknown)
        case (.contact, .technical): .contact(.technical(contact))
        case (.contact, .notTechnical): .contact(.notTechnical(contact))
        case (.contact, .unknown): .contact(.unknown)
        case (.passcode, .verified): .passcode(.verified)
        case (.passcode, .wrong): .passcode(.wrong(failures: 1))
        case (.passcode, .locked): .passcode(.locked(until: now.advanced(by: .hours(1))))
        case (.bulletin, .nothing): .bulletin(.none)
        case (.bulletin, .active):
            .bulletin(.active([Bulletin(id: "B-1", title: "Incident", covers: [.all], from: now)]))
        case (.order, .tried): .order(.tried(call))
        case (.order, .notTried): .order(.notTried(ticket: nil))
        case (.order, .reached): .order(.reached(call))
        case (.ticket, .unanswered): .ticket(.unanswered(ticket))
        case (.ticket, .answered): .ticket(.answered(ticket))
        case (.ticket, .nothing): .ticket(.none(discounted: nil, nil))
        case (.guarantee, .exceeded): .guarantee(.exceeded(deadline: now))
        case (.guarantee, .running): .guarantee(.running(deadline: now))
        case (.guarantee, .noTicket): .guarantee(.noTicket)
        case (.service, .dedicated): .service(.dedicated(nil))
        case (.service, .notDedicated): .service(.notDedicated(Service(name: "mail", kind: .shared)))
        case (.hours, .support): .hours(.support)
        case (.hours, .onCall): .hours(.onCall)
        case (.tariff, .inForce): .tariff(Tariff(number: .emergency, amount: Money(cents: 35_000), from: .distantPast))
        case (.tariff, .nothing): .tariff(nil)
        default: nil
        }
    }
}
