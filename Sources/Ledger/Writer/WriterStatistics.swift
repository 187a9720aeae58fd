import Synchronization

/// How the writing of calls goes.
public struct WriterStatistics: Hashable, Sendable {
    /// Changes that wait for the disk.
    public var queued = 0
    /// Groups that were committed, or tried.
    public var groups = 0
    /// Changes that are on the disk.
    public var written = 0
    /// Changes that were taken and could not be written.
    public var failures = 0
    /// Changes that were refused because too many waited.
    public var refusals = 0
    /// The largest group so far.
    public var largestGroup = 0
    /// Half of the latest groups took no longer than this.
    public var commitP50 = Duration.zero
    /// 99 of 100 of the latest groups took no longer than this.
    public var commitP99 = Duration.zero
}

/// Counts what the writer does; read by any thread.
final class WriterCounters: Sendable {
    private struct State {
        var statistics = WriterStatistics()
        var recent = RecentDurations()
    }

    private let state = Mutex(State())

    func note(_ completed: [CompletedEntry], took duration: Duration) {
        let failures = completed.count { if case .failure = $0.result { true } else { false } }
        state.withLock { state in
            state.statistics.groups += 1
            state.statistics.failures += failures
            state.statistics.written += completed.count - failures
            state.statistics.largestGroup = max(state.statistics.largestGroup, completed.count)
            state.recent.add(duration)
        }
    }

    func noteRefusal() { state.withLock { $0.statistics.refusals += 1 } }

    func statistics(queued: Int) -> WriterStatistics {
        let state = state.withLock { $0 }
        var statistics = state.statistics
        statistics.queued = queued
        let sorted = state.recent.sorted
        statistics.commitP50 = RecentDurations.percentile(50, of: sorted)
        statistics.commitP99 = RecentDurations.percentile(99, of: sorted)
        return statistics
    }
}

/// The latest durations of something, at most ``capacity`` of them.
struct RecentDurations {
    static let capacity = 1024
    private var durations: [Duration] = []
    private var oldest = 0

    mutating func add(_ duration: Duration) {
        if durations.count < Self.capacity {
            durations.append(duration)
        } else {
            durations[oldest] = duration
            oldest = (oldest + 1) % Self.capacity
        }
    }

    var sorted: [Duration] { durations.sorted() }

    /// The smallest duration that `percent` of 100 do not exceed (nearest rank); zero if there are none.
    static func percentile(_ percent: Int, of sorted: [Duration]) -> Duration {
        guard !sorted.isEmpty else { return .zero }
        let rank = (sorted.count * min(max(percent, 1), 100) + 99) / 100
        return sorted[rank - 1]
    }
}
