import Ledger

/// What came of checking a bundle: two verdicts, each with its reasons.
public struct BundleReport: Hashable, Sendable {
    /// Whether no entry of the call is missing.
    public enum Completeness: Hashable, Sendable {
        /// All entries up to the call's end are there.
        case shown
        /// The call has not ended, or its end is erased: nothing tells how many there should be.
        case notShown
        /// There are fewer or more than the call's end tells.
        case broken(String)
    }

    /// What is wrong with what is there; empty if nothing is.
    public var integrity: [VerificationReport.Finding] = []
    /// Whether no entry of the call is missing.
    public var completeness = Completeness.notShown
    /// How many entries there are.
    public var entries = 0
    /// How many of them are erased.
    public var erased = 0
    /// How many entries the log had at the checkpoint.
    public var size = 0
    /// The hash of the key that signed.
    public var key = ""

    /// Whether nothing is wrong.
    public var holds: Bool {
        if case .broken = completeness { return false }
        return integrity.isEmpty
    }

    mutating func note(_ kind: VerificationReport.Finding.Kind, entry: Int? = nil, _ message: String) {
        integrity.append(.init(kind, entry: entry, message))
    }
}
