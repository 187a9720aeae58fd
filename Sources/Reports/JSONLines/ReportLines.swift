import Desk
import Ledger

/// A monthly report as JSON lines: one object a line, its kind under `type`, the last one `end` with the number of lines.
///
/// In this order: `report`, `total`…, `rule`…, `client`…, `charge`…, `movement`…, `dispute`…, `guarantee`…, `call`…,
/// `end`. A file without `end` is not whole.
public struct ReportLines {
    private let report: MonthlyReport
    private var clock: WallClock
    private var count = 1

    /// Writes a report.
    ///
    /// - Parameter calls: whether each call gets a line; the totals are the same without.
    public static func jsonLines(
        _ report: MonthlyReport, calls: Bool = true, to output: inout ReportOutput
    ) throws {
        var lines = ReportLines(report: report, clock: WallClock(zone: report.request.policy.zone))
        try lines.writeHead(&output)
        try lines.writeTotals(&output)
        try lines.writeCharges(&output)
        try lines.writeDisputes(&output)
        try lines.writeGuarantees(&output)
        if calls { lines.count += try CallLines(zone: report.request.policy.zone).write(report, to: &output) }
        let end = JSONLine(type: "end", to: &output)
        end.number("lines", lines.count, to: &output)
        try end.end(&output)
        try output.flush()
    }

    private mutating func end(_ line: JSONLine, _ output: inout ReportOutput) throws {
        count += 1
        try line.end(&output)
    }

    private mutating func writeHead(_ output: inout ReportOutput) throws {
        let request = report.request
        let line = JSONLine(type: "report", to: &output)
        line.text("month", request.month.description, to: &output)
        line.text("provider", request.provider.name, to: &output)
        line.text("time_zone", request.policy.zone.identifier, to: &output)
        line.instant("from", report.start, &clock, to: &output)
        line.instant("until", report.end, &clock, to: &output)
        line.instant("made", request.now, &clock, to: &output)
        line.text("policy_hash", request.policyHash, to: &output)
        line.texts("policy_hashes_of_calls", report.calls.policies.keys.sorted(), to: &output)
        line.texts(
            "flow_hashes_of_calls", report.calls.flows.keys.sorted().map { "\($0.flow) \($0.hash)" }, to: &output)
        line.text("checkpoint", request.checkpoint, to: &output)
        try end(line, &output)
    }

    private mutating func writeTotals(_ output: inout ReportOutput) throws {
        for total in try report.totals() {
            let line = JSONLine(type: "total", to: &output)
            line.text("group", total.group, to: &output)
            line.text("name", total.name, to: &output)
            line.number("count", total.count, to: &output)
            if total.amount != nil { line.amount(total.amount, to: &output) }
            try end(line, &output)
        }
        for precondition in Precondition.allCases {
            let line = JSONLine(type: "rule", to: &output)
            line.text("rule", precondition.rule, to: &output)
            line.text("precondition", precondition.rawValue, to: &output)
            for standing in RuleFigures.Standing.allCases {
                line.number(JSONKey(standing.columnName), report.rules.count(precondition, standing), to: &output)
            }
            try end(line, &output)
        }
        for (number, client) in report.clients.sorted(by: { $0.key < $1.key }) {
            let line = JSONLine(type: "client", to: &output)
            line.text("client", number.description, to: &output)
            line.text("name", report.name(of: number), to: &output)
            for (name, value) in [
                ("calls", client.calls), ("admitted", client.admitted), ("refused", client.refused),
                ("abusive", client.abusive), ("tickets", client.tickets), ("kept", client.kept),
                ("missed", client.missed),
            ] { line.number(JSONKey(name), value, to: &output) }
            line.number("longest_delay_ms", client.longest, to: &output)
            try end(line, &output)
        }
    }

    private mutating func writeCharges(_ output: inout ReportOutput) throws {
        try report.eachCharge { charge in
            let line = JSONLine(type: "charge", to: &output)
            line.number("charge", charge.id, to: &output)
            line.number("replaces", charge.replaces, to: &output)
            line.text("call", charge.call, to: &output)
            line.instant("call_started", charge.started, &clock, to: &output)
            line.text("number", charge.number.rawValue, to: &output)
            line.text("call_verdict", charge.verdict?.rawValue, to: &output)
            line.flag("call_erased", charge.isErased, to: &output)
            line.text("client", charge.client, to: &output)
            line.text("reasons", ReasonWords.words(charge.reasons), to: &output)
            line.amount(charge.amount, to: &output)
            line.text("status", charge.status.rawValue, to: &output)
            write(charge.proposed, "proposed", ("by", nil, nil), line, &output)
            write(charge.decided, "decided", ("by", "reason", nil), line, &output)
            write(charge.invoiced, "invoiced", (nil, nil, "invoice"), line, &output)
            write(charge.credited, "credited", (nil, "reason", "credit_note"), line, &output)
            try end(line, &output)
        }
        try report.eachEarlierMovement { movement in
            let line = JSONLine(type: "movement", to: &output)
            line.number("charge", movement.charge.id, to: &output)
            line.text("call", movement.charge.call, to: &output)
            line.instant("call_started", movement.charge.started, &clock, to: &output)
            line.text("client", movement.charge.client, to: &output)
            line.text("movement", movement.kind.rawValue, to: &output)
            line.instant("at", movement.mark.at, &clock, to: &output)
            line.text("by", movement.mark.by, to: &output)
            line.text("reason", movement.mark.reason, to: &output)
            line.text("document", movement.mark.document, to: &output)
            line.amount(movement.charge.amount, to: &output)
            try end(line, &output)
        }
    }

    private mutating func write(
        _ mark: ChargeLine.Mark?, _ name: String, _ members: (by: String?, reason: String?, document: String?),
        _ line: JSONLine, _ output: inout ReportOutput
    ) {
        line.instant(JSONKey(name), mark?.at, &clock, to: &output)
        if let by = members.by { line.text(JSONKey("\(name)_\(by)"), mark?.by, to: &output) }
        if let reason = members.reason { line.text(JSONKey("\(name)_\(reason)"), mark?.reason, to: &output) }
        if let document = members.document { line.text(JSONKey(document), mark?.document, to: &output) }
    }

    private mutating func writeDisputes(_ output: inout ReportOutput) throws {
        let zone = report.request.policy.zone
        try report.eachDispute { dispute in
            let line = JSONLine(type: "dispute", to: &output)
            line.number("dispute", dispute.id, to: &output)
            line.number("charge", dispute.charge, to: &output)
            line.text("client", dispute.client, to: &output)
            line.amount(dispute.amount, to: &output)
            write(dispute.opened, "opened", ("by", "reason", nil), line, &output)
            write(dispute.answered, "answered", ("by", "answer", nil), line, &output)
            line.number(
                "days_to_answer", dispute.days(until: dispute.answered, in: zone).map(Int64.init), to: &output)
            write(dispute.closed, "closed", ("by", nil, nil), line, &output)
            line.text("outcome", dispute.outcome?.rawValue, to: &output)
            line.number("days_to_close", dispute.days(until: dispute.closed, in: zone).map(Int64.init), to: &output)
            try end(line, &output)
        }
    }

    private mutating func writeGuarantees(_ output: inout ReportOutput) throws {
        try report.eachGuarantee { guarantee in
            let ticket = guarantee.ticket
            let line = JSONLine(type: "guarantee", to: &output)
            line.text("ticket", ticket.id, to: &output)
            line.text("client", ticket.client.description, to: &output)
            line.text("contract", guarantee.contract, to: &output)
            line.text("channel", ticket.channel.rawValue, to: &output)
            line.instant("opened", ticket.opened, &clock, to: &output)
            line.instant("deadline", guarantee.deadline, &clock, to: &output)
            line.instant("responded", ticket.responded, &clock, to: &output)
            line.instant("closed", ticket.closed, &clock, to: &output)
            line.text("guarantee", guarantee.result.rawValue, to: &output)
            line.number("delay_ms", guarantee.delay, to: &output)
            try end(line, &output)
        }
    }
}

extension RuleFigures.Standing {
    /// The standing's name in tables and JSON lines.
    var columnName: String {
        switch self {
        case .satisfied: "satisfied"
        case .violated: "violated"
        case .unavailable: "unavailable"
        case .notEvaluated: "not_evaluated"
        case .notRequired: "not_required"
        case .unrecorded: "unrecorded"
        }
    }
}
