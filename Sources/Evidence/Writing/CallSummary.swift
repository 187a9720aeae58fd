import Calls
import Desk
import Ledger

/// The call and its charges for a reader: what the entries say, in one place each.
struct CallSummary {
    let evidence: CallEvidence
    let zone: ZoneRules

    init(_ evidence: CallEvidence, zone: ZoneRules) {
        self.evidence = evidence
        self.zone = zone
    }

    private var recorded: RecordedCall { evidence.details.call }

    /// `call.json`.
    var call: String {
        let header = recorded.header
        let decision = recorded.decision
        var members: [(String, JSON)] = [
            ("id", .string(header.id)), ("key", .int(Int(recorded.key))), ("number", .string(header.number.rawValue)),
            ("dialled", .string(header.dialled.description)), ("from", .optional(header.from?.description)),
            ("started", time(header.startedAt)), ("flow", .string(header.flow)),
            ("flow_sha256", .string(header.flowHash)), ("policy_sha256", .string(header.policyHash)),
            ("desk", .optional(header.deskHash)), ("source", .string(header.source.rawValue)),
            ("drill", .bool(header.isDrill)), ("state", .string(recorded.state.rawValue)),
            ("erased", recorded.erasedAt.map(time) ?? .null), ("client", .optional(decision?.client?.description)),
            ("contact", .optional(decision?.contact)), ("ticket", .optional(decision?.ticket)),
            ("verdict", .optional(decision?.verdict.kind.rawValue)),
            ("reasons", .array((decision?.verdict.reasons ?? []).map { .string($0.rawValue) })),
            ("connected_to", .optional(recorded.connectedTo)),
        ]
        if let ending = recorded.ending {
            members += [
                ("ended", time(ending.at)), ("duration_s", .number(CallReport.seconds(ending.duration))),
                ("heard", .array(ending.heard.map(JSON.string))), ("keys", .string(ending.keys)),
                ("assessment", .number(ending.assessment)),
            ]
        }
        return JSON.object(members).pretty() + "\n"
    }

    /// `charges.json`: each charge with everything that became of it, and its disputes.
    var charges: String {
        JSON.array(
            evidence.charges.map { charge in
                .object([
                    ("id", .int(Int(charge.id))), ("replaces", charge.replaces.map { .int(Int($0)) } ?? .null),
                    ("status", .string(charge.status.rawValue)), ("client", .optional(charge.client?.description)),
                    ("amount", .number(String(charge.proposal.amount.description.prefix { $0 != " " }))),
                    ("currency", .string(charge.proposal.amount.currency)),
                    ("tariff_from", time(charge.proposal.tariffFrom)),
                    ("reasons", .array(charge.proposal.reasons.map { .string($0.rawValue) })),
                    (
                        "proposed",
                        .object([("at", time(charge.proposedAt)), ("by", .string(charge.proposal.proposer))])
                    ),
                    ("decided", deed(charge.decided)), ("invoice", document(charge.invoice)),
                    ("credit_note", document(charge.creditNote)),
                    (
                        "disputes",
                        .array(
                            evidence.disputes.filter { $0.charge == charge.id }.map { dispute in
                                .object([
                                    ("opened", deed(dispute.opened)), ("answered", deed(dispute.answered)),
                                    ("closed", deed(dispute.closed)), ("outcome", .optional(dispute.outcome?.rawValue)),
                                ])
                            })
                    ),
                ])
            }
        ).pretty() + "\n"
    }

    private func time(_ instant: Instant) -> JSON { .string(Timestamp.format(instant, in: zone)) }

    private func deed(_ deed: RecordedCharge.Deed?) -> JSON {
        guard let deed else { return .null }
        return .object([("at", time(deed.at)), ("by", .string(deed.actor)), ("reason", .string(deed.reason))])
    }

    private func document(_ document: RecordedCharge.Document?) -> JSON {
        guard let document else { return .null }
        return .object([
            ("at", time(document.at)), ("number", .string(document.number)), ("reason", .optional(document.reason)),
        ])
    }
}
