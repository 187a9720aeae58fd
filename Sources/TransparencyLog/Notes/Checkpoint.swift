import Foundation

/// How long a log was and what its root was (C2SP tlog-checkpoint): what is signed and kept outside.
public struct Checkpoint: Hashable, Sendable {
    /// The log's name.
    public let origin: String
    /// How many entries it had.
    public let size: Int
    /// The root of the tree over them.
    public let root: TreeHash

    /// Makes a checkpoint.
    public init(origin: String, size: Int, root: TreeHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a checkpoint; further lines, which other logs may write, are passed over.
    public init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard text.hasSuffix("\n"), lines.count >= 4, !lines[0].isEmpty, let size = Int(lines[1]), size >= 0,
            String(size) == lines[1], let bytes = Data(canonicalBase64: lines[2]), let root = TreeHash(bytes)
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }

    /// The text that is signed: origin, size and root, a line each.
    public var text: String { "\(origin)\n\(size)\n\(Data(root.bytes).base64EncodedString())\n" }

    /// The checkpoint as a signed note.
    public func signed(by signer: NoteSigner) throws -> SignedNote { try SignedNote(text, by: [signer]) }
}
