/// The desk's rules over its facts: one entry for every check that a flow can name.
public struct Rulebook<Facts: FactStore> {
    /// The procedure as data.
    public let policy: Policy
    /// Where the facts are.
    public let facts: Facts

    /// Joins a policy and a store.
    public init(policy: Policy, facts: Facts) {
        self.policy = policy
        self.facts = facts
    }

    /// Answers one check of a call.
    ///
    /// A check that needs a client or contact who is not known yet finds `unavailable`: nothing may be concluded from it.
    /// - Parameters:
    ///   - topic: what is asked; a declared topic is never looked up.
    ///   - keys: the digits that the caller keyed for it, where the check takes some.
    ///   - file: what the call has brought to light so far.
    ///   - now: the time of the check, for what depends on it; tickets, calls and bulletins count as of the call's start.
    public func look(up topic: Topic, keys: String?, file: CaseFile, now: Instant) -> Finding {
        switch topic {
        case .client: return .client(Identification.client(keys.flatMap { ClientNumber($0) }, in: facts))
        case .hours: return .hours(policy.hours.period(at: now, in: policy.zone))
        case .tariff: return .tariff(policy.tariff(for: file.number, at: file.startedAt))
        case .urgency, .seriousness, .nature, .sites: return .unavailable(topic)
        case .caller, .contact, .passcode, .bulletin, .order, .ticket, .guarantee, .service:
            guard let client = file.client else { return .unavailable(topic) }
            return look(up: topic, of: client, keys: keys, file: file, now: now)
        }
    }

    private func look(up topic: Topic, of client: Client, keys: String?, file: CaseFile, now: Instant) -> Finding {
        switch topic {
        case .caller: return .caller(Identification.caller(file.from, of: client.number, in: facts))
        case .contact: return .contact(Identification.contact(code: keys ?? "", of: client.number, in: facts))
        case .passcode: return passcode(of: client, keys: keys, file: file, now: now)
        case .bulletin: return .bulletin(BulletinRule.bulletins(for: client, now: file.startedAt, in: facts))
        case .order:
            return .order(
                OrderRule.order(
                    client: client.number, ticket: ticket(of: client, file: file), now: file.startedAt,
                    window: policy.orderWindow, in: facts))
        case .ticket: return .ticket(ticket(of: client, file: file))
        case .guarantee:
            let ticket = ticket(of: client, file: file)
            return .guarantee(TicketRules.guarantee(of: ticket, client: client, now: file.startedAt, policy: policy))
        case .service: return .service(TicketRules.service(of: ticket(of: client, file: file), client: client))
        default: return .unavailable(topic)
        }
    }

    /// The ticket as it stood when the call came in: what happens while the caller listens changes nothing.
    private func ticket(of client: Client, file: CaseFile) -> TicketFinding {
        if case .ticket(let finding) = file.finding(.ticket) { return finding }
        let used: Set<String> =
            file.number == .managerial
            ? OrderRule.ticketsUsed(
                by: client.number, now: file.startedAt, window: policy.orderWindow, in: facts) : []
        return TicketRules.ticket(of: client, now: file.startedAt, preferring: used, policy: policy, in: facts)
    }

    private func passcode(of client: Client, keys: String?, file: CaseFile, now: Instant) -> Finding {
        guard let contact = file.contact else { return .unavailable(.passcode) }
        return .passcode(
            Identification.passcode(
                keys: keys ?? "", contact: contact, client: client.number, failuresInCall: file.passcodeFailures,
                now: now, policy: policy.passcode, in: facts))
    }
}
