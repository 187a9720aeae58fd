import CallFlow
import Desk
import DeskFolder
import Foundation
import Prompts
import RTP
import Recognition
import Recordings

/// The recordings that are shipped, loaded once.
enum Catalogue {
    /// Whether everything is played, which takes minutes unless it is optimised.
    static let isWhole = ProcessInfo.processInfo.environment["VOICEDESK_WHOLE_CATALOGUE"] == "1"

    private static let path = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL.path

    /// The voice of the shipped desk.
    static let voice = Result { try VoiceLoader(try DeskRecordings(try .load(at: path))).load().voice }

    /// All recordings as a line of A-law carries them, by language and name.
    static let recordings = voice.map { voice in
        voice.recordings.map { Recording(name: "\($0.language.rawValue)/\($0.name)", samples: samples($0.run, voice)) }
    }

    /// The book of all recordings.
    static let book = recordings.map(PromptBook.init)

    /// The recording of a name.
    static func recording(_ name: String) throws -> Recording {
        guard let recording = try recordings.get().first(where: { $0.name == name }) else { throw Unknown(name: name) }
        return recording
    }

    /// There is no recording of this name.
    struct Unknown: Error {
        let name: String
    }

    private static func samples(_ run: FrameRun, _ voice: PromptVoice) -> [Int16] {
        var list = Playlist()
        list.append(run)
        return samples(list, voice)
    }

    /// What is heard of a playlist.
    static func samples(_ list: Playlist, _ voice: PromptVoice) -> [Int16] {
        var playback = Playback(list)
        var samples: [Int16] = []
        while let frame = playback.next() { samples += voice.store.bytes(of: frame, .aLaw).map(G711.aLaw.decode) }
        return samples
    }
}
