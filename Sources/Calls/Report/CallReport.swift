import CallFlow
import Desk

/// Everything that is to be said of one call once it is over; its JSON keys are those that tests and tools rely on.
public struct CallReport: Sendable {
    /// The number that was called.
    public let number: NumberRole
    /// The flow that answered.
    public let flow: String
    /// When the call came in.
    public let at: Instant
    /// The period in which it came in.
    public let period: Period
    /// The client, once known.
    public let client: ClientNumber?
    /// The contact's code, once known.
    public let contact: String?
    /// The ticket that the call was about.
    public let ticket: String?
    /// The verdict with its reasons.
    public let verdict: Verdict
    /// Every precondition.
    public let assessment: Assessment
    /// Who was rung, and what came of it.
    public let attempts: [Attempt]
    /// The technician who took the call.
    public let connectedTo: String?
    /// The charge that was proposed.
    public let charge: Charge?
    /// The prompts that were spoken to their end.
    public let heard: [String]
    /// What the caller keyed, masked where it is sensitive.
    public let keys: [String]
    /// The steps, in order.
    public let steps: [String]
    /// How long the call lasted.
    public let duration: Duration
    /// The zone in which times are written.
    public let zone: ZoneRules

    /// One attempt to reach somebody.
    public struct Attempt: Hashable, Sendable {
        /// The person's id.
        public let target: String
        /// What came of it.
        public let result: HuntResult
    }

    /// A proposed charge.
    public struct Charge: Hashable, Sendable {
        /// The amount, excluding tax.
        public let amount: Money
        /// The tariff's first instant.
        public let tariffFrom: Instant
        /// What it is charged for.
        public let reasons: [Reason]
    }

    /// The report with the keys of the command line's contract.
    public var json: JSON {
        .object([
            ("number", .string(number.rawValue)),
            ("flow", .string(flow)),
            ("at", .string(Timestamp.format(at, in: zone))),
            ("period", .string(period.rawValue)),
            ("client", .optional(client?.description)),
            ("contact", .optional(contact)),
            ("verdict", .string(verdict.kind.rawValue)),
            ("reasons", .array(verdict.reasons.map { .string($0.rawValue) })),
            ("assessment", assessmentJSON),
            (
                "attempts",
                .array(
                    attempts.map { .object([("target", .string($0.target)), ("result", .string($0.result.rawValue))]) })
            ),
            ("connected_to", .optional(connectedTo)),
            ("charge", charge?.json ?? .null),
            ("heard", .array(heard.map(JSON.string))),
            ("keys", .string(keys.joined(separator: " "))),
            ("steps", .array(steps.map(JSON.string))),
            ("duration_s", .number(Self.seconds(duration))),
        ])
    }

    /// The assessment as it is written in the report and in the ledger.
    public var assessmentJSON: JSON {
        .array(
            assessment.entries.map { entry in
                .object([
                    ("precondition", .string(entry.precondition.rawValue)),
                    ("outcome", .string(entry.outcome)),
                    ("evidence", Self.object(entry.evidence)),
                ])
            })
    }

    private static func object(_ evidence: [Assessment.Evidence]) -> JSON {
        var members: [(String, JSON)] = []
        for item in evidence {
            if let index = members.firstIndex(where: { $0.0 == item.name }), case .string(let text) = members[index].1 {
                members[index].1 = .string(text + ", " + item.value)
            } else {
                members.append((item.name, .string(item.value)))
            }
        }
        return .object(members)
    }

    /// A duration in seconds, with as many decimals as it has, at most three.
    public static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.milliseconds
        let fraction = abs(milliseconds % 1000)
        if fraction == 0 { return String(milliseconds / 1000) }
        var digits = String(fraction)
        digits = String(repeating: "0", count: 3 - digits.utf8.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(milliseconds / 1000).\(digits)"
    }
}

extension CallReport.Charge {
    /// The charge with an exact decimal amount.
    public var json: JSON {
        .object([
            ("amount", .number(String(amount.description.prefix { $0 != " " }))),
            ("currency", .string(amount.currency)),
            ("status", .string("proposed")),
        ])
    }
}
