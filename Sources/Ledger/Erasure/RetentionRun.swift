import Desk

/// What a run of retention removed.
public struct RetentionSummary: Hashable, Sendable {
    /// Calls whose time was over, with what belonged to them.
    public var erasure = ErasureSummary()
    /// Messages whose time was over while their call is still kept.
    public var messages: [String] = []
    /// Messages of erased calls whose files could not be deleted; nothing else names them any more.
    public var undeleted: [String] = []
    /// Results of drills that lost their name and payload.
    public var drills = 0
    /// Wrong passcodes.
    public var passcodeFailures = 0

    /// Whether there was anything to remove.
    public var isEmpty: Bool { self == RetentionSummary() }
}

extension Ledger {
    /// Removes what is kept no longer by the desk's `retention:`.
    ///
    /// A call that was invoiced is kept as long as the charge; while a charge or a dispute is open nothing of its call is
    /// removed. A message's file is deleted first and noted then, so that a crash between the two repeats it.
    /// - Parameters:
    ///   - messages: how long messages of callers are kept; nothing for as long as their calls.
    ///   - isThorough: whether the file is written anew, see ``eraseCalls(before:invoiced:reason:by:at:isThorough:)``.
    ///   - delete: deletes the file of a message; whether it is gone.
    public func retain(
        _ retention: Retention, messages: Duration?, at now: Instant, isThorough: Bool = true, delete: (String) -> Bool
    ) throws(LedgerError) -> RetentionSummary {
        var summary = RetentionSummary()
        let reason = "retention"
        summary.erasure = try eraseCalls(
            before: now.advanced(by: .zero - retention.calls), invoiced: false, reason: reason, by: "desk", at: now,
            isThorough: false)
        summary.erasure += try eraseCalls(
            before: now.advanced(by: .zero - retention.charges), invoiced: true, reason: reason, by: "desk", at: now,
            isThorough: false)
        summary.undeleted = summary.erasure.files.filter { !delete($0) }
        if let messages {
            for file in try self.messages(recordedBefore: now.advanced(by: .zero - messages)) where delete(file) {
                try noteRemoval(of: file, at: now)
                summary.messages.append(file)
            }
        }
        summary.passcodeFailures = try forgetPasscodeFailures(
            before: now.advanced(by: .zero - retention.passcodeFailures))
        summary.drills = try eraseDrills(
            before: now.advanced(by: .zero - retention.drills), reason: reason, by: "desk", at: now)
        // What earlier runs left in free space is forgotten too.
        if isThorough { try forgetFreedPages() }
        return summary
    }
}
