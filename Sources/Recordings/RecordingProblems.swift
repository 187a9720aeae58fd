import AudioFiles
import Desk
import Prompts

/// What commands say of recordings that are not as they should be, and how to mend them.
extension DeskRecordings {
    func missing(_ clip: Clip) -> Problem {
        Problem(
            SourcePlace(file: path(of: clip)),
            "the recording of '\(clip.name)' in '\(clip.language.rawValue)' is missing",
            mend: "run 'voicedesk prompts build', or record it with 'voicedesk \(clip.recordCommand)'")
    }

    func saysAnotherText(_ clip: Clip) -> Problem {
        Problem(
            SourcePlace(file: path(of: clip)),
            "a person recorded '\(clip.name)' before its text changed",
            mend:
                "record it again with 'voicedesk \(clip.recordCommand)', or remove it and run 'voicedesk prompts build'"
        )
    }

    func unlisted(_ clip: Clip) -> Problem {
        let path = path(of: clip)
        return Problem(
            SourcePlace(file: path), "nobody knows who made this recording, and of which text",
            mend:
                "if a person says \"\(clip.text)\" in it, run 'voicedesk \(clip.recordCommand) --from \(path)'; else remove it and run 'voicedesk prompts build'"
        )
    }
}

extension Clip {
    /// The command that records it.
    var recordCommand: String { "prompts record \(name) --language \(language.rawValue)" }

    /// What is wrong with the length of a recording: the longest call is proved with the longest that its text may take.
    func lengthFault(of recording: Recording) -> String? {
        let milliseconds = recording.duration.milliseconds
        let (shortest, longest) = (shortestDuration.milliseconds, longestDuration.milliseconds)
        if milliseconds < shortest {
            return "the recording lasts \(milliseconds) ms, less than the \(shortest) ms that its text takes at least"
        }
        if milliseconds > longest {
            return "the recording lasts \(milliseconds) ms, more than the \(longest) ms that its text may take"
        }
        return nil
    }
}
