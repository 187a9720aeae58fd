import Desk
import Ledger

/// A line for each dispute.
struct DisputeTable {
    let zone: ZoneRules

    func write(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            [
                "dispute", "charge", "client", "amount", "currency", "opened", "opened_by", "reason", "answered",
                "answered_by", "answer", "days_to_answer", "closed", "closed_by", "outcome", "days_to_close",
            ], to: &output)
        var clock = WallClock(zone: zone)
        try report.eachDispute { dispute in
            var line = CSVLine()
            line.number(dispute.id, to: &output)
            line.number(dispute.charge, to: &output)
            line.text(dispute.client, to: &output)
            line.amount(cents: dispute.amount.cents, to: &output)
            line.text(dispute.amount.currency, to: &output)
            line.instant(dispute.opened.at, &clock, to: &output)
            line.text(dispute.opened.by, to: &output)
            line.text(dispute.opened.reason, to: &output)
            line.instant(dispute.answered?.at, &clock, to: &output)
            line.text(dispute.answered?.by, to: &output)
            line.text(dispute.answered?.reason, to: &output)
            line.number(dispute.days(until: dispute.answered, in: zone).map(Int64.init), to: &output)
            line.instant(dispute.closed?.at, &clock, to: &output)
            line.text(dispute.closed?.by, to: &output)
            line.text(dispute.outcome?.rawValue, to: &output)
            line.number(dispute.days(until: dispute.closed, in: zone).map(Int64.init), to: &output)
            try line.end(&output)
        }
    }
}

extension DisputeLine {
    /// Calendar days from the opening to a mark, by that zone's wall clock: 0 on the same day.
    func days(until mark: ChargeLine.Mark?, in zone: ZoneRules) -> Int? {
        mark.map { zone.local($0.at).date.daysSinceEpoch - zone.local(opened.at).date.daysSinceEpoch }
    }
}
