/// The right edge of a growing Merkle tree: all that is needed to add leaves and to tell the root (RFC 6962, section 2.1).
///
/// It holds the roots of the complete subtrees into which the leaves fall, the largest first: for 6 leaves one of 4 and
/// one of 2. Adding a leaf merges equal neighbours, as a binary counter carries.
public struct TreeFrontier: Hashable, Sendable {
    /// A complete subtree.
    public struct Subtree: Hashable, Sendable {
        /// How many levels it has above its leaves: it has 2^height of them.
        public let height: Int
        /// Its place among the subtrees of that height, from 0.
        public let index: Int
        /// Its root.
        public let hash: TreeHash
    }

    /// How many leaves there are.
    public private(set) var size = 0
    /// The roots of the complete subtrees, the largest first.
    public private(set) var hashes: [TreeHash] = []

    /// A tree without leaves.
    public init() {}

    /// A tree of which only the edge is known.
    ///
    /// - Parameter hashes: one hash for each bit that is set in `size`, the largest subtree first; nothing otherwise.
    public init?(size: Int, hashes: [TreeHash]) {
        guard size >= 0, hashes.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.hashes = hashes
    }

    /// Adds a leaf.
    /// - Parameter completed: is told of every subtree that the leaf completes and whose height `every` divides.
    public mutating func append(_ leaf: TreeHash, every: Int = 0, completed: (Subtree) -> Void = { _ in }) {
        var hash = leaf
        var height = 0
        while size >> height & 1 == 1, let left = hashes.popLast() {
            hash = .node(left, hash)
            height += 1
            if every > 0, height.isMultiple(of: every) {
                completed(Subtree(height: height, index: size >> height, hash: hash))
            }
        }
        hashes.append(hash)
        size += 1
    }

    /// The root of the tree.
    public var root: TreeHash {
        guard var root = hashes.last else { return .empty }
        for hash in hashes.dropLast().reversed() { root = .node(hash, root) }
        return root
    }
}
