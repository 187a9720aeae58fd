import Dispatch
import Synchronization

/// A bounded queue between threads: nobody who offers ever waits, whoever takes does.
///
/// First in, first out. A thread that finds nothing enlists as a sleeper; an offer wakes one sleeper and strikes it off
/// the list, so that no wake-up is lost and none is sent in vain.
///
/// One thread that takes may let elements gather for a while before it does; an urgent one ends that at once.
final class WorkQueue<Element: Sendable>: Sendable {
    enum Offer {
        case taken, full, closed
    }

    private struct State {
        var elements: [Element] = []
        var sleepers = 0
        var isClosed = false
        /// How many elements there are up to the last urgent one.
        var untilUrgent = 0
        /// When the oldest element was offered, as far as is known.
        var since = ContinuousClock.now
        var isGathering = false
    }

    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)
    private let hurry = DispatchSemaphore(value: 0)

    /// How many elements wait.
    var count: Int { state.withLock { $0.elements.count } }

    /// Adds an element at the end, unless `limit` elements wait already.
    ///
    /// - Parameter isUrgent: whether it may not lie until more have gathered.
    func offer(_ element: Element, limit: Int, isUrgent: Bool = true) -> Offer {
        let (offer, wakes, hurries) = state.withLock { state -> (Offer, Bool, Bool) in
            if state.isClosed { return (.closed, false, false) }
            if state.elements.count >= limit { return (.full, false, false) }
            if state.elements.isEmpty { state.since = .now }
            state.elements.append(element)
            if isUrgent { state.untilUrgent = state.elements.count }
            let hurries = isUrgent && state.isGathering
            if hurries { state.isGathering = false }
            guard state.sleepers > 0 else { return (.taken, false, hurries) }
            state.sleepers -= 1
            return (.taken, true, hurries)
        }
        if wakes { wakeUp.signal() }
        if hurries { hurry.signal() }
        return offer
    }

    private enum Turn {
        case taken([Element]), sleep, gather(until: ContinuousClock.Instant), over
    }

    /// Waits for elements and takes those at the front.
    ///
    /// - Parameter gathering: how long elements that are not urgent may lie, so that more are taken together.
    /// - Returns: nothing once the queue is closed and empty.
    func take(upTo most: Int, gathering: Duration = .zero) -> [Element]? {
        while true {
            switch state.withLock({ Self.turn(&$0, most, gathering) }) {
            case .taken(let elements): return elements
            case .over: return nil
            case .sleep: wakeUp.wait()
            // Who is hurried just when the time is over finds the queue sooner the next time, which does no harm.
            case .gather(let end): _ = hurry.wait(timeout: .now() + max(0, (end - .now) / .seconds(1)))
            }
        }
    }

    private static func turn(_ state: inout State, _ most: Int, _ gathering: Duration) -> Turn {
        state.isGathering = false
        if state.elements.isEmpty {
            if state.isClosed { return .over }
            state.sleepers += 1
            return .sleep
        }
        let end = state.since + gathering
        if state.untilUrgent == 0, state.elements.count < most, !state.isClosed, .now < end {
            state.isGathering = true
            return .gather(until: end)
        }
        state.untilUrgent = max(0, state.untilUrgent - most)
        guard state.elements.count > most else {
            defer { state.elements = [] }
            return .taken(state.elements)
        }
        state.since = .now
        defer { state.elements.removeFirst(most) }
        return .taken(Array(state.elements.prefix(most)))
    }

    /// Takes no more elements; what waits is still handed out.
    func close() {
        let (sleepers, hurries) = state.withLock { state in
            state.isClosed = true
            defer { (state.sleepers, state.isGathering) = (0, false) }
            return (state.sleepers, state.isGathering)
        }
        for _ in 0..<sleepers { wakeUp.signal() }
        if hurries { hurry.signal() }
    }
}
