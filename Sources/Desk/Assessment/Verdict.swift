/// How a call was decided, and why.
public struct Verdict: Hashable, Sendable {
    /// The decision.
    public let kind: VerdictKind
    /// Why, in the order of the preconditions; empty for a call that was admitted by the rules.
    public let reasons: [Reason]

    /// Makes a verdict.
    public init(kind: VerdictKind, reasons: [Reason]) {
        self.kind = kind
        self.reasons = reasons
    }

    /// What follows from the standing of a call to that number.
    public static func of(_ standing: Standing, on number: NumberRole, policy: Policy) -> Verdict {
        if !standing.charged, standing.admitted || standing.rang {
            let failedOpen =
                standing.failedOpen || !Assessment.allHold(standing, on: number, policy: policy)
            return Verdict(kind: .admitted, reasons: failedOpen ? [.deskUnavailable] : [])
        }
        let violations = Assessment.violations(standing, on: number, policy: policy)
        if standing.charged { return Verdict(kind: .abusive, reasons: violations) }
        if !violations.isEmpty { return Verdict(kind: .refused, reasons: violations) }
        let stoppedAtBulletin =
            standing.outcomes[.bulletin] == .active && standing.outcomes[.ticket] == nil
            && standing.outcomes[.order] == nil
        return Verdict(kind: .abandoned, reasons: stoppedAtBulletin ? [.knownIncident] : [])
    }
}
