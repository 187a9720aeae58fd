import Desk
import Ledger

/// Counts a month while its rows pass by.
struct MonthCounting {
    let request: ReportRequest
    let start: Instant
    let end: Instant
    var calls = CallFigures()
    var rules = RuleFigures()
    var charges = ChargeFigures()
    var disputes = DisputeFigures()
    var guarantees: GuaranteeFigures
    var clients: [ClientNumber: ClientFigures] = [:]

    private var tally = CallTally()
    private var lists = ReasonLists()
    private let zone: ZoneRules
    private let firstDay: Int

    init(_ request: ReportRequest) {
        self.request = request
        start = request.start
        end = request.end
        zone = request.policy.zone
        firstDay = request.month.first.daysSinceEpoch
        guarantees = GuaranteeFigures(days: request.month.days)
    }

    mutating func add(_ call: CallRow) throws {
        try tally.add(call)
        guard !call.kind.isDrill else { return }
        let result = CallResult(call.kind.verdict, isConnected: call.kind.isConnected)
        let started = try call.started
        let local = started.seconds + Int64(zone.offset(at: started))
        calls.hours[Int((local % 86_400 + 86_400) % 86_400 / 3600)][result.rawValue] += 1
        if let duration = try call.duration { calls.durations.add(milliseconds: duration) }
        if let client = try call.client {
            clients[try number(client), default: ClientFigures()].add(result)
        } else if !call.kind.isErased {
            calls.anonymous += 1
        }
        if call.kind.verdict == .admitted, let list = try call.reasons, list != "[]",
            try lists.reasons(list).contains(.deskUnavailable)
        {
            try addFailedOpen(call)
        }
    }

    /// Turns what was tallied into figures, once all calls have passed.
    mutating func settleCalls() throws {
        tally.settle(&calls)
        rules = tally.rules
        calls.lookupsFailed = tally.lookupsFailed
    }

    private mutating func addFailedOpen(_ call: CallRow) throws {
        calls.failedOpen += 1
        guard calls.failedOpenCalls.count < CallFigures.listedCalls else { return }
        let unavailable = zip(Precondition.allCases, (try call.statuses ?? "").utf8)
            .filter { $0.1 == UInt8(ascii: "u") }.map(\.0)
        calls.failedOpenCalls.append(
            CallFigures.ListedCall(
                id: try call.id, started: try call.started, number: call.kind.number, client: try call.client,
                isErased: call.kind.isErased, isConnected: call.kind.isConnected, unavailable: unavailable))
    }

    mutating func add(_ line: ChargeLine) throws {
        guard !line.isDrill else {
            throw ReportError.contradiction(
                "charge \(line.id) is for the drill \(line.call), and drills are never billed")
        }
        try charges.add(line, from: start, until: end)
    }

    mutating func addEarlier(_ line: ChargeLine) throws {
        try charges.addMovements(of: line, isEarlier: true, from: start, until: end)
    }

    mutating func add(_ line: GuaranteeLine) {
        let day = request.policy.zone.local(line.ticket.opened).date.daysSinceEpoch - firstDay
        guarantees.add(line, day: day)
        clients[line.ticket.client, default: ClientFigures()].add(line)
    }

    private func number(_ text: String) throws(ReportError) -> ClientNumber {
        guard let number = ClientNumber(text) else {
            throw .contradiction("a call has the client \"\(text)\", which is no client number")
        }
        return number
    }
}
