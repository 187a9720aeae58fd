/// Who knows the roots of complete subtrees: 2^height leaves from `index << height` on.
public protocol SubtreeSource {
    /// Why a hash could not be had.
    associatedtype Failure: Error
    /// The root of a complete subtree.
    mutating func subtree(height: Int, index: Int) throws(Failure) -> TreeHash
}

/// Proofs over a Merkle tree of a given size (RFC 9162, section 2.1).
public enum TreeProof {
    /// Why a proof proves nothing.
    public enum Refusal: String, Error, Hashable, Sendable {
        /// The leaf is not in a tree of that size.
        case outOfRange = "out-of-range"
        /// There are too few or too many hashes.
        case wrongLength = "wrong-length"
        /// The hashes lead to another root.
        case wrongRoot = "wrong-root"
    }

    /// The hashes that lead from a leaf to the root (RFC 9162, section 2.1.3.1).
    ///
    /// - Parameters:
    ///   - index: the leaf's place, from 0; below `size`.
    ///   - size: how many leaves the tree has.
    public static func inclusion<Source: SubtreeSource>(
        of index: Int, size: Int, in source: inout Source
    ) throws(Source.Failure) -> [TreeHash] {
        var proof: [TreeHash] = []
        var (start, end) = (0, size)
        var later: [Range<Int>] = []
        while end - start > 1, index >= start, index < end {
            let middle = start + largestPowerOfTwo(below: end - start)
            if index < middle {
                later.append(middle..<end)
                end = middle
            } else {
                later.append(start..<middle)
                start = middle
            }
        }
        for range in later.reversed() { proof.append(try root(of: range, in: &source)) }
        return proof
    }

    /// The hashes that show that a smaller tree is the beginning of a larger one (RFC 9162, section 2.1.4.1).
    public static func consistency<Source: SubtreeSource>(
        from old: Int, to size: Int, in source: inout Source
    ) throws(Source.Failure) -> [TreeHash] {
        guard old > 0, old < size else { return [] }
        var proof: [TreeHash] = []
        var range = 0..<size
        var later: [Range<Int>] = []
        var isWhole = true
        while range.upperBound != old {
            let middle = range.lowerBound + largestPowerOfTwo(below: range.count)
            if old <= middle {
                later.append(middle..<range.upperBound)
                range = range.lowerBound..<middle
            } else {
                later.append(range.lowerBound..<middle)
                range = middle..<range.upperBound
                isWhole = false
            }
        }
        if !isWhole { proof.append(try root(of: range, in: &source)) }
        for part in later.reversed() { proof.append(try root(of: part, in: &source)) }
        return proof
    }

    /// The root over any run of leaves that begins where a subtree of its size may begin.
    public static func root<Source: SubtreeSource>(
        of range: Range<Int>, in source: inout Source
    ) throws(Source.Failure) -> TreeHash {
        var parts: [TreeHash] = []
        var start = range.lowerBound
        while start < range.upperBound {
            var height = 0
            while range.upperBound - start >= 2 << height, start & (2 << height - 1) == 0 { height += 1 }
            parts.append(try source.subtree(height: height, index: start >> height))
            start += 1 << height
        }
        guard var root = parts.popLast() else { return .empty }
        while let left = parts.popLast() { root = .node(left, root) }
        return root
    }

    static func largestPowerOfTwo(below count: Int) -> Int {
        count <= 1 ? 0 : 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// Checks that a leaf is in the tree with that root (RFC 9162, section 2.1.3.2).
    public static func checkInclusion(
        of leaf: TreeHash, at index: Int, size: Int, proof: [TreeHash], root: TreeHash
    ) throws(Refusal) {
        guard index >= 0, index < size else { throw .outOfRange }
        var (node, last) = (index, size - 1)
        var hash = leaf
        for part in proof {
            guard last > 0 else { throw .wrongLength }
            if node & 1 == 1 || node == last {
                hash = .node(part, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, part)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength }
        guard hash == root else { throw .wrongRoot }
    }

    /// Checks that the tree of `old` leaves is the beginning of the tree of `size` leaves (RFC 9162, section 2.1.4.2).
    public static func checkConsistency(
        from old: Int, root oldRoot: TreeHash, to size: Int, root newRoot: TreeHash, proof: [TreeHash]
    ) throws(Refusal) {
        guard old >= 0, old <= size else { throw .outOfRange }
        if old == size || old == 0 {
            guard proof.isEmpty else { throw .wrongLength }
            guard old == 0 ? oldRoot == .empty : oldRoot == newRoot else { throw .wrongRoot }
            return
        }
        var path = proof[...]
        var first = oldRoot
        if old & (old - 1) != 0 {
            guard let head = path.popFirst() else { throw .wrongLength }
            first = head
        }
        var (node, last) = (old - 1, size - 1)
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var (oldHash, newHash) = (first, first)
        for part in path {
            guard last > 0 else { throw .wrongLength }
            if node & 1 == 1 || node == last {
                oldHash = .node(part, oldHash)
                newHash = .node(part, newHash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                newHash = .node(newHash, part)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength }
        guard oldHash == oldRoot, newHash == newRoot else { throw .wrongRoot }
    }
}
