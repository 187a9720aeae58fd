import CallLedger
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
        let events = entries.map { CallEvent($0, at: now) }
        if !events.isEmpty { try ledger.append(call: call, events: events, decision: decided.map { CallDecision($0) }) }
    }

    /// Commits a wrong passcode; a drill locks nobody out.
    public func passcodeFailed(_ client: ClientNumber, at now: Instant) throws {
        if !isDrill { try ledger.recordPasscodeFailure(client, at: now) }
    }

    /// Commits the end of the call with its charge, if one was proposed.
    public func finish(_ report: CallReport, at now: Instant) throws {
        try ledger.finish(call: call, CallOutcome(report, endedAt: now))
    }
}
