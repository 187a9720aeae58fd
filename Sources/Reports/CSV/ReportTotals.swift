import Desk
import Ledger

/// A total of a report under names that programs can rely on.
public struct ReportTotal: Hashable, Sendable {
    /// What it is a total of: `calls`, `charges`, `movements`, `guarantees`, `disputes`.
    public let group: String
    /// Which part of it.
    public let name: String
    /// How many.
    public let count: Int
    /// How much, where it is about money.
    public let amount: Money?
}

extension MonthlyReport {
    /// Every total, in a fixed order: what the page shows, for programs.
    public func totals() throws(ReportError) -> [ReportTotal] {
        var totals: [ReportTotal] = []
        func add(_ group: String, _ name: String, _ count: Int, _ amount: Money? = nil) {
            totals.append(ReportTotal(group: group, name: name, count: count, amount: amount))
        }
        add("calls", "all", calls.total)
        for result in CallResult.allCases { add("calls", String(describing: result), calls.count(result)) }
        for number in NumberRole.allCases { add("calls", number.rawValue, calls.count(on: number)) }
        for period in Period.allCases { add("calls", period.rawValue, calls.periods[period] ?? 0) }
        add("calls", "period-unknown", calls.periods[nil] ?? 0)
        add("calls", "erased", calls.erased)
        add("calls", "anonymous", calls.anonymous)
        add("calls", "failed-open", calls.failedOpen)
        add("calls", "lookups-failed", calls.lookupsFailed)
        add("drills-not-counted", "all", calls.drills)
        for (currency, balance) in charges.balances.sorted(by: { $0.key < $1.key }) {
            func add(_ name: String, _ total: ChargeTotal) {
                totals.append(
                    ReportTotal(
                        group: "charges", name: name, count: total.count,
                        amount: Money(cents: total.cents, currency: currency)))
            }
            add("proposed", try balance.proposed())
            add("open", balance[.open])
            add("waived", balance[.waived])
            add("confirmed", try balance.confirmed())
            add("to-be-invoiced", balance[.toBeInvoiced])
            add("withdrawn", balance[.withdrawn])
            add("invoiced", try balance.everInvoiced())
            add("credited", balance[.credited])
            add("net", balance.net)
        }
        for currency in Set(charges.movements.keys.map(\.currency)).sorted() {
            for kind in MovementKind.allCases {
                for isEarlier in [false, true] {
                    let key = ChargeFigures.MovementKey(kind: kind, currency: currency, isEarlier: isEarlier)
                    let total = charges.movements[key] ?? ChargeTotal()
                    add(
                        "movements", "\(kind.rawValue)-of-\(isEarlier ? "earlier-months" : "this-month")", total.count,
                        Money(cents: total.cents, currency: currency))
                }
            }
        }
        for result in GuaranteeResult.allCases { add("guarantees", result.rawValue, guarantees[result]) }
        add("disputes", "opened", disputes.opened)
        add("disputes", "answered", disputes.answered)
        for outcome in DisputeLine.Outcome.allCases { add("disputes", outcome.rawValue, disputes.closed[outcome] ?? 0) }
        add("disputes", "pending", disputes.pending)
        return totals
    }
}

/// A line for each total.
enum TotalsTable {
    static func write(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        CSVLine.header(["month", "group", "total", "count", "amount", "currency"], to: &output)
        for total in try report.totals() {
            var line = CSVLine()
            line.text(report.request.month.description, to: &output)
            line.text(total.group, to: &output)
            line.text(total.name, to: &output)
            line.number(total.count, to: &output)
            if let amount = total.amount {
                line.amount(cents: amount.cents, to: &output)
                line.text(amount.currency, to: &output)
            } else {
                line.text(nil, to: &output)
                line.text(nil, to: &output)
            }
            try line.end(&output)
        }
    }
}
