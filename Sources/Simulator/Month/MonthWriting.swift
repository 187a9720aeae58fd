import Dispatch
import Ledger
import Synchronization

/// Writes the calls of a month in groups, and lets only so many wait for the disk.
final class MonthWriting: Sendable {
    /// Changes that may wait; well below what the ledger's writer takes.
    private static let room = 2_048

    private let writer: LedgerWriter
    private let free: DispatchSemaphore
    private let failure: Failure

    private final class Failure: Sendable {
        let first = Mutex<LedgerError?>(nil)
    }

    init(_ ledger: Ledger) {
        let free = DispatchSemaphore(value: Self.room)
        let failure = Failure()
        (self.free, self.failure) = (free, failure)
        writer = LedgerWriter(ledger, gathering: LedgerLimits.gatherTime) { completed in
            for entry in completed {
                if case .failure(let error) = entry.result { failure.first.withLock { $0 = $0 ?? error } }
                free.signal()
            }
        }
    }

    /// Writes a call; waits while too many changes do.
    func write(_ changes: [CallChange], of call: Int) throws {
        try check()
        for change in changes {
            free.wait()
            do throws(LedgerError) {
                try writer.enqueue(change, call: call, isAwaited: false)
            } catch {
                free.signal()
                throw error
            }
        }
    }

    /// Throws the first thing that could not be written.
    func check() throws { if let error = failure.first.withLock({ $0 }) { throw error } }

    /// Waits until everything is written.
    func close() { writer.close() }
}
