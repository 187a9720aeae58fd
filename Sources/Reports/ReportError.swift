/// Why a report cannot be made.
public struct ReportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// What was asked for is no month.
        case badMonth = "bad-month"
        /// The month has not begun.
        case notBegun = "not-begun"
        /// Two ways of counting the same thing do not agree, or the ledger contradicts itself.
        case doesNotReconcile = "does-not-reconcile"
        /// There is more than a report can hold.
        case tooMuch = "too-much"
        /// A certificate is asked for that was not earned.
        case notPassed = "not-passed"
        /// The output cannot be written.
        case cannotWrite = "cannot-write"
    }

    /// What kind of trouble it is.
    public let kind: Kind
    /// What is wrong, with the offending value.
    public let message: String
    /// How to mend it.
    public let mend: String

    /// Makes an error.
    public init(_ kind: Kind, _ message: String, mend: String) {
        self.kind = kind
        self.message = message
        self.mend = mend
    }

    /// `what is wrong: how to mend it`.
    public var description: String { "\(message): \(mend)" }

    /// Figures that contradict each other.
    static func contradiction(_ message: String) -> ReportError {
        ReportError(
            .doesNotReconcile, message,
            mend: "verify the ledger; nothing may be billed by a report that does not add up")
    }
}
