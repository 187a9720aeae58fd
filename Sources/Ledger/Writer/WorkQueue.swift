import Dispatch
import Synchronization

/// A bounded queue between threads: nobody who offers ever waits, whoever takes does.
///
/// First in, first out. A thread that finds nothing enlists as a sleeper; an offer wakes one sleeper and strikes it off
/// the list, so that no wake-up is lost and none is sent in vain.
final class WorkQueue<Element: Sendable>: Sendable {
    enum Offer {
        case taken, full, closed
    }

    private struct State {
        var elements: [Element] = []
        var sleepers = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)

    /// How many elements wait.
    var count: Int { state.withLock { $0.elements.count } }

    /// Adds an element at the end, unless `limit` elements wait already.
    func offer(_ element: Element, limit: Int) -> Offer {
        let (offer, wakes) = state.withLock { state -> (Offer, Bool) in
            if state.isClosed { return (.closed, false) }
            if state.elements.count >= limit { return (.full, false) }
            state.elements.append(element)
            guard state.sleepers > 0 else { return (.taken, false) }
            state.sleepers -= 1
            return (.taken, true)
        }
        if wakes { wakeUp.signal() }
        return offer
    }

    /// Waits for elements and takes those at the front.
    ///
    /// - Returns: nothing once the queue is closed and empty.
    func take(upTo most: Int) -> [Element]? {
        while true {
            let (taken, isOver) = state.withLock { state -> ([Element], Bool) in
                if state.elements.isEmpty {
                    if !state.isClosed { state.sleepers += 1 }
                    return ([], state.isClosed)
                }
                if state.elements.count <= most {
                    defer { state.elements = [] }
                    return (state.elements, false)
                }
                defer { state.elements.removeFirst(most) }
                return (Array(state.elements.prefix(most)), false)
            }
            if !taken.isEmpty { return taken }
            if isOver { return nil }
            wakeUp.wait()
        }
    }

    /// Takes no more elements; what waits is still handed out.
    func close() {
        let sleepers = state.withLock { state in
            state.isClosed = true
            defer { state.sleepers = 0 }
            return state.sleepers
        }
        for _ in 0..<sleepers { wakeUp.signal() }
    }
}
