import CallFlow
import Desk
import DeskFolder
import Prompts
import RTP
import Recordings
import Testing

/// The shipped desk's recordings, to compare with what is heard.
enum DeskVoice {
    static let loaded = Result {
        try VoiceLoader(DeskRecordings(DeskFolder.load(at: RunningServer.root))).load().voice
    }

    /// The first frames of a prompt in A-law: enough to tell it from every other.
    static func frames(_ prompt: String, count: Int = 15) throws -> [[UInt8]] {
        let voice = try loaded.get()
        let list = voice.playlist([Utterance(prompt: prompt, language: .french)], at: Instant(seconds: 0))
        var playback = Playback(list)
        var frames: [[UInt8]] = []
        while frames.count < count, let frame = playback.next() {
            frames.append(Array(voice.store.bytes(of: frame, .aLaw)))
        }
        try #require(frames.count == count)
        return frames
    }
}

extension SoundEnd {
    /// Waits until the first words of a prompt were heard.
    func hears(_ prompt: String) async throws { try await hears(DeskVoice.frames(prompt)) }
}
