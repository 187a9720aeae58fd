import AudioFiles
import Desk
import Prompts

/// What there is of a desk's recordings, for people who look after them.
public struct PromptInventory: Sendable {
    /// One recording, or the lack of it.
    public struct Item: Sendable {
        /// What it should speak.
        public let clip: Clip
        /// How it stands to its text.
        public let state: RecordingState
        /// How long it lasts; nothing if it is missing or cannot be read.
        public let duration: Duration?
        /// Its loudness in LUFS; nothing for silence.
        public let loudness: Double?
        /// Its highest sample in dBFS; nothing for silence.
        public let peak: Double?
        /// The flows that speak it; none for a piece, which all values use.
        public let users: [String]
        /// Why it cannot be read.
        public let problem: Problem?
    }

    private let recordings: DeskRecordings
    private let states: RecordingStates
    private let users: [String: [String]]

    /// Reads the index.
    public init(_ recordings: DeskRecordings) throws(Problem) {
        self.recordings = recordings
        states = try RecordingStates(recordings)
        users = recordings.users
    }

    /// Describes recordings; each is read and measured.
    public func items(_ clips: [Clip]) -> [Item] { clips.map(item) }

    private func item(_ clip: Clip) -> Item {
        var (state, recording): (RecordingState, Recording?) = (.unlisted, nil)
        var problem: Problem?
        do throws(Problem) {
            let found = try states.look(at: clip)
            state = found.state
            if let bytes = found.bytes {
                recording = try AudioFile.decode(bytes, named: recordings.path(of: clip)).recording
            }
        } catch {
            problem = error
        }
        let level = recording.flatMap(AudioLevel.init)
        return Item(
            clip: clip, state: state, duration: recording?.duration, loudness: level?.loudness, peak: level?.peak,
            users: clip.prompt.flatMap { users[$0] } ?? [], problem: problem)
    }
}
