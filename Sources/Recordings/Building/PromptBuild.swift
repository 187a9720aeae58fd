import AudioFiles
import Desk
import DeskFolder
import Foundation
import Prompts

/// Makes the recordings that are missing or no longer right, and leaves alone what a person made.
public struct PromptBuild: Sendable {
    /// How many recordings are kept in memory before they are written.
    private static let batchSize = 40

    private let recordings: DeskRecordings
    private let jobs: Int
    private let force: Bool
    /// For tests, in which each step fails once.
    let checkpoint: @Sendable (RecordingBatch.Step) throws(Problem) -> Void

    /// Prepares a build.
    ///
    /// - Parameters:
    ///   - jobs: how many programs run at once, at least one.
    ///   - force: whether recordings of an engine are made again although they are right.
    public init(_ recordings: DeskRecordings, jobs: Int, force: Bool = false) {
        self.init(recordings, jobs: jobs, force: force) { (_) throws(Problem) in }
    }

    init(
        _ recordings: DeskRecordings, jobs: Int, force: Bool,
        checkpoint: @escaping @Sendable (RecordingBatch.Step) throws(Problem) -> Void
    ) {
        self.recordings = recordings
        self.jobs = max(1, jobs)
        self.force = force
        self.checkpoint = checkpoint
    }

    /// What a build did.
    public struct Summary: Hashable, Sendable {
        /// How many recordings were made.
        public fileprivate(set) var built = 0
        /// How many were right already.
        public fileprivate(set) var kept = 0
        /// How many a person made.
        public fileprivate(set) var byPerson = 0
        /// Files of recordings that nothing speaks any more, which were removed.
        public fileprivate(set) var removed: [String] = []
        /// What could not be made, and recordings that nobody but a person can put right.
        public fileprivate(set) var problems: [Problem] = []
    }

    /// Builds.
    ///
    /// - Parameters:
    ///   - wanted: which recordings; all if nothing is given, and then those are removed that nothing speaks any more.
    ///   - progress: is told how many recordings are done, of how many.
    public func run(
        only wanted: [Clip]? = nil, progress: @Sendable (_ done: Int, _ of: Int) -> Void
    ) async throws(Problem) -> Summary {
        let states = try RecordingStates(recordings)
        var summary = Summary()
        var work: [Clip] = []
        for clip in wanted ?? recordings.script.clips {
            do throws(Problem) {
                let state = try states.look(at: clip).state
                if state.isToBeBuilt(forced: force) { work.append(clip) } else { count(state, clip, &summary) }
            } catch {
                summary.problems.append(error)
            }
        }
        if wanted == nil { summary.removed = try removeLeftOvers() }
        let total = work.count
        progress(0, total)
        var rest = work[...]
        while !rest.isEmpty {
            let done = total - rest.count
            let batch = rest.prefix(Self.batchSize)
            rest = rest.dropFirst(Self.batchSize)
            let made = await render(Array(batch)) { progress(done + $0, total) }
            try keep(made, &summary)
        }
        return summary
    }

    /// Counts a recording that is not made.
    private func count(_ state: RecordingState, _ clip: Clip, _ summary: inout Summary) {
        switch state {
        case .missing, .outdated, .current: summary.kept += 1
        case .recorded: summary.byPerson += 1
        case .unlisted: summary.problems.append(PromptCheck.unlisted(clip, recordings))
        case .recordedOtherwise:
            summary.byPerson += 1
            summary.problems.append(PromptCheck.saysAnotherText(clip, recordings))
        }
    }

    private typealias Made = (clip: Clip, result: Result<Recording, Problem>)

    /// Speaks and masters clips, several at once.
    private func render(_ clips: [Clip], progress: @Sendable (Int) -> Void) async -> [Made] {
        await withTaskGroup(of: Made.self) { group in
            var waiting = clips[...]
            var made: [Made] = []
            func start() {
                guard let clip = waiting.popFirst() else { return }
                group.addTask { (clip, await render(clip)) }
            }
            for _ in 0..<jobs { start() }
            while let next = await group.next() {
                made.append(next)
                progress(made.count)
                start()
            }
            return made
        }
    }

    private func render(_ clip: Clip) async -> Result<Recording, Problem> {
        let engine = SpeechEngine(
            command: recordings.desk.speech.command(for: clip.language), language: clip.language,
            folder: recordings.desk.path)
        let name = recordings.path(of: clip)
        do throws(Problem) {
            let spoken = try await engine.speak(clip.spoken, named: name)
            let recording = try RecordingStates.mastering.master(spoken, named: name).recording
            if let fault = PromptCheck.length(of: recording, for: clip) {
                throw Problem(
                    SourcePlace(file: name), fault, mend: "let the program speak faster, under 'speech' in desk.yaml")
            }
            return .success(recording)
        } catch {
            return .failure(error)
        }
    }

    /// Writes what was made, unless a person was there in the meantime.
    private func keep(_ made: [Made], _ summary: inout Summary) throws(Problem) {
        var recordingsMade: [(clip: Clip, recording: Recording)] = []
        for (clip, result) in made {
            switch result {
            case .failure(let problem): summary.problems.append(problem)
            case .success(let recording): recordingsMade.append((clip, recording))
            }
        }
        let (written, passedOver) = try FolderLock.holding(recordings.folder) { () throws(Problem) in
            var states = try RecordingStates(recordings)
            var passedOver: [(Clip, RecordingState)] = []
            var files: [RecordingBatch.File] = []
            for (clip, recording) in recordingsMade {
                let state = try states.look(at: clip).state
                guard state.isToBeBuilt(forced: force) else {
                    passedOver.append((clip, state))
                    continue
                }
                let file = try RecordingBatch.File(recordings.path(of: clip), recording)
                states.index.entries[clip.path] = RecordingIndex.Entry(
                    by: .engine, source: states.engineSource(clip), audio: Fingerprint.of(file.bytes))
                files.append(file)
            }
            try RecordingBatch(files: files, index: states.index, folder: recordings.folder).write(checkpoint)
            return (files.count, passedOver)
        }
        summary.built += written
        for (clip, state) in passedOver { count(state, clip, &summary) }
    }

    /// Removes what an engine once made and nothing speaks any more; what a person made stays.
    private func removeLeftOvers() throws(Problem) -> [String] {
        try FolderLock.holding(recordings.folder) { () throws(Problem) in
            var index = try RecordingIndex(folder: recordings.folder)
            let wanted = Set(recordings.script.clips.map(\.path))
            var removed: [String] = []
            let before = index
            for (path, entry) in before.entries.sorted(by: { $0.key < $1.key }) where !wanted.contains(path) {
                let file = "\(recordings.folder)/\(path)"
                guard let bytes = try RecordingStates.bytes(of: file) else {
                    index.entries[path] = nil
                    continue
                }
                guard entry.by == .engine, Fingerprint.of(bytes) == entry.audio else { continue }
                try RecordingBatch.remove(file)
                removed.append(path)
                index.entries[path] = nil
            }
            if index != before { try index.draft(in: recordings.folder).commit() }
            return removed
        }
    }
}
