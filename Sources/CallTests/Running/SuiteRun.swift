import CallFlow
import Desk

/// Runs many stories at once, in process.
public enum SuiteRun {
    /// The most repetitions of a suite.
    public static let mostRepeats = 1_000_000

    /// Runs stories on several threads.
    ///
    /// - Parameters:
    ///   - repeats: how often all of them are run; each run has to come out like the first.
    ///   - threads: how many threads; their number changes no result.
    ///   - progress: is told how many stories are done of how many, from any thread.
    /// - Returns: the results in the order of the stories, with the first failing run of a story that fails once.
    public static func run(
        _ stories: [Story], at desk: StoryDesk, repeats: Int = 1, threads: Int = 2,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async -> SuiteResult {
        let count = stories.count * max(1, repeats)
        let workers = max(1, min(threads, count, 256))
        let clock = ContinuousClock()
        let began = clock.now
        let parts = await withTaskGroup(of: Part.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    var part = Part(stories.count)
                    for (done, place) in stride(from: worker, to: count, by: workers).enumerated() {
                        part.add(StoryRun.run(stories[place % stories.count], at: desk), at: place % stories.count)
                        if worker == 0, done % 64 == 0 { progress(min(count, done * workers), count) }
                    }
                    return part
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        progress(count, count)
        return SuiteResult(
            results: stories.indices.compactMap { story in Part.result(of: story, in: parts) }, runs: count,
            elapsed: began.duration(to: clock.now))
    }

    /// What one thread has found: a result for each story, of its failing run if there is one.
    private struct Part: Sendable {
        private var results: [StoryResult?]

        init(_ count: Int) { results = Array(repeating: nil, count: count) }

        mutating func add(_ result: StoryResult, at story: Int) {
            if let known = results[story], !known.isPassed || result.isPassed { return }
            results[story] = result
        }

        static func result(of story: Int, in parts: [Part]) -> StoryResult? {
            let all = parts.compactMap { $0.results[story] }
            return all.first { !$0.isPassed } ?? all.first
        }
    }
}

/// How a suite came out.
public struct SuiteResult: Sendable {
    /// The results, in the order of the stories.
    public let results: [StoryResult]
    /// How many stories were run, repetitions among them.
    public let runs: Int
    /// How long it took by the clock on the wall.
    public let elapsed: Duration

    /// Describes how a suite came out.
    public init(results: [StoryResult], runs: Int, elapsed: Duration) {
        self.results = results
        self.runs = runs
        self.elapsed = elapsed
    }

    /// How many stories came out as they are written.
    public var passed: Int { results.count { $0.isPassed && $0.skipped == nil } }
    /// How many were left out.
    public var skipped: Int { results.count { $0.skipped != nil } }
    /// How many came out otherwise.
    public var failed: Int { results.count { !$0.isPassed } }
    /// How many stories a second were run.
    public var rate: Double {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        return seconds > 0 ? Double(runs) / seconds : 0
    }
}
