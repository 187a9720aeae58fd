import CallFlow
import Calls
import Desk
import Ledger

/// Writes a call into the ledger as it happens.
public final class LedgerJournal: CallJournal {
    private let ledger: Ledger
    private let call: Int64
    private let isDrill: Bool

    /// Begins a call in the ledger.
    public init(_ ledger: Ledger, _ header: CallHeader) throws(LedgerError) {
        self.ledger = ledger
        isDrill = header.isDrill
        call = try ledger.begin(header)
    }

    /// Commits what happened at one moment, in one transaction.
    public func commit(_ entries: [CallTrace.Entry], decided: LoggedDecision?, at now: Instant) throws {
        let events = entries.map { entry in
            CallEvent(at: now, kind: entry.kind, payload: CanonicalJSON(JSON.object(entry.fields)))
        }
        let decision = decided.map {
            CallDecision(client: $0.client, contact: $0.contact, ticket: $0.ticket, verdict: $0.verdict)
        }
        if !events.isEmpty { try ledger.append(call: call, events: events, decision: decision) }
    }

    /// Commits a wrong passcode; a drill locks nobody out.
    public func passcodeFailed(_ client: ClientNumber, at now: Instant) throws {
        if !isDrill { try ledger.recordPasscodeFailure(client, at: now) }
    }

    /// Commits the end of the call with its charge, if one was proposed.
    public func finish(_ report: CallReport, at now: Instant) throws {
        try ledger.finish(
            call: call,
            CallOutcome(
                endedAt: now, period: report.period,
                decision: CallDecision(
                    client: report.client, contact: report.contact, ticket: report.ticket, verdict: report.verdict),
                connectedTo: report.connectedTo, assessment: CanonicalJSON(report.assessmentJSON), heard: report.heard,
                keys: report.keys.joined(separator: " "), duration: report.duration,
                charge: report.charge.map {
                    ChargeProposal(amount: $0.amount, tariffFrom: $0.tariffFrom, reasons: $0.reasons)
                }))
    }
}

extension CanonicalJSON {
    /// The same value with one spelling; a number with decimals becomes text.
    init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .integer(value)
        case .number(let text), .string(let text): self = .string(text)
        case .array(let items): self = .array(items.map(CanonicalJSON.init))
        case .object(let members):
            self = .object(Dictionary(members.map { ($0.0, CanonicalJSON($0.1)) }) { first, _ in first })
        }
    }
}
