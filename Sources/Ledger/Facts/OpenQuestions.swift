import Desk
import Dispatch
import Synchronization

/// The questions that have no answer yet: whoever closes one, the reader or the keeper, answers it, and nobody else.
///
/// Every question may take the same time, so the first that was asked is the first to be late.
final class OpenQuestions: Sendable {
    private struct State {
        var open: [Int: FactDesk.Answer] = [:]
        /// The ids that were given, in order, with the time of each; the answered ones among them are skipped.
        var deadlines: [(id: Int, deadline: ContinuousClock.Instant)] = []
        var lastID = 0
        var isStopped = false
    }

    private let limit: Int
    private let time: Duration
    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)

    init(limit: Int, time: Duration) {
        self.limit = limit
        self.time = time
    }

    var count: Int { state.withLock { $0.open.count } }

    /// Opens a question.
    /// - Returns: its id, or nothing where too many are open.
    func add(_ question: FactDesk.Question, now: ContinuousClock.Instant) -> Int? {
        let late = FactDesk.Answer(call: question.call, tag: question.tag, finding: .unavailable(question.topic))
        return state.withLock { state in
            guard state.open.count < limit else { return nil }
            state.lastID += 1
            state.open[state.lastID] = late
            state.deadlines.append((state.lastID, now.advanced(by: time)))
            return state.lastID
        }
    }

    func isOpen(_ id: Int) -> Bool { state.withLock { $0.open[id] != nil } }

    /// Closes questions.
    /// - Returns: those that were open until now: they are the caller's to answer.
    func close(_ ids: [Int]) -> Set<Int> {
        state.withLock { state in Set(ids.filter { state.open.removeValue(forKey: $0) != nil }) }
    }

    /// Closes the questions whose time is over.
    /// - Returns: the answer of each: `unavailable`.
    func takeLate(now: ContinuousClock.Instant) -> [FactDesk.Answer] {
        state.withLock { state in
            var late: [FactDesk.Answer] = []
            var passed = 0
            for (id, deadline) in state.deadlines {
                if let answer = state.open[id] {
                    guard deadline <= now else { break }
                    late.append(answer)
                    state.open[id] = nil
                }
                passed += 1
            }
            state.deadlines.removeFirst(passed)
            return late
        }
    }

    /// Waits for a tenth of the time that a question may take.
    /// - Returns: whether there is anything left to watch over; questions that were taken are, after ``stop()`` too.
    func waitForTick() -> Bool {
        if state.withLock({ $0.isStopped && $0.open.isEmpty }) { return false }
        _ = wakeUp.wait(timeout: .now() + .nanoseconds(max(1, Int(clamping: time.nanoseconds / 10))))
        return true
    }

    /// Lets the keeper end once every question is answered.
    func stop() {
        state.withLock { $0.isStopped = true }
        wakeKeeper()
    }

    /// Lets the keeper look before its tick is over.
    func wakeKeeper() { wakeUp.signal() }
}

extension Duration {
    /// Nanoseconds, at most those of 292 years.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, excess) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || excess ? .max : sum
    }
}
