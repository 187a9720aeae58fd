/// Why an abusive call cannot be billed.
public enum BillingObstacle: String, CaseIterable, Hashable, Sendable {
    case drill
    case identityNotEstablished = "identity-not-established"
    case nothingViolated = "nothing-violated"
    case deskUnavailable = "desk-unavailable"
    case priceNotHeard = "price-not-heard"
    case didNotInsist = "did-not-insist"
    case didNotAgree = "did-not-agree"
    case noTariffInForce = "no-tariff-in-force"
    case alreadyCharged = "already-charged"
}

/// Whether a call may be billed (rule R10).
public enum BillingDecision: Hashable, Sendable {
    /// A charge of this tariff is proposed, for these reasons.
    case propose(Tariff, [Reason])
    /// Nothing may be charged.
    case refuse(BillingObstacle)
}

/// Rule R10: the one place that decides whether a call may be billed.
///
/// Every condition must hold; a doubt is never billed. A caller is charged for one of two things: for insisting after a
/// refusal, or for having been connected for what the technician then found neither urgent nor serious. Either way the
/// caller had heard the price and then pressed a key.
public enum AbuseBilling {
    /// Decides on a call so far.
    public static func decide(_ file: CaseFile, _ standing: Standing, policy: Policy) -> BillingDecision {
        if file.isDrill { return .refuse(.drill) }
        if let obstacle = obstacle(standing, on: file.number, policy: policy) { return .refuse(obstacle) }
        guard let tariff = policy.tariff(for: file.number, at: file.startedAt) else { return .refuse(.noTariffInForce) }
        let reasons = Assessment.violations(standing, on: file.number, policy: policy).filter(\.isBillable)
        return .propose(tariff, reasons)
    }

    /// What stands against a charge, as far as the standing shows it.
    public static func obstacle(_ standing: Standing, on number: NumberRole, policy: Policy) -> BillingObstacle? {
        if standing.sawUnavailable { return .deskUnavailable }
        if !isIdentityEstablished(standing, on: number, policy: policy) { return .identityNotEstablished }
        let violations = Assessment.violations(standing, on: number, policy: policy)
        if !violations.contains(where: \.isBillable) { return .nothingViolated }
        if !standing.heardPrice { return .priceNotHeard }
        if !standing.insisted, !standing.marked { return .didNotInsist }
        if !standing.insisted, !standing.agreed { return .didNotAgree }
        if standing.outcomes[.tariff] == .nothing { return .noTariffInForce }
        return standing.charged ? .alreadyCharged : nil
    }

    /// Client known, caller recognised as a technical contact, passcode verified where the policy asks for it.
    ///
    /// Client numbers and contact codes can be guessed. So a contact who was only chosen by code is established by the
    /// passcode alone, and a passcode that was asked for and not verified leaves a doubt on any number.
    public static func isIdentityEstablished(_ standing: Standing, on number: NumberRole, policy: Policy) -> Bool {
        [Precondition.clientNumber, .technicalContact, .passcode].allSatisfy { precondition in
            switch precondition.status(standing.outcomes, on: number, policy: policy) {
            case .satisfied, .notRequired: true
            case .violated, .unavailable, .notEvaluated: false
            }
        } && (standing.outcomes[.passcode].map { $0 == .verified } ?? (standing.outcomes[.caller] == .technical))
    }
}
