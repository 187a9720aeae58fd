import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Ledger

@Suite("A bounded queue between threads") struct WorkQueueTests {
    @Test("First in, first out, as many as are asked for") func order() {
        let queue = WorkQueue<Int>()
        for number in 1...5 { #expect(queue.offer(number, limit: 5) == .taken) }
        #expect(queue.offer(6, limit: 5) == .full)
        #expect(queue.take(upTo: 2) == [1, 2])
        #expect(queue.count == 3)
        queue.close()
        #expect(queue.offer(7, limit: 5) == .closed)
        #expect(queue.take(upTo: 9) == [3, 4, 5])
        #expect(queue.take(upTo: 9) == nil)
    }

    private final class Taken: Sendable {
        private let numbers = Mutex<[Int]>([])
        var sorted: [Int] { numbers.withLock { $0.sorted() } }
        func add(_ some: [Int]) { numbers.withLock { $0 += some } }
    }

    @Test("Takers sleep until something is offered; each element is taken once") func takers() {
        let queue = WorkQueue<Int>()
        let taken = Taken()
        let ended = DispatchGroup()
        for _ in 0..<3 {
            ended.enter()
            Thread.detachNewThread {
                while let some = queue.take(upTo: 3) { taken.add(some) }
                ended.leave()
            }
        }
        for number in 0..<2000 { #expect(queue.offer(number, limit: .max) == .taken) }
        queue.close()
        ended.wait()
        #expect(taken.sorted == Array(0..<2000))
    }
}
