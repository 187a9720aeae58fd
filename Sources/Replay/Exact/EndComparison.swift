import CallLedger
import Desk
import Ledger

/// Compares how a call ended on record with how its replay ended.
struct EndComparison {
    private let details: CallDetails

    init(_ details: CallDetails) { self.details = details }

    func differences(from replayed: CallOutcome) -> [ReplayDifference] {
        let (call, charge) = (details.call, details.charge)
        let decision = call.decision
        return [
            difference("verdict", decision?.verdict.kind.rawValue, replayed.decision.verdict.kind.rawValue),
            difference("reasons", words(decision?.verdict), words(replayed.decision.verdict)),
            difference("client", decision?.client?.description, replayed.decision.client?.description),
            difference("contact", decision?.contact, replayed.decision.contact),
            difference("ticket", decision?.ticket, replayed.decision.ticket),
            difference("connected to", call.connectedTo, replayed.connectedTo),
            difference("period", call.ending?.period?.rawValue, replayed.period?.rawValue),
            difference("keys", call.ending?.keys, replayed.keys),
            difference("assessment", call.ending?.assessment, replayed.assessment.text),
            difference("charge", words(charge?.proposal), words(replayed.charge)),
        ].compactMap { $0 }
    }

    private func difference(_ what: String, _ recorded: String?, _ replayed: String?) -> ReplayDifference? {
        recorded == replayed
            ? nil
            : ReplayDifference(seq: nil, what: what, recorded: recorded ?? "none", replayed: replayed ?? "none")
    }

    private func words(_ verdict: Verdict?) -> String? {
        verdict?.reasons.map(\.rawValue).joined(separator: ",")
    }

    private func words(_ charge: ChargeProposal?) -> String? {
        charge.map {
            "\($0.amount) by the tariff of \(Timestamp.format($0.tariffFrom)) for "
                + $0.reasons.map(\.rawValue).joined(separator: ",")
        }
    }
}
