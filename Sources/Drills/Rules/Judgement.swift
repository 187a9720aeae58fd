import Desk

/// What the desk's rules say to a call, from the truth and the facts at one moment.
///
/// A flow stops at the first precondition that fails; a person on the phone may name them all. So everything is looked
/// up, except behind an identity that is not established: nothing more may be told to a stranger (R1–R3).
public struct Judgement: Sendable {
    /// What is right.
    public let decision: Decision
    /// The preconditions that do not hold, in the procedure's order; empty if the call is passed on.
    public let reasons: [Reason]
    /// What the rules found, with the evidence.
    public let file: CaseFile
    /// The findings as billing sees them.
    public let standing: Standing
    /// Whether the desk could not know and connects the caller (design rule 4).
    public let failsOpen: Bool

    /// What is to be done with a call.
    public enum Decision: Hashable, Sendable {
        /// It is passed on to the people of a chain.
        case route(ChainName)
        /// It is refused.
        case refuse
    }

    /// Decides on a call.
    ///
    /// - Parameters:
    ///   - truth: what the caller would say truly.
    ///   - now: when the call comes in.
    public init(of truth: Truth, at now: Instant, facts: some FactStore, rota: Rota, policy: Policy) {
        var inquiry = Inquiry(
            file: CaseFile(number: truth.number, from: truth.from, startedAt: now),
            rulebook: Rulebook(policy: policy, facts: facts), now: now)
        inquiry.run(truth)
        file = inquiry.file
        standing = inquiry.standing
        let violations = Assessment.violations(standing, on: truth.number, policy: policy)
        failsOpen = violations.isEmpty && inquiry.standing.sawUnavailable
        let mayRing =
            violations.isEmpty && Assessment.permitsRinging(standing, on: truth.number, policy: policy)
        reasons = mayRing ? [] : violations
        decision = mayRing ? .route(Self.chain(truth.number, at: now, facts, rota, policy)) : .refuse
    }

    /// Whom a call is passed on to (R8); the standby where the rota cannot be read or has nobody.
    private static func chain(
        _ number: NumberRole, at now: Instant, _ facts: some FactStore, _ rota: Rota, _ policy: Policy
    ) -> ChainName {
        let chain: ChainName =
            number == .managerial
            ? .managers : policy.hours.period(at: now, in: policy.zone) == .support ? .support : .onCall
        guard facts.rotaIsAvailable, case .people = rota.people(in: chain, at: now) else { return .standby }
        return chain
    }

    /// Whether the call may be billed (R10) once the caller has heard the price and insists.
    public func isBillable(heardPrice: Bool, insisted: Bool, policy: Policy) -> Bool {
        var standing = standing
        standing.heardPrice = heardPrice
        standing.insisted = insisted
        return AbuseBilling.obstacle(standing, on: file.number, policy: policy) == nil
    }

    /// What one abusive call of that number costs; nothing without a tariff in force.
    public var price: Money? { file.tariff?.amount }
}

/// Asks the rules for everything, in the procedure's order.
private struct Inquiry<Facts: FactStore> {
    var file: CaseFile
    var standing = Standing()
    let rulebook: Rulebook<Facts>
    let now: Instant

    mutating func run(_ truth: Truth) {
        look(up: .tariff)
        guard identify(truth) else { return }
        look(up: .bulletin)
        if truth.number == .managerial { look(up: .order) }
        // Of a ticket that was answered, or of none, no guarantee is left to ask about.
        let ticket = look(up: .ticket)
        if ticket == .unanswered || ticket == .unavailable { look(up: .guarantee) }
        declare(truth.isUrgent ? .yes : .no, .urgency)
        declare(truth.isSerious ? .yes : .no, .seriousness)
        declare(truth.nature.outcome, .nature)
        if truth.nature == .dedicated { look(up: .service) }
        if truth.nature == .network { declare(truth.testedSites ? .yes : .no, .sites) }
    }

    /// Whether the caller is a technical contact of a known client, or the desk could not know.
    private mutating func identify(_ truth: Truth) -> Bool {
        switch look(up: .client, keys: truth.client?.description) {
        case .known: break
        case .unavailable: return true
        default: return false
        }
        var caller = look(up: .caller)
        if caller == .unknown { caller = look(up: .contact, keys: truth.contact) }
        guard caller == .technical || caller == .unavailable else { return false }
        guard rulebook.policy.passcodeRequiredFor.contains(truth.number) else { return true }
        return look(up: .passcode, keys: truth.passcode) != .wrong && standing.outcomes[.passcode] != .locked
    }

    @discardableResult private mutating func look(up topic: Topic, keys: String? = nil) -> TopicOutcome {
        let finding = rulebook.look(up: topic, keys: keys, file: file, now: now)
        file.add(finding, at: now)
        standing.record(finding.outcome, of: topic)
        return finding.outcome
    }

    private mutating func declare(_ outcome: TopicOutcome, _ topic: Topic) { standing.record(outcome, of: topic) }
}
