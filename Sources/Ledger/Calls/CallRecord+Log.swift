import Desk
import TransparencyLog

/// What the log holds of a call's beginning, decision and end: all that its row in `call` says, so that the row can be
/// checked against it.
extension CallHeader {
    var record: CanonicalJSON {
        [
            "desk": .optional(deskHash), "dialled": .string(dialled.description), "drill": .bool(isDrill),
            "flow": .string(flow), "flow_hash": .string(flowHash), "from": .optional(from?.description),
            "id": .string(id), "language": .string(language.rawValue), "number": .string(number.rawValue),
            "policy_hash": .string(policyHash), "source": .string(source.rawValue), "started": .instant(startedAt),
        ]
    }
}

extension CallDecision {
    var record: CanonicalJSON { .object(CanonicalJSON.Members(members)) }

    fileprivate var members: [(String, CanonicalJSON)] {
        [
            ("client", .optional(client?.description)), ("contact", .optional(contact)),
            ("reasons", CanonicalJSON(verdict.reasons.map(\.rawValue))), ("ticket", .optional(ticket)),
            ("verdict", .string(verdict.kind.rawValue)),
        ]
    }
}

extension CallOutcome {
    /// - Parameter entries: how many entries of the call come before, so that none can be left out of the evidence.
    func record(after entries: Int) -> CanonicalJSON {
        .object(
            CanonicalJSON.Members(
                decision.members + [
                    ("assessment", assessment), ("connected_to", .optional(connectedTo)),
                    ("duration", .integer(Int(max(0, duration.milliseconds)))), ("ended", .instant(endedAt)),
                    ("entries", .integer(entries)),
                    ("heard", CanonicalJSON(heard)), ("keys", .string(keys)), ("period", .optional(period?.rawValue)),
                    ("statuses", .optional(statuses.isEmpty ? nil : statuses)),
                ]))
    }
}

extension Voicemail {
    var record: CanonicalJSON {
        [
            "at": .instant(at), "file": .string(file), "length_ms": .integer(Int(max(0, length.milliseconds))),
            "sha256": .string(Hexadecimal.text(sha256)),
        ]
    }
}
