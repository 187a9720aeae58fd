import AudioFiles
import CallFlow
import Desk
import DeskFolder
import Dispatch
import Foundation
import Prompts
import Synchronization

/// Reads the recordings that the flows of a desk use, and encodes them once for all calls.
public struct VoiceLoader: Sendable {
    /// What loading took.
    public struct Report: Hashable, Sendable {
        /// How many recordings.
        public let recordings: Int
        /// How long they sound.
        public let sound: Duration
        /// How long loading took.
        public let time: Duration
        /// The bytes of the sound in one law of G.711.
        public let lawBytes: Int
        /// The bytes that are kept in memory.
        public let memory: Int
    }

    private let recordings: DeskRecordings

    /// Prepares loading.
    public init(_ recordings: DeskRecordings) { self.recordings = recordings }

    /// Loads the voice of the desk, or what some prompts need of it.
    ///
    /// - Parameter prompts: only these, with the pieces; those that flows in use speak if nothing is given.
    /// - Throws: every recording that is missing, broken, too long, or made of another text; every prompt that names a value of which
    ///   there can be no recording; every price that takes too long to speak.
    public func load(prompts: Set<String>? = nil) throws(Problems) -> (voice: PromptVoice, report: Report) {
        let clock = ContinuousClock()
        let began = clock.now
        let users = recordings.users
        let needed = prompts ?? Set(users.keys)
        let clips = recordings.script.clips.filter { clip in clip.prompt.map(needed.contains) ?? true }
        var problems = unspeakable(needed)
        let states: RecordingStates
        do throws(Problem) {
            states = try RecordingStates(recordings)
        } catch {
            throw Problems([error])
        }
        var sounds: [(clip: Clip, samples: [Int16])] = []
        sounds.reserveCapacity(clips.count)
        for (clip, result) in zip(clips, samples(of: clips, states)) {
            switch result {
            case .success(let samples): sounds.append((clip, samples))
            case .failure(let problem): problems.append(named(problem, clip, users))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        let frames = sounds.reduce(0) { $0 + ($1.samples.count + FrameStore.frameLength - 1) / FrameStore.frameLength }
        var store = FrameStore(reserving: frames)
        var runs: [Language: [String: FrameRun]] = [:]
        for (clip, samples) in sounds { runs[clip.language, default: [:]][clip.name] = store.append(samples) }
        let report = Report(
            recordings: sounds.count, sound: .milliseconds(frames * FrameStore.frameMilliseconds),
            time: began.duration(to: clock.now), lawBytes: store.byteCount, memory: store.capacity)
        let voice = PromptVoice(recordings.script, store: store, runs: runs, zone: recordings.desk.policy.zone)
        problems = longPrices(voice)
        guard problems.isEmpty else { throw Problems(problems) }
        return (voice, report)
    }

    /// Reads recordings on all processors: a server that starts is waited for.
    private func samples(of clips: [Clip], _ states: RecordingStates) -> [Result<[Int16], Problem>] {
        let results = Mutex<[Result<[Int16], Problem>?]>(Array(repeating: nil, count: clips.count))
        let jobs = ProcessInfo.processInfo.activeProcessorCount
        DispatchQueue.concurrentPerform(iterations: jobs) { job in
            for index in stride(from: job, to: clips.count, by: jobs) {
                let result = Result { () throws(Problem) in try samples(of: clips[index], states) }
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0 }.compactMap { $0 }
    }

    private func samples(of clip: Clip, _ states: RecordingStates) throws(Problem) -> [Int16] {
        let path = recordings.path(of: clip)
        guard let bytes = try RecordingStates.bytes(of: path) else { throw recordings.missing(clip) }
        if states.isStale(clip) {
            throw Problem(
                SourcePlace(file: path), "it was made of another text, or by other settings",
                mend: "run 'voicedesk prompts build'")
        }
        let recording = try AudioFile.decode(bytes, named: path).recording
        if let fault = clip.lengthFault(of: recording) {
            throw Problem(SourcePlace(file: path), fault, mend: "run 'voicedesk prompts build --check'")
        }
        return recording.samples
    }

    /// Prices that take longer than the proof of the longest call assumes: they are never cut, as a charge depends on them.
    private func longPrices(_ voice: PromptVoice) -> [Problem] {
        let policy = recordings.desk.policy
        return policy.tariffs.flatMap { tariff in
            policy.languages.compactMap { language in
                let length = voice.duration(
                    of: .money(tariff.amount), as: .price, in: language, at: Instant(seconds: 0))
                guard length > PromptText.longestValue else { return nil }
                return Problem(
                    SourcePlace(file: recordings.desk.path + "/desk.yaml"),
                    "the price \(tariff.amount) takes \(length.milliseconds) ms to speak in '\(language.rawValue)'",
                    mend: "record its pieces faster: it may take \(PromptText.longestValue.milliseconds) ms")
            }
        }
    }

    /// Adds who needs the recording to what is wrong with it.
    private func named(_ problem: Problem, _ clip: Clip, _ users: [String: [String]]) -> Problem {
        let use = clip.prompt.flatMap { users[$0] }.map { "the flow \($0.joined(separator: ", ")) speaks it" }
        let name = "'\(clip.name)' in '\(clip.language.rawValue)'"
        let what = problem.message.contains(name) ? problem.message : "\(name): \(problem.message)"
        return Problem(problem.place, use.map { "\(what); \($0)" } ?? what, mend: problem.mend)
    }

    /// Prompts with names of people or companies, which nobody recorded.
    private func unspeakable(_ prompts: Set<String>) -> [Problem] {
        recordings.desk.catalogue.prompts.values.filter { prompts.contains($0.id) }.flatMap { prompt in
            prompt.values.filter { $0 == .clientName || $0 == .contactName }.map { value in
                Problem(
                    prompt.place, "the prompt '\(prompt.id)' names {\(value.rawValue)}, of which there is no recording",
                    mend: "let it name {\(SpokenValueName.clientNumber.rawValue)}")
            }
        }
    }
}
