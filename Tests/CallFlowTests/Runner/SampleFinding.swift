import Desk

/// What a check found, as `topic outcome` with an optional language: `client known`, `caller technical en`.
struct SampleFinding {
    private let language: Language?

    /// The finding, or nothing if the topic has no such outcome.
    static func read(_ words: [String]) -> Finding? {
        guard (2...3).contains(words.count), let topic = Topic(name: words[0]),
            let outcome = TopicOutcome(rawValue: words[1]), topic.outcomes.contains(outcome)
        else { return nil }
        let language = words.count == 3 ? Language(rawValue: words[2]) : nil
        if words.count == 3, language == nil { return nil }
        if outcome == .unavailable { return .unavailable(topic) }
        return SampleFinding(language: language).finding(topic, outcome)
    }

    private func finding(_ topic: Topic, _ outcome: TopicOutcome) -> Finding? {
        guard let client else { return nil }
        switch topic {
        case .client:
            let unknown: ClientFinding = outcome == .missing ? .missing : .unknown(client.number)
            return .client(outcome == .known ? .known(client) : unknown)
        case .caller: return .caller(contact(outcome))
        case .contact: return .contact(contact(outcome))
        case .passcode: return .passcode(passcode(outcome))
        case .bulletin: return .bulletin(outcome == .active ? .active([bulletin]) : .none)
        case .order: return .order(order(outcome, client.number))
        case .ticket: return .ticket(ticket(outcome, client.number))
        case .guarantee: return .guarantee(guarantee(outcome))
        case .service: return .service(outcome == .dedicated ? .dedicated(server) : .notDedicated(domain))
        case .hours: return .hours(outcome == .support ? .support : .onCall)
        case .tariff: return .tariff(outcome == .inForce ? tariff : nil)
        case .urgency, .seriousness, .nature, .sites: return nil
        }
    }

    private let server = Service(name: "srv-web-01", kind: .dedicatedServer)
    private let domain = Service(name: "atelier.example", kind: .domain)
    private let opened = ConformanceDesk.start.advanced(by: .hours(-2))

    private var client: Client? {
        ClientNumber("12345").map { Client(number: $0, name: "Atelier", services: [server, domain]) }
    }

    private var bulletin: Bulletin { Bulletin(id: "B-1", title: "Coupure", covers: [.all], from: opened) }

    private var tariff: Tariff { Tariff(number: .emergency, amount: Money(cents: 35_000), from: opened) }

    private func contact(_ outcome: TopicOutcome) -> ContactFinding {
        let isTechnical = outcome == .technical
        let contact = Contact(code: "01", name: "Marie", phones: [], isTechnical: isTechnical, language: language)
        return isTechnical ? .technical(contact) : outcome == .notTechnical ? .notTechnical(contact) : .unknown
    }

    private func passcode(_ outcome: TopicOutcome) -> PasscodeFinding {
        let until = ConformanceDesk.start.advanced(by: .hours(1))
        return outcome == .verified ? .verified : outcome == .locked ? .locked(until: until) : .wrong(failures: 1)
    }

    private func order(_ outcome: TopicOutcome, _ client: ClientNumber) -> OrderFinding {
        let call = EarlierCall(number: .emergency, client: client, ticket: "T-1", at: opened)
        return outcome == .tried ? .tried(call) : outcome == .reached ? .reached(call) : .notTried(ticket: "T-1")
    }

    private func ticket(_ outcome: TopicOutcome, _ client: ClientNumber) -> TicketFinding {
        let ticket = Ticket(id: "T-1", client: client, channel: .portal, service: server.name, opened: opened)
        switch outcome {
        case .unanswered: return .unanswered(ticket)
        case .answered: return .answered(ticket)
        default: return .none(discounted: nil, nil)
        }
    }

    private func guarantee(_ outcome: TopicOutcome) -> GuaranteeFinding {
        let deadline = opened.advanced(by: .hours(1))
        switch outcome {
        case .exceeded: return .exceeded(deadline: deadline)
        case .running: return .running(deadline: deadline)
        default: return .noTicket
        }
    }
}
