import Foundation
import TransparencyLog

/// A file to whose end checkpoints are added, on whatever disk the operator chose.
public struct CheckpointFile: Sendable {
    /// Its path.
    public let path: String

    /// Names a file.
    public init(path: String) { self.path = path }

    /// Adds a checkpoint; it is on the disk when this returns.
    public func append(_ note: SignedNote) throws(LedgerError) {
        do {
            let manager = FileManager.default
            if !manager.fileExists(atPath: path) {
                guard manager.createFile(atPath: path, contents: nil) else { throw CocoaError(.fileWriteNoPermission) }
            }
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            defer { try? file.close() }
            let end = try file.seekToEnd()
            try file.write(contentsOf: Data(((end > 0 ? "\n" : "") + note.description).utf8))
            try file.synchronize()
        } catch {
            throw LedgerError(
                .cannotOpen, "the checkpoint cannot be written to \(path) (\(error.localizedDescription))",
                mend: "give this user the right to write there, or free some space")
        }
    }
}
