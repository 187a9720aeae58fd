import CallLedger
import Calls
import Desk
import Ledger

/// Keeps a call in memory until it is over, then hands all of it on to be written, in order.
///
/// For calls that nobody waits for: what is made up in virtual time needs no commit a moment.
public final class CallDraft: CallJournal {
    private var changes: [CallChange] = []
    private var events: [CallEvent] = []
    private var decision: CallDecision?
    private let isDrill: Bool
    private let write: ([CallChange]) throws -> Void

    /// Begins a call.
    ///
    /// - Parameter write: takes the changes once the call is over.
    public init(_ header: CallHeader, write: @escaping ([CallChange]) throws -> Void) {
        changes = [.begin(header)]
        isDrill = header.isDrill
        self.write = write
    }

    /// Takes note of what happened at one moment.
    public func commit(_ entries: [CallTrace.Entry], decided: LoggedDecision?, at now: Instant) {
        events += entries.map { CallEvent($0, at: now) }
        decision = decided.map { CallDecision($0) } ?? decision
    }

    /// Takes note of a wrong passcode; a drill locks nobody out.
    public func passcodeFailed(_ client: ClientNumber, at now: Instant) {
        if !isDrill { flush(PasscodeFailure(client: client, at: now)) }
    }

    /// Hands the call on.
    public func finish(_ report: CallReport, at now: Instant) throws {
        flush(nil)
        try write(changes + [.finish(CallOutcome(report, endedAt: now))])
    }

    private func flush(_ failure: PasscodeFailure?) {
        if !events.isEmpty || failure != nil { changes.append(.append(events, decision, passcodeFailure: failure)) }
        (events, decision) = ([], nil)
    }
}
