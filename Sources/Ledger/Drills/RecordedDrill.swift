import Desk
import TransparencyLog

/// The result of a drill as the ledger holds it.
public struct RecordedDrill: Hashable, Sendable {
    /// Its entry in the log.
    public let entry: Int
    /// Its id.
    public let id: String
    /// When the drill began.
    public let at: Instant
    /// The scenario's name.
    public let scenario: String
    /// What came of it; nothing once name and payload are erased.
    public let result: DrillResult?
    /// When it was erased; nothing otherwise.
    public let erasedAt: Instant?
}

/// A result with what proves it.
public struct ProvenDrill: Hashable, Sendable {
    /// The result.
    public let drill: RecordedDrill
    /// The hash of its entry as a leaf of the log's tree (RFC 9162, 2.1.1); the same after an erasure.
    public let leaf: TreeHash
    /// How many entries the log has.
    public let size: Int
    /// The root over them, in which the leaf is.
    public let root: TreeHash
    /// The hashes from the leaf to the root.
    public let proof: [TreeHash]
    /// Whether the entry's payload fits its commitment and says the same as ``drill``; or both are erased.
    public let agrees: Bool

    /// The leaf as it is printed: 64 hexadecimal digits in lower case.
    public var printedLeaf: String { leaf.hexadecimal }

    /// Whether the leaf is in the tree at the place of its entry, and the result is what it stands for.
    public var holds: Bool {
        guard agrees else { return false }
        do throws(TreeProof.Refusal) {
            try TreeProof.checkInclusion(of: leaf, at: drill.entry - 1, size: size, proof: proof, root: root)
            return true
        } catch {
            return false
        }
    }
}

/// Which results are meant; all without any part.
public struct DrillFilter: Hashable, Sendable {
    /// Those of one person alone, by the whole name.
    public var person: String?
    /// Those of one scenario alone.
    public var scenario: String?
    /// Those that began within a time.
    public var during: Range<Instant>?

    /// Makes a filter.
    public init(person: String? = nil, scenario: String? = nil, during: Range<Instant>? = nil) {
        self.person = person
        self.scenario = scenario
        self.during = during
    }
}
