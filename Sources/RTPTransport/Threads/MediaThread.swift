import CRTPSockets
import Glibc
import Media
import Synchronization

/// A thread of the operating system that carries a shard of legs.
///
/// Not a task: it sleeps until a moment of the clock, with a precision and a priority that Swift's executors do not
/// give, and it blocks in nothing else.
final class MediaThread: Sendable {
    let mailbox: Mailbox
    private let pacing = Mutex(MediaPacing())
    private let end = Mutex<pthread_t?>(nil)

    init() throws(SystemError) { mailbox = try Mailbox() }

    /// How punctually the thread has sent; up to a second old.
    var currentPacing: MediaPacing { pacing.withLock { $0 } }

    /// Publishes how punctually the thread has sent.
    func publish(_ pacing: MediaPacing) { self.pacing.withLock { $0 = pacing } }

    /// Starts the thread; it ends with ``Mailbox/Order/stop``.
    func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let context = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard result == 0 else {
            context.release()
            throw SystemError(number: result)
        }
        end.withLock { $0 = thread }
    }

    /// Waits until the thread has ended.
    func join() {
        guard let thread = end.withLock({ $0.take() }) else { return }
        pthread_join(thread, nil)
    }
}

private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
