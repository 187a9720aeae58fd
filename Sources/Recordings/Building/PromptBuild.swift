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
            let made = await ParallelWork.results(of: batch, atOnce: jobs) {
                progress(done + $0, total)
            } _: { clip in
                Made(clip, await render(clip))
            }
            try keep(made, &summary)
        }
        return summary
    }

    /// Counts a recording that is not made.
    private func count(_ state: RecordingState, _ clip: Clip, _ summary: inout Summary) {
        switch state {
        case .missing, .outdated, .current: summary.kept += 1
        case .recorded: summary.byPerson += 1
        case .unlisted: summary.problems.append(recordings.unlisted(clip))
        case .recordedOtherwise:
            summary.byPerson += 1
            summary.problems.append(recordings.saysAnotherText(clip))
        }
    }

    private typealias Made = (clip: Clip, result: Result<Recording, Problem>)

    private func render(_ clip: Clip) async -> Result<Recording, Problem> {
        let name = recordings.path(of: clip)
        do throws(Problem) {
            let recording = try await recordings.engine(for: clip.language).speak(clip.spoken, named: name)
            if let fault = clip.lengthFault(of: recording) {
                throw Problem(
                    SourcePlace(file: name), fault,
                    mend: "let the program say the whole text, and no more, at a usual pace: 'speech' in desk.yaml")
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
