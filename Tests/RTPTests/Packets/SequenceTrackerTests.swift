import RTP
import Testing

/// The sequence numbers of one stream (RFC 3550 A.1).
struct SequenceTrackerTests {
    private func verdicts(_ tracker: inout SequenceTracker, _ numbers: [UInt16]) -> [SequenceTracker.Verdict] {
        numbers.map { tracker.receive($0) }
    }

    @Test("A stream proves itself by two packets in order")
    func probation() {
        var tracker = SequenceTracker()
        let heard = verdicts(&tracker, [7, 100, 99, 100, 101])
        #expect(
            heard == [
                .onProbation, .onProbation, .onProbation, .next(extended: 0x1_0064, lost: 0),
                .next(extended: 0x1_0065, lost: 0),
            ])
        #expect(tracker.isValid)
        #expect(tracker.received == 2)
        #expect(tracker.expected == 2)
    }

    @Test("The probation may be longer, or none", arguments: [(1, 0), (4, 3), (-5, 0)])
    func otherProbations(minSequential: Int, unproven: Int) {
        var tracker = SequenceTracker(limits: .init(minSequential: minSequential))
        let heard = verdicts(&tracker, [1, 2, 3, 4])
        #expect(heard.count { $0 == .onProbation } == unproven)
        #expect(tracker.expected == UInt64(4 - unproven))
    }

    @Test("Numbers go on over the roll-over, with losses and late packets on both sides of it")
    func rollOver() {
        var tracker = SequenceTracker()
        let heard = verdicts(&tracker, [0xFFFC, 0xFFFD, 0xFFFF, 1, 0xFFFE, 0, 1, 2])
        #expect(
            heard == [
                .onProbation, .next(extended: 0x1_FFFD, lost: 0), .next(extended: 0x1_FFFF, lost: 1),
                .next(extended: 0x2_0001, lost: 1), .late(extended: 0x1_FFFE), .late(extended: 0x2_0000),
                .duplicate(extended: 0x2_0001), .next(extended: 0x2_0002, lost: 0),
            ])
        #expect(tracker.expected == 6)
        #expect(tracker.received == 7)
    }

    @Test("A late packet from before the first, across the roll-over, has a number")
    func beforeTheFirst() {
        var tracker = SequenceTracker(limits: .init(minSequential: 1))
        let heard = verdicts(&tracker, [0, 0xFFFF])
        #expect(heard == [.next(extended: 0x1_0000, lost: 0), .late(extended: 0xFFFF)])
    }

    @Test("One number far away is an accident")
    func outlier() {
        var tracker = SequenceTracker()
        let heard = verdicts(&tracker, [10, 11, 40_000, 12])
        #expect(
            heard == [
                .onProbation, .next(extended: 0x1_000B, lost: 0), .outlier, .next(extended: 0x1_000C, lost: 0),
            ])
        #expect(tracker.received == 2)
    }

    @Test("Two numbers in order far away are a restart, and everything is counted anew")
    func restart() {
        var tracker = SequenceTracker()
        let heard = verdicts(&tracker, [10, 11, 40_000, 40_001, 40_002])
        #expect(
            Array(heard[2...]) == [
                .outlier, .restart(extended: 0x1_9C41), .next(extended: 0x1_9C42, lost: 0),
            ])
        #expect(tracker.expected == 2)
        #expect(tracker.received == 2)
    }

    @Test("Repeating the same far number is no restart")
    func repeatedOutlier() {
        var tracker = SequenceTracker()
        #expect(Array(verdicts(&tracker, [10, 11, 40_000, 40_000, 40_000])[2...]) == [.outlier, .outlier, .outlier])
    }

    @Test("The limits of loss and misorder are 3,000 and 100 packets")
    func limits() {
        func verdict(after distance: Int) -> SequenceTracker.Verdict {
            var tracker = SequenceTracker(limits: .init(minSequential: 1))
            _ = tracker.receive(20_000)
            return tracker.receive(UInt16(20_000 + distance))
        }
        #expect(verdict(after: 3_000) == .next(extended: 0x1_0000 + 23_000, lost: 2_999))
        #expect(verdict(after: 3_001) == .outlier)
        #expect(verdict(after: -100) == .late(extended: 0x1_0000 + 19_900))
        #expect(verdict(after: -101) == .outlier)
    }

    @Test("No number after any other traps, whatever the limits", arguments: [Int.min, -1, 0, 1, Int.max])
    func everyDistance(limit: Int) {
        var tracker = SequenceTracker(limits: .init(minSequential: 1, maxDropout: limit, maxMisorder: limit))
        for step in UInt16.min...UInt16.max { _ = tracker.receive(step &* step) }
        #expect(tracker.isValid)
    }
}
