import CallFlow
import Desk
import DeskFolder
import Ledger
import Prompts

/// How a call ended, as far as it matters to those who were in it and to who pays.
public struct CallEnding: Hashable, Sendable {
    /// The verdict and its reasons.
    public let verdict: Verdict
    /// Who took the call, if anybody did.
    public let connectedTo: String?
    /// What is to be charged, excluding tax.
    public let charge: Money?
    /// Where the record has no more to say: a step, or a person who was never rung so long.
    ///
    /// The decision had been made by then; what came behind that place is not known.
    public let openAt: String?

    /// Describes an ending.
    public init(verdict: Verdict, connectedTo: String?, charge: Money?, openAt: String? = nil) {
        self.verdict = verdict
        self.connectedTo = connectedTo
        self.charge = charge
        self.openAt = openAt
    }

    /// Whether the other ending is this one, as far as it is known.
    func isSame(as other: CallEnding) -> Bool {
        guard verdict == other.verdict, charge == other.charge else { return false }
        return connectedTo == other.connectedTo || other.openAt != nil
    }
}

/// What would have become of a recorded call at another desk.
public enum WhatIfAnswer: Hashable, Sendable {
    /// The same.
    case same(CallEnding)
    /// Something else.
    case otherwise(before: CallEnding, after: CallEnding)
}

/// Asks what would have become of recorded calls under another policy, or with other flows.
public struct WhatIf: Sendable {
    private let contexts: [NumberRole: FlowContext]
    private let renderer: PromptRenderer

    /// Asks about the calls of a desk.
    public init(_ desk: DeskFolder) {
        contexts = desk.programs.mapValues { FlowContext(program: $0, policy: desk.policy) }
        renderer = PromptRenderer(desk.catalogue, zone: desk.policy.zone)
    }

    /// Plays one call.
    ///
    /// - Throws: why it cannot be told; nothing is guessed.
    public func answer(_ details: CallDetails) throws(ReplayObstacle) -> WhatIfAnswer {
        guard let context = contexts[details.call.header.number] else { throw .noFlow(details.call.header.number) }
        guard let decision = details.call.decision else { throw .notFinished(details.call.state) }
        var run = try WhatIfRun(context, renderer, details)
        let after = try run.run()
        let before = CallEnding(
            verdict: decision.verdict, connectedTo: details.call.connectedTo, charge: details.charge?.proposal.amount)
        return before.isSame(as: after) ? .same(before) : .otherwise(before: before, after: after)
    }
}
