import CallFlow
import Desk

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
    public init?(_ effects: [FlowEffect], of machine: FlowMachine) {
        let entries = effects.compactMap { if case .log(let entry) = $0 { entry } else { nil } }
        guard let verdict = entries.last?.verdict else { return nil }
        client = machine.file.client?.number
        contact = machine.file.contact?.code
        ticket = machine.file.ticket?.id
        self.verdict = verdict
    }
}
