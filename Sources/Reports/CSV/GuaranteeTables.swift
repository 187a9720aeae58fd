import Desk
import Ledger

/// A line for each ticket, and for each client.
struct GuaranteeTables {
    let zone: ZoneRules

    func write(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            [
                "ticket", "client", "contract", "channel", "service", "priority", "qualification", "opened", "deadline",
                "responded", "closed", "guarantee", "delay_ms",
            ], to: &output)
        var clock = WallClock(zone: zone)
        try report.eachGuarantee { guarantee in
            let ticket = guarantee.ticket
            var line = CSVLine()
            line.text(ticket.id, to: &output)
            line.text(ticket.client.description, to: &output)
            line.text(guarantee.contract, to: &output)
            line.text(ticket.channel.rawValue, to: &output)
            line.text(ticket.service, to: &output)
            line.text(ticket.priority.rawValue, to: &output)
            line.text(ticket.qualification.rawValue, to: &output)
            line.instant(ticket.opened, &clock, to: &output)
            line.instant(guarantee.deadline, &clock, to: &output)
            line.instant(ticket.responded, &clock, to: &output)
            line.instant(ticket.closed, &clock, to: &output)
            line.text(guarantee.result.rawValue, to: &output)
            line.number(guarantee.delay, to: &output)
            try line.end(&output)
        }
    }

    func writeClients(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            [
                "client", "name", "calls", "admitted", "refused", "abusive", "tickets", "kept", "missed",
                "longest_delay_ms",
            ], to: &output)
        for (number, client) in report.clients.sorted(by: { $0.key < $1.key }) {
            var line = CSVLine()
            line.text(number.description, to: &output)
            line.text(report.name(of: number), to: &output)
            for count in [
                client.calls, client.admitted, client.refused, client.abusive, client.tickets, client.kept,
                client.missed,
            ] { line.number(count, to: &output) }
            line.number(client.longest, to: &output)
            try line.end(&output)
        }
    }
}
