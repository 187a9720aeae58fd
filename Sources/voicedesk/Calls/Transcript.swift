import CallFlow
import Calls
import Desk
import Prompts
import Simulator

/// Writes a call down for people: what was said and keyed when, and how the desk decided.
final class Transcript {
    private let renderer: PromptRenderer
    private let zone: ZoneRules
    private let startedAt: Instant
    private var isHolding = false

    init(renderer: PromptRenderer, zone: ZoneRules, startedAt: Instant) {
        self.renderer = renderer
        self.zone = zone
        self.startedAt = startedAt
    }

    func write(_ happening: CallTrace.Happening, at now: Instant, program: FlowProgram) {
        guard case .effect(let effect) = happening else { return }
        switch effect {
        case .play(_, let utterances, _):
            if utterances.allSatisfy({ $0.prompt == "hold" }) {
                if isHolding { return }
                isHolding = true
            }
            for utterance in utterances { line(now, "desk", renderer.text(utterance, at: now)) }
        case .collected(_, let keys): line(now, "caller", Output.styled("[\(keys)]", .cyan))
        case .ring(_, let person, _): line(now, "rings", "\(person.name) (\(person.id))")
        case .whisper(_, let utterances):
            for utterance in utterances { line(now, "whisper", renderer.text(utterance, at: now)) }
        case .attempted(let person, let result): line(now, person.id, result.rawValue)
        case .bridge: line(now, "", "caller and technician are connected")
        case .startRecording: line(now, "", "recording")
        case .log(let entry):
            isHolding = false
            line(now, "ledger", Output.styled(description(entry), .dim))
        case .hangup(let cause): line(now, "", "the desk hangs up (\(cause.rawValue))")
        case .ended, .entered, .answer, .stopPlaying, .listen, .check, .findChain, .release, .stopRecording, .transfer:
            break
        }
    }

    func writeSummary(_ report: CallReport) {
        let style: Output.Style =
            switch report.verdict.kind {
            case .admitted: .green
            case .refused: .yellow
            case .abusive: .red
            case .abandoned: .dim
            }
        var rows = [["verdict", Output.styled(report.verdict.kind.rawValue, style)]]
        if !report.verdict.reasons.isEmpty {
            rows.append(["reasons", report.verdict.reasons.map(\.rawValue).joined(separator: ", ")])
        }
        for entry in report.assessment.entries where entry.outcome != "not_evaluated" && entry.outcome != "not_required"
        {
            let evidence = entry.evidence.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            rows.append([
                "  " + entry.precondition.rawValue, entry.outcome + (evidence.isEmpty ? "" : " (\(evidence))"),
            ])
        }
        if let connected = report.connectedTo { rows.append(["connected to", connected]) }
        let charge = report.charge.map { "\($0.amount) excl. tax, proposed" } ?? "none"
        rows.append(["charge", charge])
        rows.append(["duration", clock(report.duration)])
        Output.write("\n" + Output.table(rows) + "\n")
    }

    private func description(_ entry: FlowLogEntry) -> String {
        let reasons = entry.verdict.reasons.map(\.rawValue).joined(separator: ", ")
        let line = entry.category.rawValue + (reasons.isEmpty ? "" : ": \(reasons)")
        if case .refuse(let obstacle) = entry.billing { return "\(line), not billed: \(obstacle.rawValue)" }
        return line
    }

    private func line(_ now: Instant, _ who: String, _ text: String) {
        let name = who + String(repeating: " ", count: max(0, 8 - who.count))
        Output.write("\(clock(startedAt.duration(to: now)))  \(Output.styled(name, .bold)) \(text)\n")
    }

    private func clock(_ duration: Duration) -> String {
        let seconds = duration.milliseconds / 1000
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}
