import Desk
import Ledger

/// The report of one month: figures that add up, and the lines behind them.
///
/// Everything is read from one moment of the ledger. The figures are small and are counted when the report is built;
/// the lines are streamed from the same moment whenever a writer asks for them, so that a page, a table and JSON lines
/// made of one report agree, however many calls come in meanwhile.
///
/// A month holds the calls that came in within it by the desk's clock, their charges whenever those were decided, the
/// tickets that were opened within it, and the disputes that were open at some time within it. Drills are in none of
/// it.
public struct MonthlyReport: Sendable {
    /// What was asked for.
    public let request: ReportRequest
    /// The first instant of the month.
    public let start: Instant
    /// The first instant after it.
    public let end: Instant
    /// The calls.
    public let calls: CallFigures
    /// What they established of each precondition.
    public let rules: RuleFigures
    /// The charges.
    public let charges: ChargeFigures
    /// The disputes.
    public let disputes: DisputeFigures
    /// The provider's response guarantees.
    public let guarantees: GuaranteeFigures
    /// Both sides by client; clients who did nothing are not in it.
    public let clients: [ClientNumber: ClientFigures]

    private let moment: LedgerMoment
    private let directory: [ClientNumber: Client]

    /// Builds the report of a month.
    ///
    /// Counts everything twice, row by row and by the database, and throws where the two differ.
    /// - Throws: a ``ReportError`` for a month that has not begun or figures that contradict each other, or a
    ///   `LedgerError`.
    public static func build(from ledger: Ledger, _ request: ReportRequest) throws -> MonthlyReport {
        try MonthlyReport(moment: ledger.moment(), request)
    }

    init(moment: LedgerMoment, _ request: ReportRequest) throws {
        let (start, end) = (request.start, request.end)
        guard start <= request.now else {
            throw ReportError(
                .notBegun, "the month \(request.month) has not begun",
                mend: "name a month up to \(Timestamp.format(request.policy.zone.local(request.now).date).prefix(7))")
        }
        var counting = MonthCounting(request)
        try moment.calls(from: start, until: end) { try counting.add($0) }
        try counting.settleCalls()
        try moment.charges(ofCallsFrom: start, until: end) { try counting.add($0) }
        try moment.earlierCharges(movedFrom: start, until: end) { try counting.addEarlier($0) }
        try moment.disputes(openFrom: start, until: end) {
            try counting.disputes.add($0, from: start, until: end)
        }
        directory = try moment.clients()
        try moment.tickets(openedFrom: start, until: end) { [directory] in
            try counting.add(Self.judge($0, in: directory, request))
        }
        try Reconciliation(counting: counting, start: start, end: end).check(against: moment)

        self.request = request
        self.start = start
        self.end = end
        self.moment = moment
        calls = counting.calls
        rules = counting.rules
        charges = counting.charges
        disputes = counting.disputes
        guarantees = counting.guarantees
        clients = counting.clients
    }

    /// The name of a client, if it is known here.
    public func name(of client: ClientNumber) -> String? { directory[client]?.name }

    /// The month's calls without its drills, in the order in which they came.
    ///
    /// A row is valid only until the closure returns.
    /// - Throws: beside what the closure throws, where there are not as many as the report counted.
    public func eachCall(_ body: (CallRow) throws -> Void) throws {
        var count = 0
        try moment.calls(from: start, until: end) { row in
            guard !row.kind.isDrill else { return }
            count += 1
            try body(row)
        }
        try Reconciliation.require(count, calls.total, "calls that were written")
    }

    /// The month's charges, in the order in which they were proposed.
    ///
    /// - Throws: beside what the closure throws, where the lines do not add up to the report's totals.
    public func eachCharge(_ body: (ChargeLine) throws -> Void) throws {
        var balances: [String: ChargeBalance] = [:]
        try moment.charges(ofCallsFrom: start, until: end) { line in
            try balances[line.amount.currency, default: ChargeBalance()].add(line)
            try body(line)
        }
        guard balances == charges.balances else {
            throw ReportError.contradiction("the charges that were written are not those that were counted")
        }
    }

    /// What happened within the month to charges of earlier months.
    public func eachEarlierMovement(_ body: (ChargeMovement) throws -> Void) throws {
        try moment.earlierCharges(movedFrom: start, until: end) { charge in
            for movement in ChargeMovement.movements(of: charge, from: start, until: end) { try body(movement) }
        }
    }

    /// The disputes, in the order in which they were opened.
    public func eachDispute(_ body: (DisputeLine) throws -> Void) throws {
        try moment.disputes(openFrom: start, until: end, body)
    }

    /// The month's tickets, in the order in which they were opened.
    ///
    /// - Throws: beside what the closure throws, where there are not as many as the report counted.
    public func eachGuarantee(_ body: (GuaranteeLine) throws -> Void) throws {
        var results: [GuaranteeResult: Int] = [:]
        try moment.tickets(openedFrom: start, until: end) { ticket in
            let line = try Self.judge(ticket, in: directory, request)
            results[line.result, default: 0] += 1
            try body(line)
        }
        guard results == guarantees.results else {
            throw ReportError.contradiction("the tickets that were written are not those that were counted")
        }
    }

    private static func judge(
        _ ticket: Ticket, in directory: [ClientNumber: Client], _ request: ReportRequest
    ) throws(ReportError) -> GuaranteeLine {
        guard let client = directory[ticket.client] else {
            throw .contradiction("ticket \(ticket.id) is of client \(ticket.client), whom the ledger does not know")
        }
        return GuaranteeLine(ticket, client: client, policy: request.policy, now: request.now)
    }
}
