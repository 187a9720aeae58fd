import Glibc
import Synchronization

/// A playing device that is open for the length of a call.
///
/// A thread of its own takes 20 ms frames of 160 samples, 8 kHz and one channel, from the source at the pace of the
/// monotonic clock. When the source falls silent, e.g. because a key cut a prompt, the device has played the last sound
/// that it was given within 50 ms (see `PlayoutPacing`).
public final class LiveLine: Sendable {
    /// How long `close()` waits for a device that hangs.
    public static let closeLimit: Duration = .seconds(2)

    private let state: LiveState
    /// Nil once it was joined or left.
    private let thread: Mutex<pthread_t?>

    /// Opens a device and starts to play.
    ///
    /// - Parameters:
    ///   - device: The device's name, as `SoundDevices.list()` gives it.
    ///   - source: Fills a silent frame of 160 samples; must not block. Called on the line's thread.
    ///   - onFailure: Called at most once, on the line's thread, when the device is lost in the midst of the call; the
    ///     line is silent and done by then, the source is not asked again.
    public convenience init(
        device: String = "default", source: @escaping @Sendable (inout [Int16]) -> Void,
        onFailure: @escaping @Sendable (SoundDeviceError) -> Void
    ) throws(SoundDeviceError) {
        let stream = try SoundSystem.openPlayout(device, shape: .call)
        try self.init(device: device, stream: stream, source: source, onFailure: onFailure)
    }

    /// Starts to play on an open stream, which belongs to the line's thread from then on.
    init(
        device: String, stream: sending any PlayoutStream, source: @escaping @Sendable (inout [Int16]) -> Void,
        onFailure: @escaping @Sendable (SoundDeviceError) -> Void
    ) throws(SoundDeviceError) {
        let state = LiveState()
        let loop = LiveLoop(stream: stream, state: state, source: source, onFailure: onFailure)
        self.state = state
        thread = Mutex(try LiveThread.start(loop, device: device))
    }

    deinit {
        close()
        // The line's own thread let go of it last: nobody is left to join that thread.
        thread.withLock { if let running = $0 { LiveThread.leave(running) } }
    }

    /// The report so far.
    public var report: PlayoutReport { state.report }

    /// Ends the line: what was not played yet is dropped, and the source is not asked again once this returns.
    ///
    /// May be called again, and from the source or from `onFailure`, where it does not wait.
    @discardableResult
    public func close() -> PlayoutReport {
        state.close()
        if state.runsHere { return report }
        thread.withLock { running in
            guard let joinable = running else { return }
            running = nil
            if state.waitForEnd(Self.closeLimit) {
                LiveThread.join(joinable)
            } else {
                LiveThread.leave(joinable)
                state.markStuck()
            }
        }
        return report
    }
}
