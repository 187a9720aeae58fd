import RTP
import Testing

/// Loss, order and jitter as reports tell them.
struct ReceptionStatisticsTests {
    private func header(_ sequence: UInt16, _ timestamp: UInt32? = nil, ssrc: UInt32 = 7) -> RTPHeader {
        RTPHeader(
            payloadType: 8, sequence: sequence, timestamp: timestamp ?? UInt32(sequence) &* 160, ssrc: ssrc)
    }

    @Test("A steady stream loses nothing and has no jitter; the first packet is its probation")
    func steady() throws {
        var statistics = ReceptionStatistics()
        let before = statistics.reportBlock()
        #expect(before == nil)
        for number in UInt16(0)..<100 { statistics.receive(header(number), at: .milliseconds(20) * Int(number)) }
        let report = statistics.reportBlock()
        let block = try #require(report)
        #expect((block.ssrc, block.fractionLost, block.lost, block.highestSequence, block.jitter) == (7, 0, 0, 99, 0))
        #expect((statistics.received, statistics.expected, statistics.lost) == (99, 99, 0))
    }

    @Test("Fractions count since the last report, losses since the beginning, roll-overs in the upper half")
    func loss() throws {
        var statistics = ReceptionStatistics()
        for number in 65_500...65_535 { statistics.receive(header(UInt16(number)), at: .zero) }
        _ = statistics.reportBlock()
        // Every fourth of the next hundred is lost, the last one among them.
        for number in UInt16(0)..<100 where number % 4 != 3 { statistics.receive(header(number), at: .zero) }
        let report = statistics.reportBlock()
        let block = try #require(report)
        #expect(block.highestSequence == 0x1_0000 + 98)
        #expect(block.lost == 24)
        #expect(block.fractionLost == UInt8(24 * 256 / 99))
        #expect(statistics.gaps == 24)
        let next = statistics.reportBlock()
        #expect(next?.fractionLost == 0)
        #expect(next?.lost == 24)
    }

    @Test("Late packets fill their gap; duplicates make the loss of a report negative, and hide none in the sums")
    func lateAndTwice() {
        var statistics = ReceptionStatistics()
        for number: UInt16 in [1, 2, 4, 3, 4, 5, 5, 5, 7] { statistics.receive(header(number), at: .zero) }
        #expect((statistics.late, statistics.duplicates, statistics.gaps) == (1, 3, 2))
        // Expected 2 to 7, received 2 4 3 4 5 5 5 7.
        let report = statistics.reportBlock()
        #expect(report?.lost == -2)
        #expect(statistics.lost == 1)
    }

    @Test("Jitter follows A.8, by any clock", arguments: [8_000, 16_000, 48_000])
    func jitter(rate: Int) throws {
        var statistics = ReceptionStatistics(clockRate: rate)
        let step = UInt32(rate / 50)
        // Every second packet is 10 ms late: each difference is 10 ms.
        for number in UInt16(0)..<500 {
            let lateness = number % 2 == 0 ? 0 : 10
            statistics.receive(
                header(number, UInt32(number) * step &- 5_000), at: .milliseconds(20 * Int(number) + lateness))
        }
        let tenMilliseconds = UInt32(rate / 100)
        let report = statistics.reportBlock()
        #expect(try #require(report).jitter >= tenMilliseconds - 1)
        #expect(statistics.maximumJitter <= tenMilliseconds)
        #expect((9...10).contains(statistics.meanJitter))
    }

    @Test("Events, whose packets all have one timestamp, and jumps of the clock are no jitter")
    func noJitter() {
        var statistics = ReceptionStatistics()
        for number in UInt16(0)..<10 { statistics.receive(header(number), at: .milliseconds(20) * Int(number)) }
        for number in UInt16(10)..<20 {
            statistics.receive(header(number, 1_600), at: .milliseconds(20) * Int(number), measuresJitter: false)
        }
        for number in UInt16(20)..<30 {
            statistics.receive(header(number, UInt32(number) * 160 + 0x7000_0000), at: .milliseconds(20) * Int(number))
        }
        #expect(statistics.maximumJitter == 0)
    }

    @Test("A restart and a new source go on with the sums, and begin a new account for reports")
    func restarts() throws {
        var statistics = ReceptionStatistics()
        for number: UInt16 in [1, 2, 3, 5] { statistics.receive(header(number), at: .zero) }
        let verdict = statistics.receive(header(40_000), at: .zero)
        #expect(verdict == .outlier)
        for number: UInt16 in [40_001, 40_002] { statistics.receive(header(number), at: .zero) }
        #expect((statistics.received, statistics.lost, statistics.outliers, statistics.restarts) == (5, 1, 1, 1))
        let restarted = statistics.reportBlock()
        #expect(restarted?.lost == 0)

        for number: UInt16 in [10, 11, 13] { statistics.receive(header(number, ssrc: 9), at: .zero) }
        #expect((statistics.received, statistics.lost, statistics.restarts) == (7, 2, 2))
        let report = statistics.reportBlock()
        let block = try #require(report)
        #expect((block.ssrc, block.lost, block.highestSequence) == (9, 1, 13))
    }
}
