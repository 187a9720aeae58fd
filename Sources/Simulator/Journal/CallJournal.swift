import Calls
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
