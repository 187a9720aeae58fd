import CallFlow
import Desk

/// Where a call is written down as it happens.
///
/// The entries of one moment are committed together before any effect of that moment becomes audible.
public protocol CallJournal: AnyObject {
    /// Commits what happened at one moment, with the decision as it stands where one was logged.
    func commit(_ entries: [CallTrace.Entry], decided: LoggedDecision?, at now: Instant) throws
    /// Commits that a passcode of a client was keyed wrongly.
    func passcodeFailed(_ client: ClientNumber, at now: Instant) throws
    /// Commits the end of the call.
    func finish(_ report: CallReport, at now: Instant) throws
}

/// Whom a call is about and how it was decided, when that is logged.
public struct LoggedDecision: Sendable {
    /// The client, if known.
    public let client: ClientNumber?
    /// The contact's code, if known.
    public let contact: String?
    /// The ticket, if there is one.
    public let ticket: String?
    /// The verdict.
    public let verdict: Verdict

    /// The decision that a machine's effects logged last, if they logged one.
    init?(_ effects: [FlowEffect], of machine: FlowMachine) {
        let entries = effects.compactMap { if case .log(let entry) = $0 { entry } else { nil } }
        guard let verdict = entries.last?.verdict else { return nil }
        client = machine.file.client?.number
        contact = machine.file.contact?.code
        ticket = machine.file.ticket?.id
        self.verdict = verdict
    }
}
