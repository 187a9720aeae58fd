import ArgumentParser
import AudioFiles
import AudioPlayer
import Desk
import DeskFolder
import Foundation
import Prompts
import Recordings

/// `voicedesk prompts record`.
struct PromptsRecord: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Put a person's voice in the place of a recording.",
        discussion: """
            Without --from it records from the microphone, one phrase after the other: each ends when the speaker is silent. The \
            recording is trimmed and set to the loudness of all others, and 'prompts build' never overwrites it.

            EXAMPLES
              voicedesk prompts record goodbye --language fr
              voicedesk prompts record ticket-found.2 --language fr --from take-7.flac
            """)

    /// The silence that ends a phrase.
    private static let finalSilence = Duration.milliseconds(1_500)
    /// How much longer than its text a take may be before it is trimmed.
    private static let slack = Duration.seconds(10)

    @OptionGroup var options: DeskOptions
    @OptionGroup var choice: ClipChoice
    @Option(
        help: ArgumentHelp("Take this sound file (WAV, FLAC, Ogg) instead of the microphone.", valueName: "file"),
        completion: .file())
    var from: String?
    @Option(help: ArgumentHelp("The device to record from.", valueName: "device"))
    var audioDevice: String = "default"

    func validate() throws {
        if choice.names.isEmpty { throw ValidationError("name what is to be recorded, for example 'goodbye'") }
    }

    func run() throws {
        let desk = try options.load()
        let recordings = try DeskRecordings(desk)
        let clips = try choice.named(in: recordings) ?? []
        if let from {
            guard clips.count == 1, let clip = clips.first else {
                let names = clips.map { "\($0.name) --language \($0.language.rawValue)" }.joined(separator: ", ")
                throw Unusable(
                    "one file cannot be \(clips.count) recordings", mend: "name one of them: \(names)")
            }
            return try keep(try AudioFile.read(from, named: from), clip, recordings, named: from)
        }
        for clip in clips {
            print(Output.styled("\(clip.name) (\(clip.language.rawValue))", .bold))
            if let note = clip.note { print(Output.styled(note, .dim)) }
            print("Say: \(clip.text)")
            let take = try Capture.record(
                from: audioDevice, limit: clip.longestDuration + Self.slack, finalSilence: Self.finalSilence)
            if take.overruns > 0 {
                throw Unusable(
                    "the machine was too busy and lost sound \(take.overruns) times", mend: "record it again")
            }
            try keep(
                Recording(samples: take.samples), clip, recordings, named: recordings.path(of: clip))
        }
    }

    private func keep(
        _ recording: Recording, _ clip: Clip, _ recordings: DeskRecordings, named name: String
    ) throws {
        let report = try recordings.keep(recording, for: clip, named: name)
        print("\(recordings.path(of: clip)): \(report)")
    }
}
