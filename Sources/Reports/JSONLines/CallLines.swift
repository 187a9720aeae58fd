import Desk
import Ledger

/// A JSON line for each call: the same members in the same order a million times, so their names are made once.
///
/// Reasons are one text with blanks, as in the table of calls.
struct CallLines {
    private var startClock: WallClock
    private var endClock: WallClock
    private var words = ReasonWords()
    private var reasons = RepeatedText()
    private var flow = RepeatedText()
    private var flowHash = RepeatedText()
    private var policyHash = RepeatedText()

    init(zone: ZoneRules) {
        startClock = WallClock(zone: zone)
        endClock = WallClock(zone: zone)
    }

    /// Writes the calls and tells how many there were.
    func write(_ report: MonthlyReport, to output: inout ReportOutput) throws -> Int {
        var (lines, count) = (self, 0)
        try report.eachCall { call in
            try lines.write(call, &output)
            count += 1
        }
        return count
    }

    private mutating func write(_ call: CallRow, _ output: inout ReportOutput) throws {
        let kind = call.kind
        let line = JSONLine(type: "call", to: &output)
        line.text(Key.call, try call.id, to: &output)
        line.instant(Key.started, try call.started, &startClock, to: &output)
        line.instant(Key.ended, try call.ended, &endClock, to: &output)
        line.word(Key.number, kind.number.rawValue, to: &output)
        line.word(Key.period, kind.period?.rawValue, to: &output)
        line.word(Key.source, kind.source.rawValue, to: &output)
        line.word(Key.state, kind.state.rawValue, to: &output)
        line.text(Key.client, try call.client, to: &output)
        line.text(Key.contact, try call.contact, to: &output)
        line.text(Key.ticket, try call.ticket, to: &output)
        line.word(Key.verdict, kind.verdict?.rawValue, to: &output)
        if let list = try words.words(call.reasons) {
            line.text(Key.reasons, list, &reasons, to: &output)
        } else {
            line.word(Key.reasons, nil, to: &output)
        }
        line.flag(Key.connected, kind.isConnected, to: &output)
        line.number(Key.duration, try call.duration, to: &output)
        line.text(Key.statuses, try call.statuses, to: &output)
        line.flag(Key.erased, kind.isErased, to: &output)
        line.text(Key.flow, try call.flow, &flow, to: &output)
        line.text(Key.flowHash, try call.flowHash, &flowHash, to: &output)
        line.text(Key.policyHash, try call.policyHash, &policyHash, to: &output)
        try line.end(&output)
    }

    private enum Key {
        static let call = JSONKey("call")
        static let started = JSONKey("started")
        static let ended = JSONKey("ended")
        static let number = JSONKey("number")
        static let period = JSONKey("period")
        static let source = JSONKey("source")
        static let state = JSONKey("state")
        static let client = JSONKey("client")
        static let contact = JSONKey("contact")
        static let ticket = JSONKey("ticket")
        static let verdict = JSONKey("verdict")
        static let reasons = JSONKey("reasons")
        static let connected = JSONKey("connected")
        static let duration = JSONKey("duration_ms")
        static let statuses = JSONKey("statuses")
        static let erased = JSONKey("erased")
        static let flow = JSONKey("flow")
        static let flowHash = JSONKey("flow_hash")
        static let policyHash = JSONKey("policy_hash")
    }
}
