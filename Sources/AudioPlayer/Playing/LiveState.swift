import Dispatch
import Glibc
import Synchronization

/// What a live line and its thread share.
final class LiveState: Sendable {
    private let closing = Atomic<Bool>(false)
    private let thread = Atomic<UInt>(0)
    private let shared = Mutex(PlayoutReport())
    private let end = DispatchSemaphore(value: 0)

    /// Whether the line is to end.
    var isClosing: Bool { closing.load(ordering: .acquiring) }

    /// Ends the line at its thread's next look.
    func close() { closing.store(true, ordering: .releasing) }

    /// Whether the caller is the line's own thread, which cannot wait for itself.
    var runsHere: Bool { thread.load(ordering: .acquiring) == pthread_self() }

    /// The line's thread has begun.
    func began() { thread.store(pthread_self(), ordering: .releasing) }

    /// The line's thread is about to end.
    func ended() {
        thread.store(0, ordering: .releasing)
        end.signal()
    }

    /// Waits, once, until the line's thread is about to end; false if it has not come by then.
    func waitForEnd(_ limit: Duration) -> Bool {
        end.wait(timeout: .now() + .milliseconds(Int(limit / .milliseconds(1)))) == .success
    }

    /// The report so far.
    var report: PlayoutReport { shared.withLock { $0 } }

    /// The line's thread has come further; what was found out about the thread itself stays.
    func update(_ report: PlayoutReport) {
        shared.withLock {
            let isStuck = $0.isStuck
            $0 = report
            $0.isStuck = isStuck
        }
    }

    /// The thread did not come back.
    func markStuck() { shared.withLock { $0.isStuck = true } }
}
