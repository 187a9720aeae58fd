/// Why a ticket does not count for the procedure (rule R4).
public enum TicketDefect: String, Hashable, Sendable {
    /// Its channel had ended when it was opened, or is none of the policy's.
    case channelEnded = "channel-ended"
    /// It is closed.
    case closed
    /// It was opened after the call began.
    case notYetOpened = "not-yet-opened"
}

/// What is known of the client's ticket (rule R4).
public enum TicketFinding: Hashable, Sendable {
    /// This ticket counts and nobody has answered it.
    case unanswered(Ticket)
    /// Every ticket that counts was answered; this is the latest.
    case answered(Ticket)
    /// No ticket counts; `discounted` says why the latest one does not, if there is one.
    case none(discounted: Ticket?, TicketDefect?)
    /// The tickets could not be read.
    case unavailable
}

/// How the response guarantee stands (rule R5).
public enum GuaranteeFinding: Hashable, Sendable {
    /// It ended at `deadline`, strictly before now.
    case exceeded(deadline: Instant)
    /// It runs until `deadline`.
    case running(deadline: Instant)
    /// There is no unanswered ticket.
    case noTicket
    /// The tickets could not be read.
    case unavailable
}

/// Whether the ticket is about something dedicated (rule R6).
public enum ServiceFinding: Hashable, Sendable {
    /// The ticket's service is dedicated, or the ticket names none and the client has something dedicated, or nothing listed.
    case dedicated(Service?)
    /// The ticket is about a service that is not dedicated, or the client has no dedicated one.
    case notDedicated(Service)
    /// It could not be known.
    case unavailable
}

/// Rules R4 to R6 as far as the ticket decides them.
public enum TicketRules {
    /// R4 and the choice of the ticket that the call is about.
    ///
    /// Of several unanswered tickets the one that justifies the call best is taken: one that the emergency number was used for
    /// before others, past its guarantee before running, dedicated service before other, then the oldest deadline. An answer
    /// that comes after `now` has not been given yet.
    /// - Parameter used: the tickets that the client used the emergency number for, when R7 asks for that.
    public static func ticket(
        of client: Client, now: Instant, preferring used: Set<String> = [], policy: Policy, in store: some FactStore
    ) -> TicketFinding {
        guard let tickets = store.tickets(of: client.number).value else { return .unavailable }
        var best: Ticket?
        var answered: Ticket?
        var discounted: Ticket?
        for ticket in tickets where ticket.client == client.number {
            if defect(of: ticket, now: now, policy: policy) != nil {
                if discounted.map({ $0.opened < ticket.opened }) ?? true { discounted = ticket }
            } else if ticket.responded.map({ $0 <= now }) ?? false {
                if answered.map({ $0.opened < ticket.opened }) ?? true { answered = ticket }
            } else if best.map({
                used.contains(ticket.id) == used.contains($0.id)
                    ? isBetter(ticket, than: $0, client: client, now: now, policy: policy) : used.contains(ticket.id)
            }) ?? true {
                best = ticket
            }
        }
        if let best { return .unanswered(best) }
        if let answered { return .answered(answered) }
        return .none(discounted: discounted, discounted.flatMap { defect(of: $0, now: now, policy: policy) })
    }

    /// R4: why a ticket does not count, if it does not.
    public static func defect(of ticket: Ticket, now: Instant, policy: Policy) -> TicketDefect? {
        if ticket.opened > now { return .notYetOpened }
        guard let channel = policy.channel(ticket.channel), channel.wasValid(at: ticket.opened) else {
            return .channelEnded
        }
        return ticket.closed.map { $0 <= now } ?? false ? .closed : nil
    }

    /// R5: when the response guarantee of a ticket ends.
    public static func deadline(of ticket: Ticket, client: Client, policy: Policy) -> Instant {
        let contract = policy.contract(of: client)
        let isReadLate = policy.channel(ticket.channel)?.isReadDuringSupportHours ?? false
        let start = isReadLate ? policy.hours.nextSupport(from: ticket.opened, in: policy.zone) : ticket.opened
        return switch contract.clock {
        case .aroundTheClock: start.advanced(by: contract.response)
        case .supportHours: policy.hours.adding(contract.response, from: start, in: policy.zone)
        }
    }

    /// R5: whether the guarantee is exceeded: strictly later than its deadline.
    public static func guarantee(of finding: TicketFinding, client: Client, now: Instant, policy: Policy)
        -> GuaranteeFinding
    {
        switch finding {
        case .unavailable: return .unavailable
        case .answered, .none: return .noTicket
        case .unanswered(let ticket):
            let deadline = deadline(of: ticket, client: client, policy: policy)
            return now > deadline ? .exceeded(deadline: deadline) : .running(deadline: deadline)
        }
    }

    /// R6: whether the ticket's service is dedicated.
    ///
    /// What the records say wins over what the caller says.
    public static func service(of finding: TicketFinding, client: Client) -> ServiceFinding {
        switch finding {
        case .unavailable: return .unavailable
        case .answered, .none: return .dedicated(nil)
        case .unanswered(let ticket):
            guard let service = ticket.service.flatMap(client.service(named:)) else {
                // Without a service in the ticket the caller is believed, unless the client has nothing dedicated at all.
                guard let only = client.services.first, !client.services.contains(where: \.kind.isDedicated) else {
                    return .dedicated(nil)
                }
                return .notDedicated(only)
            }
            return service.kind.isDedicated ? .dedicated(service) : .notDedicated(service)
        }
    }

    private static func isBetter(_ left: Ticket, than right: Ticket, client: Client, now: Instant, policy: Policy)
        -> Bool
    {
        let leftDeadline = deadline(of: left, client: client, policy: policy)
        let rightDeadline = deadline(of: right, client: client, policy: policy)
        if (leftDeadline < now) != (rightDeadline < now) { return leftDeadline < now }
        let leftIsDedicated = isDedicated(left, client: client)
        if leftIsDedicated != isDedicated(right, client: client) { return leftIsDedicated }
        return (leftDeadline, left.id) < (rightDeadline, right.id)
    }

    private static func isDedicated(_ ticket: Ticket, client: Client) -> Bool {
        ticket.service.flatMap(client.service(named:))?.kind.isDedicated ?? true
    }
}
