import Calls
import Desk

/// A month in numbers.
public struct MonthSummary: Hashable, Sendable {
    /// How many calls there were.
    public private(set) var calls = 0
    /// How many of them were exercises.
    public private(set) var drills = 0
    /// How many calls ended with each verdict.
    public private(set) var verdicts: [VerdictKind: Int] = [:]
    /// How many calls had each reason.
    public private(set) var reasons: [Reason: Int] = [:]
    /// How many calls somebody took.
    public private(set) var connected = 0
    /// How many charges were proposed.
    public private(set) var charges = 0
    /// Their sums in hundredths, by currency.
    public private(set) var cents: [String: Int] = [:]
    /// How many clients there are.
    public let clients: Int
    /// How many tickets they opened.
    public let tickets: Int
    /// How many of those the provider answered after the response guarantee, or never.
    public let missedGuarantees: Int
    /// How many bulletins were published.
    public let bulletins: Int

    init(clients: [Client], tickets: [Ticket], bulletins: Int, _ policy: Policy) {
        self.clients = clients.count
        self.tickets = tickets.count
        self.bulletins = bulletins
        let byNumber = Dictionary(clients.map { ($0.number, $0) }) { first, _ in first }
        missedGuarantees = tickets.count { ticket in
            guard let client = byNumber[ticket.client] else { return false }
            let deadline = TicketRules.deadline(of: ticket, client: client, policy: policy)
            return ticket.responded.map { $0 > deadline } ?? true
        }
    }

    mutating func add(_ report: CallReport, isDrill: Bool) {
        calls += 1
        if isDrill { drills += 1 }
        verdicts[report.verdict.kind, default: 0] += 1
        for reason in report.verdict.reasons { reasons[reason, default: 0] += 1 }
        if report.connectedTo != nil { connected += 1 }
        guard let charge = report.charge else { return }
        charges += 1
        cents[charge.amount.currency, default: 0] += charge.amount.cents
    }

    /// The numbers by name.
    public var json: JSON {
        .object([
            ("calls", .int(calls)), ("drills", .int(drills)), ("connected", .int(connected)),
            ("verdicts", .object(VerdictKind.allCases.map { ($0.rawValue, .int(verdicts[$0] ?? 0)) })),
            ("reasons", .object(Reason.allCases.map { ($0.rawValue, .int(reasons[$0] ?? 0)) })),
            ("charges", .int(charges)),
            (
                "charged",
                .object(
                    cents.sorted { $0.key < $1.key }.map { currency, cents in
                        let amount = Money(cents: cents, currency: currency).description
                        return (currency, .number(String(amount.prefix { $0 != " " })))
                    })
            ),
            ("clients", .int(clients)), ("tickets", .int(tickets)), ("missed_guarantees", .int(missedGuarantees)),
            ("bulletins", .int(bulletins)),
        ])
    }
}
