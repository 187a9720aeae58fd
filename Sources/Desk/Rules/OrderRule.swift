/// Whether the emergency number was used first (rule R7).
public enum OrderFinding: Hashable, Sendable {
    /// It was used for the same ticket, without success.
    case tried(EarlierCall)
    /// It was not used for the ticket within the window, or only by calls that the procedure refused.
    case notTried(ticket: String?)
    /// It was used, and somebody took the call.
    case reached(EarlierCall)
    /// It could not be known.
    case unavailable
}

/// Rule R7: the managerial number only after the emergency number.
public enum OrderRule {
    /// Looks for an admitted emergency call of the client for the same ticket that reached nobody.
    public static func order(
        client: ClientNumber, ticket: TicketFinding, now: Instant, window: Duration, in store: some FactStore
    ) -> OrderFinding {
        let since = now.advanced(by: .zero - window)
        guard case .answered(let calls) = store.calls(of: client, since: since) else { return .unavailable }
        let current: String?
        switch ticket {
        case .unavailable: return .unavailable
        case .unanswered(let ticket), .answered(let ticket): current = ticket.id
        case .none: current = nil
        }
        let uses = calls.filter { call in
            call.number == .emergency && call.client == client && call.at >= since && call.at <= now
                && call.verdict == .admitted && call.ticket != nil && call.ticket == current
        }
        if let latest = uses.filter({ $0.connectedTo == nil }).max(by: { $0.at < $1.at }) { return .tried(latest) }
        return uses.max { $0.at < $1.at }.map(OrderFinding.reached) ?? .notTried(ticket: current)
    }
}

/// Whether an active bulletin covers the client (rule R9).
public enum BulletinFinding: Hashable, Sendable {
    /// None does.
    case none
    /// These do, the most recent first.
    case active([Bulletin])
    /// They could not be read.
    case unavailable
}

/// Rule R9: a known incident is announced before anything else.
public enum BulletinRule {
    /// Looks for active bulletins that cover one of the client's services.
    public static func bulletins(for client: Client, now: Instant, in store: some FactStore) -> BulletinFinding {
        guard let bulletins = store.bulletins(activeAt: now).value else { return .unavailable }
        let active = bulletins.filter { $0.isActive(at: now) && $0.covers(anyOf: client.services) }
        return active.isEmpty ? .none : .active(active.sorted { $0.from > $1.from })
    }
}
