import CallFlow
import Calls
import Desk
import Ledger

extension CallEvent {
    /// The event of a trace's entry.
    public init(_ entry: CallTrace.Entry, at now: Instant) {
        self.init(at: now, kind: entry.kind, payload: CanonicalJSON(.object(entry.fields)))
    }
}

extension CallDecision {
    /// The decision that a call logged.
    public init(_ logged: LoggedDecision) {
        self.init(client: logged.client, contact: logged.contact, ticket: logged.ticket, verdict: logged.verdict)
    }
}

extension PasscodeFailure {
    /// The wrong passcode of which a call has just learnt, if an event brings one.
    ///
    /// - Parameter file: the call's file, which names the client.
    public init?(_ event: FlowEvent, in file: CaseFile, at now: Instant) {
        guard case .checked(_, .passcode(.wrong)) = event, let client = file.client?.number else { return nil }
        self.init(client: client, at: now)
    }
}

extension CallChange {
    /// What happened at one moment of a call, to be on the disk before any effect of that moment is audible.
    ///
    /// - Parameters:
    ///   - entries: what happened, in order.
    ///   - decided: the decision, where one was logged.
    public static func append(
        _ entries: [CallTrace.Entry], decided: LoggedDecision?, passcodeFailure: PasscodeFailure? = nil, at now: Instant
    ) -> CallChange {
        .append(
            entries.map { CallEvent($0, at: now) }, decided.map { CallDecision($0) }, passcodeFailure: passcodeFailure)
    }
}
