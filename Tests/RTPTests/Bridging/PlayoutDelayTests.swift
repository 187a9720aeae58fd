import RTP
import TestSupport
import Testing

/// How the delay follows the network and the sender's clock.
struct PlayoutDelayTests {
    /// Sends for some ticks; each packet is late by what is asked of the line, in ticks of 5 ms.
    ///
    /// - Parameters:
    ///   - every: milliseconds between two packets of 20 ms by our clock; other than 20 the sender's clock drifts.
    ///   - lateness: in milliseconds.
    private func run(
        _ line: inout Line, ticks: Int, every: Double = 20, byte: UInt8 = 0x85, phase: Double = 5,
        lateness: (Int) -> Double
    ) {
        var arrivals: [(time: Double, header: RTPHeader)] = []
        var number = 0
        while Double(number) * every < Double(ticks * 20) {
            arrivals.append((Double(number) * every + phase + lateness(number), line.next()))
            number += 1
        }
        arrivals.sort { $0.time < $1.time }
        var next = 0
        for tick in 1...ticks {
            while next < arrivals.count, arrivals[next].time <= Double(tick * 20) {
                line.put(arrivals[next].header, byte)
                next += 1
            }
            line.tick()
        }
    }

    @Test("A line without jitter comes down to 20 ms")
    func calm() {
        var line = Line()
        run(&line, ticks: 1_000) { _ in 0 }
        #expect(line.buffer.targetDelay == .milliseconds(20))
        #expect(line.buffer.statistics.skipped == 1)
        #expect(line.buffer.statistics.concealed <= 1)
    }

    @Test("Jitter of 90 ms raises the delay until next to nothing is late, within the limit")
    func jitter() {
        var line = Line()
        var random = SplitMix64(seed: 1)
        let lateness = (0..<6_000).map { _ in Double.random(in: 0..<90, using: &random) }
        run(&line, ticks: 1_000) { lateness[$0] }
        let first = line.buffer.statistics.late
        run(&line, ticks: 2_000) { lateness[$0 + 1_000] }
        #expect((60...120).contains(Int(line.buffer.targetDelay / .milliseconds(1))))
        #expect(line.buffer.statistics.late - first < 40)
        #expect(first < 60)
    }

    @Test("Jitter beyond the limit does not raise the delay beyond it")
    func hopeless() {
        var line = Line()
        var random = SplitMix64(seed: 2)
        let lateness = (0..<2_000).map { _ in Double.random(in: 0..<900, using: &random) }
        run(&line, ticks: 2_000) { lateness[$0] }
        #expect(line.buffer.targetDelay <= .milliseconds(200))
    }

    @Test("The delay comes back after a bad minute")
    func recovery() {
        var line = Line()
        var random = SplitMix64(seed: 3)
        let lateness = (0..<1_000).map { _ in Double.random(in: 0..<120, using: &random) }
        run(&line, ticks: 1_000) { lateness[$0] }
        #expect(line.buffer.targetDelay >= .milliseconds(80))
        run(&line, ticks: 3_500) { _ in 0 }
        #expect(line.buffer.targetDelay == .milliseconds(20))
    }

    @Test("A fast sender: frames are left out, one at a time, and nothing is lost else", arguments: [19.98, 19.9])
    func fastSender(every: Double) {
        var line = Line()
        run(&line, ticks: 15_000, every: every) { _ in 0 }
        let statistics = line.buffer.statistics
        // 300 s of a clock that is fast by 0.1 % are 15 frames; two more come from the delay that was to spare.
        let expected = 300_000 / every - 15_000
        #expect(abs(Double(statistics.skipped) - expected) <= 3)
        #expect(statistics.late == 0)
        #expect(statistics.jumps == 0)
    }

    @Test("A slow sender: the playhead stands still at times, and hardly a packet is late", arguments: [20.01, 20.02])
    func slowSender(every: Double) {
        var line = Line()
        run(&line, ticks: 15_000, every: every) { _ in 0 }
        let statistics = line.buffer.statistics
        let expected = 15_000 - 300_000 / every
        #expect(abs(Double(statistics.inserted) - expected) <= 3)
        #expect(statistics.late <= 2)
        #expect(statistics.jumps == 0)
    }

    @Test("Corrections fall into silence where there is some")
    func quiet() {
        var line = Line()
        // Speech of a second and a half, silence of half a second; the fast clock asks for a frame less.
        var skippedInSpeech: UInt64 = 0
        for second in 0..<200 {
            let before = line.buffer.statistics.skipped
            run(&line, ticks: 75, every: 19.95, byte: G711.aLaw.encode(8_000)) { _ in 0 }
            if second > 0 { skippedInSpeech += line.buffer.statistics.skipped - before }
            run(&line, ticks: 25, every: 19.95, byte: G711.aLaw.silence) { _ in 0 }
        }
        #expect(line.buffer.statistics.skipped >= 5)
        // Two frames of speech wait in the buffer when silence begins to arrive.
        #expect(skippedInSpeech * 4 <= line.buffer.statistics.skipped)
    }
}
