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
            case (.missing, _), (_, nil): return [recordings.missing(clip)]
            case (.outdated, _):
                return [
                    Problem(
                        place, "the recording is older than the text of '\(clip.name)' or its settings",
                        mend: "run 'voicedesk prompts build'")
                ]
            case (.recordedOtherwise, _): return [recordings.saysAnotherText(clip)]
            case (.unlisted, _): return [recordings.unlisted(clip)]
            case (.current, let bytes?), (.recorded, let bytes?):
                let content = try AudioFile.decode(bytes, named: path)
                let faults =
                    content.format.isPrompt
                    ? faults(of: content.recording, clip) : ["the recording is \(content.format)"]
                let mend =
                    state == .recorded
                    ? "record it again with 'voicedesk \(clip.recordCommand)'"
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
        if let fault = clip.lengthFault(of: recording) { faults.append(fault) }
        let target = RecordingStates.mastering.loudness
        let tolerance = milliseconds < 500 ? Self.shortLoudnessTolerance : Self.loudnessTolerance
        let isLoudAsCanBe = level.peak > RecordingStates.mastering.ceiling - 0.5
        if level.loudness > target + tolerance || level.loudness < target - tolerance && !isLoudAsCanBe {
            faults.append(
                "the loudness is \(level.loudness.inTenths) LUFS, and should be near \(target.inTenths)")
        }
        if level.peak > Self.peakLimit { faults.append("the peak is at \(level.peak.inTenths) dBFS") }
        if level.longestFullScaleRun >= Self.clippedRun { faults.append("the sound is clipped") }
        for (silence, end) in [(level.leadingSilence, "beginning"), (level.trailingSilence, "end")]
        where silence.milliseconds > Self.silenceLimit {
            faults.append("there are \(silence.milliseconds) ms of silence at the \(end)")
        }
        return faults
    }
}
