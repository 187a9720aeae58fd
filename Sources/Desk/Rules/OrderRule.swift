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
    /// Looks for the latest admitted emergency call of the client for the same ticket, and whether it reached anybody.
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
        let uses = calls.filter { isUse($0, by: client, since: since, now: now) && ($0.ticket ?? current) == current }
        guard let latest = uses.max(by: { $0.at < $1.at }) else { return .notTried(ticket: current) }
        return latest.connectedTo == nil ? .tried(latest) : .reached(latest)
    }

    /// The tickets for which a client used the emergency number, as far as the calls can be read.
    public static func ticketsUsed(
        by client: ClientNumber, now: Instant, window: Duration, in store: some FactStore
    ) -> Set<String> {
        let since = now.advanced(by: .zero - window)
        let calls = store.calls(of: client, since: since).value ?? []
        return Set(calls.filter { isUse($0, by: client, since: since, now: now) }.compactMap(\.ticket))
    }

    /// A refused call is no use in due order.
    ///
    /// An admitted one without a ticket failed open: the desk could not read the
    /// tickets, so it counts for whichever ticket there is.
    private static func isUse(_ call: EarlierCall, by client: ClientNumber, since: Instant, now: Instant) -> Bool {
        call.number == .emergency && call.client == client && call.at >= since && call.at <= now
            && call.verdict == .admitted
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
