import TestSupport
import Testing

@testable import SIP

struct DeadlineQueueTests {
    @Test("Deadlines come out in order, none before its time")
    func order() {
        var random = SplitMix64(seed: 7)
        var queue = DeadlineQueue<TransactionHandle>()
        var expected: [Int] = []
        for slot in 0..<2_000 as Range<UInt32> {
            let time = Int.random(in: 0..<500, using: &random)
            expected.append(time)
            queue.push(.milliseconds(time), of: TransactionHandle(slot: slot, generation: 0))
        }
        expected.sort()
        #expect(queue.earliest == expected.first.map { .milliseconds($0) })
        var popped: [Int] = []
        for now in stride(from: 0, through: 500, by: 10) {
            while let entry = queue.pop(until: .milliseconds(now)) {
                #expect(entry.deadline <= .milliseconds(now))
                popped.append(Int(entry.deadline / .milliseconds(1)))
            }
            #expect(queue.earliest.map { $0 > .milliseconds(now) } ?? true)
        }
        #expect(popped == expected)
        #expect(queue.count == 0)
    }

    @Test("An empty queue has nothing")
    func empty() {
        var queue = DeadlineQueue<TransactionHandle>()
        #expect(queue.earliest == nil)
        #expect(queue.pop(until: .seconds(1_000)) == nil)
    }
}
