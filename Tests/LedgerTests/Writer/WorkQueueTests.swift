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

    @Test("What is not urgent gathers until something urgent comes") func gathers() {
        let queue = WorkQueue<Int>()
        for number in 1...3 { #expect(queue.offer(number, limit: 9, isUrgent: false) == .taken) }
        let taken = Taken()
        let ended = DispatchGroup()
        ended.enter()
        Thread.detachNewThread {
            if let some = queue.take(upTo: 9, gathering: .seconds(60)) { taken.add(some) }
            ended.leave()
        }
        #expect(queue.offer(4, limit: 9, isUrgent: true) == .taken)
        #expect(ended.wait(timeout: .now() + 30) == .success)
        #expect(taken.sorted == [1, 2, 3, 4])
    }

    @Test("What gathers is taken when there is enough of it, when its time is over, and when the queue is closed")
    func gathered() {
        let queue = WorkQueue<Int>()
        for number in 1...3 { #expect(queue.offer(number, limit: 9, isUrgent: false) == .taken) }
        #expect(queue.take(upTo: 2, gathering: .seconds(60)) == [1, 2])
        #expect(queue.take(upTo: 2, gathering: .milliseconds(1)) == [3])
        for number in 4...6 { #expect(queue.offer(number, limit: 9, isUrgent: number == 4) == .taken) }
        #expect(queue.take(upTo: 1, gathering: .seconds(60)) == [4])
        queue.close()
        #expect(queue.take(upTo: 9, gathering: .seconds(60)) == [5, 6])
        #expect(queue.take(upTo: 9, gathering: .seconds(60)) == nil)
    }
}
