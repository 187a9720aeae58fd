import Dispatch
import Testing

/// Counts events, so that a test waits for them and not for the clock.
final class Events: Sendable {
    private let arrived = DispatchSemaphore(value: 0)

    /// Another one has come.
    func happened() { arrived.signal() }

    /// Waits for so many more; a test that waits in vain fails.
    func wait(for count: Int = 1, sourceLocation: SourceLocation = #_sourceLocation) {
        for number in 1...count where arrived.wait(timeout: .now() + 30) != .success {
            Issue.record("event \(number) of \(count) never came", sourceLocation: sourceLocation)
            return
        }
    }
}
