import NIOCore

/// One deadline on the loop, which may be moved at no cost.
///
/// The system's timer is armed again only when the deadline comes nearer. When it moved away, the timer rings early,
/// sees that, and is armed for the rest: a deadline that each message pushes back costs one ring a period, not one
/// arming a message.
final class LoopTimer: NIOScheduledCallbackHandler {
    private let eventLoop: any EventLoop
    private let reached: () -> Void
    private var armed: (callback: NIOScheduledCallback, at: NIODeadline)?
    private(set) var deadline: NIODeadline?

    init(on eventLoop: any EventLoop, reached: @escaping () -> Void) {
        (self.eventLoop, self.reached) = (eventLoop, reached)
    }

    func set(_ deadline: NIODeadline?) {
        self.deadline = deadline
        guard let deadline else { return }
        if let armed {
            if armed.at <= deadline { return }
            armed.callback.cancel()
        }
        arm(deadline)
    }

    /// Lets go of the system's timer, which otherwise keeps this object.
    func cancel() {
        deadline = nil
        armed?.callback.cancel()
        armed = nil
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        armed = nil
        guard let deadline else { return }
        if deadline > eventLoop.now {
            arm(deadline)
        } else {
            self.deadline = nil
            reached()
        }
    }

    private func arm(_ deadline: NIODeadline) {
        // Fails only on a loop that has ended, where nothing waits any more.
        armed = (try? eventLoop.assumeIsolated().scheduleCallback(at: deadline, handler: self)).map { ($0, deadline) }
    }
}

extension TimeAmount {
    /// The same time, held between nothing and a century.
    init(held duration: Duration) {
        let (seconds, attoseconds) = min(max(.zero, duration), .seconds(3_155_760_000)).components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
