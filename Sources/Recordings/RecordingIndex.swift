import AudioFiles
import Desk
import Foundation

/// What is known of the recordings of a desk beside their sound: who made each, and of which text.
///
/// It is kept as `prompts/recordings.json`. A file of which the index knows nothing, or which is no longer the file that the
/// index knows, may be a person's: it is left alone until somebody says whose it is.
struct RecordingIndex: Hashable, Sendable {
    /// Who made a recording.
    enum Maker: String, Codable, Sendable {
        /// A speech engine; it may be made again at any time.
        case engine
        /// A person; it is never overwritten.
        case person
    }

    /// One recording.
    struct Entry: Hashable, Codable, Sendable {
        let by: Maker
        /// What it was made from: see ``Fingerprint``.
        let source: String
        /// The file's content.
        let audio: String
    }

    /// The file's name in the folder `prompts`.
    static let fileName = "recordings.json"

    /// The recordings by their path in the folder `prompts`.
    var entries: [String: Entry] = [:]

    init() {}

    /// Reads the index of a folder; an empty one if there is none.
    init(folder: String) throws(Problem) {
        let path = "\(folder)/\(Self.fileName)"
        guard let data = FileManager.default.contents(atPath: path) else {
            if FileManager.default.fileExists(atPath: path) {
                throw Problem(
                    SourcePlace(file: path), "the file cannot be read", mend: "allow this user to read it")
            }
            if let recording = Self.firstRecording(in: folder) {
                throw Problem(
                    SourcePlace(file: path), "the index of recordings is missing, though there is \(recording)",
                    mend: "restore it; or remove the recordings to have them made anew")
            }
            return
        }
        do {
            entries = try JSONDecoder().decode([String: Entry].self, from: data)
        } catch {
            throw Problem(
                SourcePlace(file: path), "the index of recordings is broken (\(Self.words(for: error)))",
                mend: "restore it; without it nobody knows who made a recording")
        }
        // Files are removed by these paths, so none may lead out of the folder.
        for path in entries.keys.sorted() where !Self.isPath(path) {
            throw Problem(
                SourcePlace(file: "\(folder)/\(Self.fileName)"), "'\(path.prefix(80))' is no path of a recording",
                mend: "write it like fr/goodbye.wav, or remove the line")
        }
    }

    /// Whether a path is `fr/name.wav` or `fr/pieces/name.wav`.
    private static func isPath(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let language = parts.first, Language(rawValue: String(language)) != nil, let file = parts.last,
            parts.count == 2 || parts.count == 3 && parts[1] == "pieces"
        else { return false }
        return file.hasSuffix(".wav") && !file.hasPrefix(".")
    }

    /// Any recording in a folder.
    private static func firstRecording(in folder: String) -> String? {
        for language in Language.allCases {
            for folder in ["\(folder)/\(language.rawValue)", "\(folder)/\(language.rawValue)/pieces"] {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
                if let name = names.filter({ $0.hasSuffix(".wav") }).min() { return "\(folder)/\(name)" }
            }
        }
        return nil
    }

    /// Writes the index, ready to be put in place.
    ///
    /// One recording a line, in the order of their paths, so that changes can be read.
    func draft(in folder: String) throws(Problem) -> FileDraft {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let path = "\(folder)/\(Self.fileName)"
        let text: String
        do {
            let lines = try entries.sorted { $0.key < $1.key }.map { path, entry in
                let key = String(decoding: try encoder.encode(path), as: UTF8.self)
                return "\(key): \(String(decoding: try encoder.encode(entry), as: UTF8.self))"
            }
            text = "{\n\(lines.joined(separator: ",\n"))\n}\n"
        } catch {
            throw Problem(
                SourcePlace(file: path), "the index of recordings cannot be written (\(error.localizedDescription))",
                mend: "report it: its entries are plain text")
        }
        return try FileDraft(Array(text.utf8), for: path, named: path)
    }

    private static func words(for error: any Error) -> String {
        if case DecodingError.dataCorrupted(let context) = error { return context.debugDescription }
        return "not the expected fields"
    }
}
