import AudioFiles
import Desk
import DeskFolder
import Glibc
import Prompts

/// How a recording stands to the text that it should speak.
public enum RecordingState: String, Hashable, Sendable {
    /// There is none.
    case missing
    /// An engine made it of this text, by these settings.
    case current
    /// An engine made it of another text or by other settings.
    case outdated
    /// A person made it of this text.
    case recorded
    /// Nobody knows who made it, and of which text.
    case unlisted
    /// A person made it of another text.
    case recordedOtherwise = "recorded-otherwise"

    /// Whether an engine makes it, or makes it again if that is forced.
    func isToBeBuilt(forced: Bool) -> Bool { self == .missing || self == .outdated || forced && self == .current }
}

/// Compares recordings with the index and the texts.
struct RecordingStates {
    /// How recordings become prompts.
    static let mastering = Mastering()
    /// The same in words, as fingerprints have it: drawn up once, as a thousand recordings are compared.
    private static let masteringText = "\(Mastering.version) \(mastering)"

    let recordings: DeskRecordings
    var index: RecordingIndex

    init(_ recordings: DeskRecordings) throws(Problem) {
        self.recordings = recordings
        index = try RecordingIndex(folder: recordings.folder)
    }

    /// The fingerprint of a clip when an engine makes it.
    func engineSource(_ clip: Clip) -> String {
        Fingerprint.engine(
            clip.spoken, command: recordings.desk.speech.command(for: clip.language),
            mastering: Self.masteringText)
    }

    /// Whether the index knows the recording as one of another text, or by other settings.
    func isStale(_ clip: Clip) -> Bool {
        guard let entry = index.entries[clip.path] else { return false }
        return switch entry.by {
        case .engine: entry.source != engineSource(clip)
        case .person: entry.source != Fingerprint.person(clip.text)
        }
    }

    /// How a recording stands, and its bytes if there is one.
    ///
    /// - Throws: that something is there and cannot be read: it may be a person's, and is not missing.
    func look(at clip: Clip) throws(Problem) -> (state: RecordingState, bytes: [UInt8]?) {
        let path = recordings.path(of: clip)
        guard let bytes = try Self.bytes(of: path) else { return (.missing, nil) }
        guard let entry = index.entries[clip.path], entry.audio == Fingerprint.of(bytes) else {
            return (.unlisted, bytes)
        }
        let isStale = isStale(clip)
        switch entry.by {
        case .engine: return (isStale ? .outdated : .current, bytes)
        case .person: return (isStale ? .recordedOtherwise : .recorded, bytes)
        }
    }

    /// The bytes of a file; nothing only if there is none.
    static func bytes(of path: String) throws(Problem) -> [UInt8]? {
        var status = stat()
        if lstat(path, &status) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
        return try AudioFile.bytes(of: path, named: path)
    }
}
