import Foundation

/// A file that is there in full or not at all.
public enum ReportFile {
    /// Writes a file: beside its place first, for its owner only, and into its place once everything was written.
    ///
    /// A report that does not add up is found while its lines are written; then the file that was there before stays.
    /// - Throws: a ``ReportError`` where the file cannot be written, or what the body throws.
    public static func write(to path: String, _ body: (inout ReportOutput) throws -> Void) throws {
        let place = URL(fileURLWithPath: path)
        let draft = place.deletingLastPathComponent()
            .appendingPathComponent(".\(place.lastPathComponent).\(UUID().uuidString).partial")
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: draft.path, contents: nil, attributes: attributes),
            let file = FileHandle(forWritingAtPath: draft.path)
        else { throw failure(path) }
        defer { try? FileManager.default.removeItem(at: draft) }
        do {
            defer { try? file.close() }
            var output = ReportOutput { bytes in
                do { try file.write(contentsOf: Data(bytes)) } catch { throw failure(path) }
            }
            try body(&output)
            try output.flush()
        }
        guard rename(draft.path, place.path) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> ReportError {
        ReportError(
            .cannotWrite, "\(path) cannot be written",
            mend: "give this user the right to write there, free some space, or name another file")
    }
}
