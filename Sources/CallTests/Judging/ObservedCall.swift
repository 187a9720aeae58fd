import CallFlow
import Calls
import Desk

/// What is known of a call once it is over; what nobody could see is not known.
///
/// A virtual call knows everything. A call over SIP knows what a ledger at hand tells, and what was heard.
public struct ObservedCall: Sendable {
    /// The verdict.
    public var verdict: VerdictKind?
    /// Its reasons.
    public var reasons: [Reason]?
    /// Who took the call.
    public var connectedTo: Maybe<String>?
    /// What is proposed to be charged.
    public var charge: Maybe<Money>?
    /// The client.
    public var client: Maybe<String>?
    /// The contact, by code.
    public var contact: Maybe<String>?
    /// The ticket.
    public var ticket: Maybe<String>?
    /// The outcomes of preconditions.
    public var assessment: [String: String]?
    /// The steps, in order.
    public var steps: [String]?
    /// The prompts that were heard to their end.
    public var heard: [String]?
    /// Who was rung.
    public var attempts: [Expectation.Attempt]?
    /// What the flow wrote into the ledger.
    public var ledger: [LogCategory]?
    /// How the call ended.
    public var ended: CallEnd?
    /// How long it took.
    public var duration: Duration?

    /// Nothing is known.
    public init() {}

    /// Everything is known.
    ///
    /// - Parameters:
    ///   - ledger: the entries that the flow wrote.
    ///   - cause: why the desk hung up; nothing if the caller did.
    public init(_ report: CallReport, ledger: [LogCategory], cause: HangupCause?) {
        verdict = report.verdict.kind
        reasons = report.verdict.reasons
        connectedTo = Maybe(report.connectedTo)
        charge = Maybe(report.charge?.amount)
        client = Maybe(report.client?.description)
        contact = Maybe(report.contact)
        ticket = Maybe(report.ticket)
        assessment = Dictionary(
            report.assessment.entries.map { ($0.precondition.rawValue, $0.outcome) }, uniquingKeysWith: { $1 })
        steps = report.steps
        heard = report.heard
        attempts = report.attempts.map { .init(target: $0.target, result: $0.result) }
        self.ledger = ledger
        ended = cause.map { .byDesk($0) } ?? .byCaller
        duration = report.duration
    }
}
