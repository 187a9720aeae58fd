import Synchronization

/// A value that changes on other threads, for those who wait for something of it.
///
/// A waiter that is cancelled, as a test is when its time is over, throws.
final class Watched<Value: Sendable>: Sendable {
    private struct Waiter: Sendable {
        /// Looks again; tells whether it has seen what it waits for.
        let look: @Sendable (inout Value) -> Bool
        let cancel: @Sendable () -> Void
    }

    private struct State {
        var value: Value
        var waiters: [Int: Waiter] = [:]
        var last = 0
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    /// The value at this moment.
    var value: Value { state.withLock { $0.value } }

    /// Changes the value; who waits looks at it.
    func change(_ body: (inout Value) -> Void) {
        state.withLock { state in
            body(&state.value)
            for (id, waiter) in state.waiters.sorted(by: { $0.key < $1.key }) where waiter.look(&state.value) {
                state.waiters[id] = nil
            }
        }
    }

    /// Waits until something is found, which may be taken out.
    func first<Found: Sendable>(_ find: @escaping @Sendable (inout Value) -> Found?) async throws -> Found {
        let id = state.withLock { state in
            state.last += 1
            return state.last
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Found, any Error>) in
                state.withLock { state in
                    if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                    if let found = find(&state.value) { return continuation.resume(returning: found) }
                    state.waiters[id] = Waiter(
                        look: { value in
                            guard let found = find(&value) else { return false }
                            continuation.resume(returning: found)
                            return true
                        }, cancel: { continuation.resume(throwing: CancellationError()) })
                }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.cancel()
        }
    }
}
