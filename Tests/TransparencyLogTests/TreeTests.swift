import TestSupport
import Testing

@testable import TransparencyLog

/// A tree in memory, by the definition of RFC 6962: slow and plain.
private struct PlainTree: SubtreeSource {
    let leaves: [TreeHash]

    func root(_ range: Range<Int>) -> TreeHash {
        if range.isEmpty { return .empty }
        if range.count == 1 { return leaves[range.lowerBound] }
        var split = 1
        while split * 2 < range.count { split *= 2 }
        let middle = range.lowerBound + split
        return .node(root(range.lowerBound..<middle), root(middle..<range.upperBound))
    }

    mutating func subtree(height: Int, index: Int) -> TreeHash {
        root((index << height)..<((index + 1) << height))
    }
}

@Suite("The Merkle tree") struct TreeTests {
    /// The leaves and roots that implementations of Certificate Transparency test each other with.
    private static let entries = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private static func leaves(_ count: Int) -> [TreeHash] { (0..<count).map { .leaf(Array("entry \($0)".utf8)) } }

    @Test("Roots are those of Certificate Transparency") func knownRoots() throws {
        var frontier = TreeFrontier()
        #expect(frontier.root.hexadecimal == Self.roots[0])
        for (entry, root) in zip(Self.entries, Self.roots.dropFirst()) {
            frontier.append(.leaf(try #require(Hexadecimal.bytes(entry))))
            #expect(frontier.root.hexadecimal == root)
        }
    }

    @Test("The frontier has the root of the definition at every size, and goes on from its hashes") func frontier()
        throws
    {
        let leaves = Self.leaves(300)
        var frontier = TreeFrontier()
        var kept: [TreeFrontier.Subtree] = []
        for (index, leaf) in leaves.enumerated() {
            #expect(frontier.root == PlainTree(leaves: leaves).root(0..<index))
            frontier = try #require(TreeFrontier(size: index, hashes: frontier.hashes))
            frontier.append(leaf, every: 3) { kept.append($0) }
        }
        var tree = PlainTree(leaves: leaves)
        #expect(kept.filter { $0.height == 3 }.map(\.index) == Array(0..<37))
        #expect(kept.filter { $0.height == 6 }.map(\.index) == Array(0..<4))
        #expect(kept.filter { $0.height == 9 }.isEmpty)
        for subtree in kept { #expect(subtree.hash == tree.subtree(height: subtree.height, index: subtree.index)) }
        #expect(TreeFrontier(size: 3, hashes: [leaves[0]]) == nil)
        #expect(TreeFrontier(size: -1, hashes: []) == nil)
    }

    @Test("Every leaf of every small tree is proved, and nothing else") func inclusion() throws {
        for size in 1...33 {
            let leaves = Self.leaves(size)
            var tree = PlainTree(leaves: leaves)
            let root = tree.root(0..<size)
            for index in 0..<size {
                let proof = TreeProof.inclusion(of: index, size: size, in: &tree)
                try TreeProof.checkInclusion(of: leaves[index], at: index, size: size, proof: proof, root: root)
                #expect(refusal(leaves[index], (index + 1) % size, size, proof, root) != nil || size == 1)
                #expect(refusal(.leaf([9]), index, size, proof, root) == .wrongRoot)
                #expect(refusal(leaves[index], index, size, proof + [root], root) != nil)
                if !proof.isEmpty {
                    #expect(refusal(leaves[index], index, size, Array(proof.dropLast()), root) != nil)
                    var bent = proof
                    bent[index % bent.count] = .empty
                    #expect(refusal(leaves[index], index, size, bent, root) == .wrongRoot)
                }
            }
            #expect(refusal(leaves[0], size, size, [], root) == .outOfRange)
            #expect(refusal(leaves[0], -1, size, [], root) == .outOfRange)
        }
    }

    private func refusal(
        _ leaf: TreeHash, _ index: Int, _ size: Int, _ proof: [TreeHash], _ root: TreeHash
    ) -> TreeProof.Refusal? {
        do {
            try TreeProof.checkInclusion(of: leaf, at: index, size: size, proof: proof, root: root)
            return nil
        } catch { return error }
    }

    @Test("Every smaller tree is proved to be the beginning, and no other is") func consistency() throws {
        let leaves = Self.leaves(33)
        var tree = PlainTree(leaves: leaves)
        for size in 0...33 {
            for old in 0...size {
                let (from, to) = (tree.root(0..<old), tree.root(0..<size))
                let proof = TreeProof.consistency(from: old, to: size, in: &tree)
                try TreeProof.checkConsistency(from: old, root: from, to: size, root: to, proof: proof)
                #expect(refusal(from: old, .leaf([1]), to: size, to, proof) == .wrongRoot)
                if old > 0, old < size {
                    #expect(refusal(from: old, from, to: size, .leaf([1]), proof) == .wrongRoot)
                    #expect(refusal(from: old, from, to: size, to, Array(proof.dropLast())) != nil)
                }
                #expect(refusal(from: old, from, to: size, to, proof + [to]) != nil)
            }
        }
        #expect(refusal(from: 3, .empty, to: 2, .empty, []) == .outOfRange)
    }

    private func refusal(
        from old: Int, _ oldRoot: TreeHash, to size: Int, _ root: TreeHash, _ proof: [TreeHash]
    ) -> TreeProof.Refusal? {
        do {
            try TreeProof.checkConsistency(from: old, root: oldRoot, to: size, root: root, proof: proof)
            return nil
        } catch { return error }
    }

    @Test("Hashes are read from 32 bytes or 64 digits only") func hashes() throws {
        let hash = TreeHash.leaf([1, 2, 3])
        #expect(TreeHash(hash.bytes) == hash)
        #expect(TreeHash(hexadecimal: hash.hexadecimal) == hash)
        #expect(TreeHash(hash.bytes.dropLast()) == nil)
        #expect(TreeHash(hexadecimal: hash.hexadecimal.uppercased()) == nil)
        #expect(Hexadecimal.bytes("0g") == nil)
        #expect(Hexadecimal.bytes("012") == nil)
    }
}
