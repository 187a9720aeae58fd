import Desk
import Ledger

/// A line for each call.
struct CallTable {
    let zone: ZoneRules

    func write(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            [
                "call", "started", "ended", "number", "period", "source", "state", "client", "contact",
                "ticket", "verdict", "reasons", "connected", "duration_ms", "statuses", "erased", "flow", "flow_hash",
                "policy_hash",
            ], to: &output)
        var (startClock, endClock) = (WallClock(zone: zone), WallClock(zone: zone))
        var words = ReasonWords()
        var (reasons, flow, flowHash, policyHash) = (RepeatedText(), RepeatedText(), RepeatedText(), RepeatedText())
        try report.eachCall { call in
            let kind = call.kind
            let erased = kind.isErased ? "erased" : nil
            var line = CSVLine()
            line.text(try call.id, to: &output)
            line.instant(try call.started, &startClock, to: &output)
            line.instant(try call.ended, &endClock, to: &output)
            line.word(kind.number.rawValue, to: &output)
            line.word(kind.period?.rawValue, to: &output)
            line.word(kind.source.rawValue, to: &output)
            line.word(kind.state.rawValue, to: &output)
            line.text(try call.client ?? erased, to: &output)
            line.text(try call.contact ?? erased, to: &output)
            line.text(try call.ticket ?? erased, to: &output)
            line.word(kind.verdict?.rawValue, to: &output)
            line.text(try words.words(call.reasons) ?? "", &reasons, to: &output)
            line.number(kind.isConnected ? 1 : 0, to: &output)
            line.number(try call.duration, to: &output)
            line.text(try call.statuses, to: &output)
            line.number(kind.isErased ? 1 : 0, to: &output)
            line.text(try call.flow, &flow, to: &output)
            line.text(try call.flowHash, &flowHash, to: &output)
            line.text(try call.policyHash, &policyHash, to: &output)
            try line.end(&output)
        }
    }
}

/// Reasons in one field, with blanks between them.
struct ReasonWords {
    private var lists = ReasonLists()
    private var known: [String: String] = ["[]": ""]

    mutating func words(_ json: String?) throws -> String? {
        guard let json else { return nil }
        if let words = known[json] { return words }
        let words = Self.words(try lists.reasons(json))
        if known.count < 4096 { known[json] = words }
        return words
    }

    static func words(_ reasons: [Reason]) -> String { reasons.map(\.rawValue).joined(separator: " ") }
}
