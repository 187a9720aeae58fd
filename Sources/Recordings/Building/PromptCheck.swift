import AudioFiles
import CallFlow
import Desk
import DeskFolder
import Foundation
import Prompts

/// Checks what `prompts build` and persons made: every recording present, decodable, of the right format, length and level.
public struct PromptCheck: Sendable {
    /// How far the loudness may be from the target, in LU; what cannot be louder without clipping may be quieter.
    static let loudnessTolerance = 2.0
    /// How far from it a word of less than half a second may be: there is hardly anything to measure.
    static let shortLoudnessTolerance = 4.0
    /// The highest sample peak, in dBFS.
    static let peakLimit = -1.0
    /// The longest silence at either end.
    static let silenceLimit = 400
    /// How many samples in a row at full scale are clipping.
    static let clippedRun = 3

    private let recordings: DeskRecordings

    /// Prepares a check.
    public init(_ recordings: DeskRecordings) { self.recordings = recordings }

    /// Everything that is wrong, in the order of the script.
    ///
    /// - Parameter progress: is told how many recordings are done, of how many.
    public func run(progress: (_ done: Int, _ of: Int) -> Void) throws(Problem) -> [Problem] {
        let states = try RecordingStates(recordings)
        var problems: [Problem] = []
        let clips = recordings.script.clips
        for (done, clip) in clips.enumerated() {
            progress(done, clips.count)
            problems += check(clip, states)
        }
        progress(clips.count, clips.count)
        problems += silentPrompts()
        let wanted = Set(clips.map(\.path))
        for (path, entry) in states.index.entries.sorted(by: { $0.key < $1.key }) where !wanted.contains(path) {
            let mend =
                switch entry.by {
                case .engine: "run 'voicedesk prompts build'"
                case .person: "remove it, and run 'voicedesk prompts build'"
                }
            problems.append(
                Problem(
                    SourcePlace(file: "\(recordings.folder)/\(path)"), "nothing speaks this recording any more",
                    mend: mend))
        }
        return problems
    }

    /// Prompts of whose text nothing can be spoken.
    private func silentPrompts() -> [Problem] {
        recordings.desk.catalogue.prompts.values.flatMap { prompt in
            recordings.script.languages.filter { recordings.script.script(of: prompt.id, in: $0)?.isSilent == true }
                .map { language in
                    Problem(
                        prompt.place, "the prompt '\(prompt.id)' has nothing to say in '\(language.rawValue)'",
                        mend: "write words")
                }
        }
    }

    private func check(_ clip: Clip, _ states: RecordingStates) -> [Problem] {
        let path = recordings.path(of: clip)
        let place = SourcePlace(file: path)
        do throws(Problem) {
            let (state, bytes) = try states.look(at: clip)
            switch (state, bytes) {
            case (.missing, _), (_, nil): return [Self.missing(clip, recordings)]
            case (.outdated, _):
                return [
                    Problem(
                        place, "the recording is older than the text of '\(clip.name)' or its settings",
                        mend: "run 'voicedesk prompts build'")
                ]
            case (.recordedOtherwise, _): return [Self.saysAnotherText(clip, recordings)]
            case (.unlisted, _): return [Self.unlisted(clip, recordings)]
            case (.current, let bytes?), (.recorded, let bytes?):
                let content = try AudioFile.decode(bytes, named: path)
                let faults =
                    content.format.isPrompt
                    ? faults(of: content.recording, clip) : ["the recording is \(content.format)"]
                let mend =
                    state == .recorded
                    ? "record it again with 'voicedesk \(Self.command(clip))'"
                    : "remove the file and run 'voicedesk prompts build'"
                return faults.map { Problem(place, $0, mend: mend) }
            }
        } catch {
            return [error]
        }
    }

    /// What is wrong with the sound itself.
    private func faults(of recording: Recording, _ clip: Clip) -> [String] {
        guard let level = AudioLevel(recording) else { return ["the recording is silent"] }
        var faults: [String] = []
        let milliseconds = recording.duration.milliseconds
        if let fault = Self.length(of: recording, for: clip) { faults.append(fault) }
        let target = RecordingStates.mastering.loudness
        let tolerance = milliseconds < 500 ? Self.shortLoudnessTolerance : Self.loudnessTolerance
        let isLoudAsCanBe = level.peak > RecordingStates.mastering.ceiling - 0.5
        if level.loudness > target + tolerance || level.loudness < target - tolerance && !isLoudAsCanBe {
            faults.append(
                "the loudness is \(Self.decimal(level.loudness)) LUFS, and should be near \(Self.decimal(target))")
        }
        if level.peak > Self.peakLimit { faults.append("the peak is at \(Self.decimal(level.peak)) dBFS") }
        if level.longestFullScaleRun >= Self.clippedRun { faults.append("the sound is clipped") }
        for (silence, end) in [(level.leadingSilence, "beginning"), (level.trailingSilence, "end")]
        where silence.milliseconds > Self.silenceLimit {
            faults.append("there are \(silence.milliseconds) ms of silence at the \(end)")
        }
        return faults
    }

    /// What is wrong with the length of a recording: the longest call is proved with the longest that its text may take.
    static func length(of recording: Recording, for clip: Clip) -> String? {
        let milliseconds = recording.duration.milliseconds
        let (shortest, longest) = (clip.shortestDuration.milliseconds, clip.longestDuration.milliseconds)
        if milliseconds < shortest {
            return "the recording lasts \(milliseconds) ms, less than the \(shortest) ms that its text takes at least"
        }
        if milliseconds > longest {
            return "the recording lasts \(milliseconds) ms, more than the \(longest) ms that its text may take"
        }
        return nil
    }

    static func missing(_ clip: Clip, _ recordings: DeskRecordings) -> Problem {
        Problem(
            SourcePlace(file: recordings.path(of: clip)),
            "the recording of '\(clip.name)' in '\(clip.language.rawValue)' is missing",
            mend: "run 'voicedesk prompts build', or record it with 'voicedesk \(command(clip))'")
    }

    static func saysAnotherText(_ clip: Clip, _ recordings: DeskRecordings) -> Problem {
        Problem(
            SourcePlace(file: recordings.path(of: clip)),
            "a person recorded '\(clip.name)' before its text changed",
            mend: "record it again with 'voicedesk \(command(clip))', or remove it and run 'voicedesk prompts build'")
    }

    static func unlisted(_ clip: Clip, _ recordings: DeskRecordings) -> Problem {
        let path = recordings.path(of: clip)
        return Problem(
            SourcePlace(file: path), "nobody knows who made this recording, and of which text",
            mend:
                "if a person says \"\(clip.text)\" in it, run 'voicedesk \(command(clip)) --from \(path)'; else remove it and run 'voicedesk prompts build'"
        )
    }

    /// The command that records a clip.
    private static func command(_ clip: Clip) -> String {
        "prompts record \(clip.name) --language \(clip.language.rawValue)"
    }

    /// A number with one decimal.
    static func decimal(_ value: Double) -> String { String(format: "%.1f", value) }
}
