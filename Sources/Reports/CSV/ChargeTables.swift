import Desk
import Ledger

/// A line for each charge, and for each thing that happened to a charge.
struct ChargeTables {
    let zone: ZoneRules

    func write(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            [
                "charge", "replaces", "call", "call_started", "number", "call_verdict", "call_erased", "client",
                "reasons", "amount", "currency", "status", "proposed", "proposed_by", "decided", "decided_by",
                "decision_reason", "invoiced", "invoice", "credited", "credit_note", "credit_reason",
            ], to: &output)
        var clock = WallClock(zone: zone)
        try report.eachCharge { charge in
            var line = CSVLine()
            line.number(charge.id, to: &output)
            line.number(charge.replaces, to: &output)
            line.text(charge.call, to: &output)
            line.instant(charge.started, &clock, to: &output)
            line.text(charge.number.rawValue, to: &output)
            line.text(charge.verdict?.rawValue, to: &output)
            line.number(charge.isErased ? 1 : 0, to: &output)
            line.text(charge.client, to: &output)
            line.text(ReasonWords.words(charge.reasons), to: &output)
            line.amount(cents: charge.amount.cents, to: &output)
            line.text(charge.amount.currency, to: &output)
            line.text(charge.status.rawValue, to: &output)
            line.instant(charge.proposed.at, &clock, to: &output)
            line.text(charge.proposed.by, to: &output)
            line.instant(charge.decided?.at, &clock, to: &output)
            line.text(charge.decided?.by, to: &output)
            line.text(charge.decided?.reason, to: &output)
            line.instant(charge.invoiced?.at, &clock, to: &output)
            line.text(charge.invoiced?.document, to: &output)
            line.instant(charge.credited?.at, &clock, to: &output)
            line.text(charge.credited?.document, to: &output)
            line.text(charge.credited?.reason, to: &output)
            try line.end(&output)
        }
    }

    /// Amounts carry the sign that the movement has for what is asked for: waived and credited are negative.
    func writeMovements(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            [
                "charge", "call", "call_started", "client", "movement", "at", "by", "reason", "document", "amount",
                "currency",
            ], to: &output)
        var clock = WallClock(zone: zone)
        try report.eachEarlierMovement { movement in
            let charge = movement.charge
            var line = CSVLine()
            line.number(charge.id, to: &output)
            line.text(charge.call, to: &output)
            line.instant(charge.started, &clock, to: &output)
            line.text(charge.client, to: &output)
            line.text(movement.kind.rawValue, to: &output)
            line.instant(movement.mark.at, &clock, to: &output)
            line.text(movement.mark.by, to: &output)
            line.text(movement.mark.reason, to: &output)
            line.text(movement.mark.document, to: &output)
            let isTakenBack = movement.kind == .waived || movement.kind == .credited
            line.amount(cents: isTakenBack ? -charge.amount.cents : charge.amount.cents, to: &output)
            line.text(charge.amount.currency, to: &output)
            try line.end(&output)
        }
    }
}
