import CallFlow
import Calls
import Desk
import DeskFolder
import Foundation
import Ledger

/// Asks a person about one proposal after the other, with what speaks for and against it.
struct ReviewDialogue {
    let ledger: Ledger
    let desk: DeskFolder
    let actor: String

    private enum Answer {
        case confirm, waive(String), skip, quit
    }

    func run(_ charges: [RecordedCharge], at now: () -> Instant) throws {
        if charges.isEmpty { return print("no charge waits for a decision") }
        for (index, charge) in charges.enumerated() {
            print(Output.styled("\(index + 1) of \(charges.count)", .bold))
            try show(charge)
            switch try ask(charge) {
            case .confirm:
                do {
                    try ledger.confirm(charge: charge.id, by: actor, fourEyes: desk.billing.fourEyes, at: now())
                    print(Output.styled("confirmed", .green) + "\n")
                } catch { print(Output.styled("not confirmed: \(error)", .red) + "\n") }
            case .waive(let reason):
                do {
                    try ledger.waive(charge: charge.id, by: actor, reason: reason, at: now())
                    print(Output.styled("waived", .yellow) + "\n")
                } catch { print(Output.styled("not waived: \(error)", .red) + "\n") }
            case .skip: print("")
            case .quit: return
            }
        }
    }

    private func show(_ charge: RecordedCharge) throws {
        let zone = desk.policy.zone
        var rows = [
            ["charge", "\(charge.id), \(charge.proposal.amount) excl. tax, proposed by \(charge.proposal.proposer)"],
            ["client", charge.client?.description ?? "erased"],
            ["for", charge.proposal.reasons.map(\.rawValue).joined(separator: ", ")],
            ["tariff", "in force since \(Timestamp.format(charge.proposal.tariffFrom, in: zone))"],
        ]
        if let call = try ledger.call(charge.callID)?.call {
            rows.append([
                "call",
                "\(call.header.id), \(call.header.number.rawValue), \(Timestamp.format(call.header.startedAt, in: zone))",
            ])
            rows.append(["from", call.header.from?.description ?? "–"])
            if let ending = call.ending {
                rows.append(["heard", ending.heard.joined(separator: ", ")])
                rows.append(["keys", ending.keys])
                rows += assessment(ending.assessment)
            }
        }
        for dispute in try ledger.disputes(of: charge.id) {
            rows.append(["disputed", "\(Timestamp.format(dispute.opened.at, in: zone)): \(dispute.opened.reason)"])
        }
        print(Output.table(rows))
    }

    private func assessment(_ text: String) -> [[String]] {
        (CanonicalJSON(parsing: text)?.items ?? []).compactMap { entry in
            guard let members = entry.members, let name = members["precondition"]?.string,
                let outcome = members["outcome"]?.string, outcome != "not_evaluated", outcome != "not_required"
            else { return nil }
            let evidence = (members["evidence"]?.members?.sorted ?? []).map { "\($0.name) \($0.value.string ?? "")" }
            return [name, ([outcome] + evidence).joined(separator: ", ")]
        }
    }

    private func ask(_ charge: RecordedCharge) throws -> Answer {
        while true {
            Output.write("[c]onfirm, [w]aive, [e]vents, [s]kip, [q]uit? ")
            guard let line = readLine() else { return .quit }
            switch line.lowercased() {
            case "c", "confirm": return .confirm
            case "w", "waive":
                Output.write("why? ")
                guard let reason = readLine() else { return .quit }
                if !reason.isEmpty { return .waive(reason) }
                print("a waiver needs a reason")
            case "e", "events": try showEvents(of: charge)
            case "s", "skip", "": return .skip
            case "q", "quit": return .quit
            default: print("answer c, w, e, s or q")
            }
        }
    }

    private func showEvents(of charge: RecordedCharge) throws {
        guard let details = try ledger.call(charge.callID) else { return }
        let start = details.call.header.startedAt
        print(
            Output.table(
                details.events.map {
                    [CallReport.seconds(start.duration(to: $0.at)) + " s", $0.kind, String($0.payload.prefix(160))]
                }))
    }
}
