import Desk

/// A charge that is proposed for a call.
public struct ChargeProposal: Hashable, Sendable {
    /// The amount, excluding tax.
    public var amount: Money
    /// The first instant of the tariff.
    public var tariffFrom: Instant
    /// Why the call was abusive; at least one reason.
    public var reasons: [Reason]
    /// Who proposes it: the desk, or the technician who marked the call as abusive.
    public var proposer: String

    /// The name by which the desk itself proposes.
    public static let desk = "desk"

    /// Makes a proposal.
    public init(amount: Money, tariffFrom: Instant, reasons: [Reason], proposer: String = Self.desk) {
        self.amount = amount
        self.tariffFrom = tariffFrom
        self.reasons = reasons
        self.proposer = proposer
    }

    /// Proposes what a tariff says.
    public init(_ tariff: Tariff, reasons: [Reason]) {
        self.init(amount: tariff.amount, tariffFrom: tariff.from, reasons: reasons)
    }
}

/// How a call ended.
public struct CallOutcome: Hashable, Sendable {
    /// When it ended.
    public var endedAt: Instant
    /// Into which part of the day it fell, if that was established.
    public var period: Period?
    /// Client, contact, ticket and verdict.
    public var decision: CallDecision
    /// Who took the call, if anybody did.
    public var connectedTo: String?
    /// Every precondition with its outcome and evidence.
    public var assessment: CanonicalJSON
    /// The prompts that were heard to their end.
    public var heard: [String]
    /// The keys that were pressed, masked where they are sensitive.
    public var keys: String
    /// How long the call lasted.
    public var duration: Duration
    /// How each precondition stood, a letter each in the order of `Precondition.allCases`; see ``statuses(_:)``.
    public var statuses: String
    /// The charge that is proposed, if any.
    public var charge: ChargeProposal?

    /// Makes an outcome.
    public init(
        endedAt: Instant, period: Period? = nil, decision: CallDecision, connectedTo: String? = nil,
        assessment: CanonicalJSON = [], heard: [String] = [], keys: String = "", duration: Duration,
        statuses: String = "", charge: ChargeProposal? = nil
    ) {
        self.endedAt = endedAt
        self.period = period
        self.decision = decision
        self.connectedTo = connectedTo
        self.assessment = assessment
        self.heard = heard
        self.keys = keys
        self.duration = duration
        self.statuses = statuses
        self.charge = charge
    }

    /// A letter for each precondition, in order: `s` satisfied, `v` violated, `u` unavailable, `n` not evaluated, `r` not
    /// required.
    public static func statuses(_ assessment: Assessment) -> String {
        String(
            assessment.entries.map { entry -> Character in
                switch entry.status {
                case .satisfied: "s"
                case .violated: "v"
                case .unavailable: "u"
                case .notEvaluated: "n"
                case .notRequired: "r"
                }
            })
    }
}

/// One thing to write about a call; several make one transaction.
public enum CallEntry: Hashable, Sendable {
    /// Events, and the decision that they led to.
    case append(call: Int64, [CallEvent], CallDecision?)
    /// The end of the call.
    case finish(call: Int64, CallOutcome)
}
