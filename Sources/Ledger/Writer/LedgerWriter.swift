import Desk
import Dispatch
import Foundation

/// Writes the calls of a whole server: one thread, group commit.
///
/// A commit waits for the disk, and the disk takes about as long for a hundred changes as for one. So every change is
/// queued; while one group is being committed the next one gathers, and no change waits longer than for two commits.
/// Where nothing is going on, a change that somebody waits for is committed by itself, at once; others gather for a moment first, as a
/// commit costs about as much processor time as the writing of ten changes.
///
/// What is asked of the disk is asked here only: no caller of ``enqueue(_:call:tag:isAwaited:)`` ever waits. Each change is
/// answered exactly once, after the commit that holds it; the changes of a call are written in the order in which they
/// were queued. The queue is bounded: over it a change is refused at once, and the desk fails open (design, section 5).
public final class LedgerWriter: Sendable {
    /// Is told, on the writer's thread, what came of the changes of one group.
    ///
    /// It is to be short, and must not call ``close()``: the next group waits for it.
    public typealias Completion = @Sendable ([CompletedEntry]) -> Void

    private let queue: WorkQueue<QueuedEntry>
    private let counters = WriterCounters()
    private let limit: Int
    private let ended = DispatchSemaphore(value: 0)

    /// Starts to write into a ledger.
    ///
    /// - Parameters:
    ///   - queueLimit: how many changes may wait.
    ///   - groupLimit: how many changes one commit holds at most.
    ///   - gathering: how long changes that nobody waits for may gather before they are committed.
    ///   - completion: is told what came of every change that was taken.
    public init(
        _ ledger: Ledger, queueLimit: Int = LedgerLimits.queuedEntries, groupLimit: Int = LedgerLimits.entriesPerGroup,
        gathering: Duration = .zero, completion: @escaping Completion
    ) {
        let queue = WorkQueue<QueuedEntry>()
        self.queue = queue
        limit = max(1, queueLimit)
        let (counters, ended) = (counters, ended)
        let thread = Thread {
            // The system is told a name only by the thread itself.
            Thread.current.name = "ledger.writer"
            var commit = GroupCommit(ledger: ledger)
            while let group = queue.take(upTo: max(1, groupLimit), gathering: gathering) {
                let clock = ContinuousClock()
                let start = clock.now
                let completed = commit.commit(group)
                counters.note(completed, took: start.duration(to: clock.now))
                completion(completed)
            }
            ended.signal()
        }
        thread.start()
    }

    deinit { queue.close() }

    /// Queues a change; what comes of it is told to the completion.
    ///
    /// A quarter of the queue is kept for the calls that go on: a new call is refused earlier than a word of those.
    /// - Parameters:
    ///   - call: the caller's own number of the call; not used again before the call's end is written.
    ///   - tag: any number by which the caller knows the change again.
    ///   - isAwaited: whether somebody waits for the change to be on the disk.
    /// - Throws: `queueFull` or `closed`; the change is not written then, and no completion follows.
    public func enqueue(_ change: CallChange, call: Int, tag: Int = 0, isAwaited: Bool = true) throws(LedgerError) {
        let isNew = if case .begin = change { true } else { false }
        let limit = isNew ? max(1, limit / 4 * 3) : limit
        switch queue.offer(QueuedEntry(call: call, tag: tag, change: change), limit: limit, isUrgent: isAwaited) {
        case .taken: return
        case .full:
            counters.noteRefusal()
            throw LedgerError(
                .queueFull, "\(limit) changes wait for the disk already",
                mend: "check the disk of the database; calls are connected and not billed meanwhile")
        case .closed: throw LedgerError(.closed, "the writer is closed", mend: "open the ledger again")
        }
    }

    /// How the writing goes, for metrics.
    public var statistics: WriterStatistics { counters.statistics(queued: queue.count) }

    /// Takes no more changes, and waits until all that were taken are answered.
    public func close() {
        queue.close()
        ended.wait()
        ended.signal()
    }
}
