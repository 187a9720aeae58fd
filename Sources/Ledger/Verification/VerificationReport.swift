import TransparencyLog

/// What came of checking a log: two verdicts, each with its reasons.
///
/// *Integrity*: everything that is there is what was written, and fits together. *Completeness*: nothing is missing, shown
/// by a checkpoint that was kept outside; without one, whoever holds the file could have computed all of it anew.
public struct VerificationReport: Hashable, Sendable {
    /// Something that is wrong.
    public struct Finding: Hashable, Sendable {
        /// What kind of thing.
        public enum Kind: String, CaseIterable, Hashable, Sendable {
            /// The file cannot be read.
            case unreadable
            /// An entry is not where it should be, or missing.
            case gap
            /// A payload does not fit its commitment.
            case payload
            /// A payload is missing without an erasure.
            case missingPayload = "missing-payload"
            /// The tree does not have the root that a checkpoint tells.
            case root
            /// The log is shorter than a checkpoint tells.
            case truncated
            /// A signature does not hold.
            case signature
            /// A key came into the log otherwise than by the one before.
            case key
            /// A kept node of the tree is not what the entries give.
            case node
            /// A row of calls, charges or messages says otherwise than the log.
            case record
        }

        /// What kind of thing.
        public let kind: Kind
        /// The entry, if it is one entry's.
        public let entry: Int?
        /// What is wrong, in words.
        public let message: String

        /// Makes a finding.
        public init(_ kind: Kind, entry: Int? = nil, _ message: String) {
            self.kind = kind
            self.entry = entry
            self.message = message
        }
    }

    /// Whether nothing is missing.
    public enum Completeness: Hashable, Sendable {
        /// No checkpoint from outside was given.
        case notShown
        /// All entries up to the largest of the checkpoints are those of its time.
        case shown(upTo: Int)
        /// A checkpoint from outside tells otherwise.
        case broken
    }

    /// What is wrong with what is there; empty if nothing is.
    public var integrity: [Finding] = []
    /// What is wrong by the checkpoints from outside.
    public var disagreements: [Finding] = []
    /// Whether nothing is missing.
    public var completeness = Completeness.notShown
    /// How many entries there are.
    public var entries = 0
    /// How many of them are erased.
    public var erased = 0
    /// The root of the tree over all of them.
    public var root = TreeHash.empty
    /// The keys of the log.
    public var keys = LogKeys()
    /// How many checkpoints the file itself holds.
    public var ownCheckpoints = 0
    /// Findings that were not kept, as there were too many.
    public var unlisted = 0

    /// How many findings are listed.
    public static let mostFindings = 100

    /// Whether nothing at all is wrong.
    public var holds: Bool { integrity.isEmpty && disagreements.isEmpty }

    mutating func note(_ finding: Finding) {
        if integrity.count < Self.mostFindings { integrity.append(finding) } else { unlisted += 1 }
    }
}
