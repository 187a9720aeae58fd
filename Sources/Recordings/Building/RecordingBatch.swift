import AudioFiles
import Desk
import Foundation

/// Recordings that are put in place together with the index that names them.
///
/// Everything is on the disk before anything is replaced, so that a full disk loses nothing. The old files go before the new index
/// comes, and the new files come after it: cut off at any moment, an engine's file never stands there without its entry, which
/// would let it pass for a person's.
struct RecordingBatch {
    /// One recording with its file.
    struct File {
        let path: String
        let bytes: [UInt8]

        init(_ path: String, _ recording: Recording) throws(Problem) {
            self.path = path
            bytes = try AudioFile.encode(recording, named: path)
        }
    }

    /// The steps, in the order in which they are done.
    enum Step: CaseIterable, Sendable {
        case drafted
        case oldFilesRemoved
        case indexReplaced
        case firstFileReplaced
    }

    let files: [File]
    let index: RecordingIndex
    let folder: String

    /// Writes the batch.
    ///
    /// - Parameter checkpoint: is called after each step.
    func write(_ checkpoint: (Step) throws(Problem) -> Void) throws(Problem) {
        guard !files.isEmpty else { return }
        var drafts: [FileDraft] = []
        let newIndex: FileDraft
        do throws(Problem) {
            for file in files {
                try Self.makeFolder(of: file.path)
                drafts.append(try FileDraft(file.bytes, for: file.path, named: file.path))
            }
            newIndex = try index.draft(in: folder)
            try checkpoint(.drafted)
        } catch {
            for draft in drafts { draft.discard() }
            throw error
        }
        for file in files { try Self.remove(file.path) }
        try checkpoint(.oldFilesRemoved)
        try newIndex.commit()
        try checkpoint(.indexReplaced)
        for (number, draft) in drafts.enumerated() {
            try draft.commit()
            if number == 0 { try checkpoint(.firstFileReplaced) }
        }
    }

    /// Removes a file, if there is one.
    static func remove(_ path: String) throws(Problem) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw Problem(
                SourcePlace(file: path), "the file cannot be replaced", mend: "allow this user to write in its folder")
        }
    }

    /// Makes the folder in which a file will be.
    static func makeFolder(of path: String) throws(Problem) {
        do {
            try FileManager.default.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch {
            throw Problem(
                SourcePlace(file: path), "the folder cannot be made", mend: "allow this user to write beside it")
        }
    }
}
