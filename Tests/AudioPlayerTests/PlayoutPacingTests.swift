import Testing

@testable import AudioPlayer

@Suite("The pace of a live line")
struct PlayoutPacingTests {
    static let tick = PlayoutPacing.tick

    @Test("The first tick gives the device one silent frame as a head start, the next ones do not")
    func headStart() {
        var pacing = PlayoutPacing(start: 0)
        #expect(pacing.tick(at: 0, queued: 0) == .init(silence: 160, samples: 160))
        #expect(pacing.tick(at: Self.tick, queued: 160) == .init(samples: 160))
        #expect(pacing.deadline == 2 * Self.tick)
    }

    @Test("Missed ticks are skipped and the deadlines stay on their grid")
    func missed() {
        var pacing = PlayoutPacing(start: 0)
        _ = pacing.tick(at: 0, queued: 0)
        let turn = pacing.tick(at: 4 * Self.tick + 7, queued: 0)
        #expect(turn == .init(samples: 160, missed: 3))
        #expect(pacing.deadline == 5 * Self.tick)
    }

    @Test("A device that holds nothing gets exactly one frame at every tick")
    func unclocked() {
        var pacing = PlayoutPacing(start: 0)
        _ = pacing.tick(at: 0, queued: 0)
        for index in 1...500 {
            #expect(pacing.tick(at: Int64(index) * Self.tick, queued: 0) == .init(samples: 160))
        }
    }

    @Test(
        "The device never holds more than the cap",
        arguments: [(160, 160), (161, 159), (240, 80), (319, 1), (320, 0), (5000, 0)])
    func cap(queued: Int, samples: Int) {
        var pacing = PlayoutPacing(start: 0)
        _ = pacing.tick(at: 0, queued: 0)
        #expect(pacing.tick(at: Self.tick, queued: queued).samples == samples)
    }

    @Test("A queue that shrinks is stretched by a few samples, one that is short because we woke late is not")
    func stretch() {
        var pacing = PlayoutPacing(start: 0)
        _ = pacing.tick(at: 0, queued: 0)
        #expect(pacing.tick(at: Self.tick, queued: 79).samples == 161)
        #expect(pacing.tick(at: 2 * Self.tick, queued: 8).samples == 164)
        #expect(pacing.tick(at: 3 * Self.tick + Self.tick / 2, queued: 8).samples == 160)
    }

    @Test("A device that ran dry gets a head start again and may hold 50 ms")
    func ranDry() {
        var pacing = PlayoutPacing(start: 0)
        _ = pacing.tick(at: 0, queued: 0)
        _ = pacing.tick(at: Self.tick, queued: 100)
        pacing.ranDry()
        #expect(pacing.tick(at: 2 * Self.tick, queued: 0) == .init(silence: 160, samples: 160))
        #expect(pacing.tick(at: 3 * Self.tick, queued: 241).samples == 159)
    }

    @Test(
        "A device whose clock is off neither runs dry nor falls behind in an hour",
        arguments: [7_960.0, 7_996, 7_999.2, 8_000, 8_000.8, 8_004, 8_040, 8_150])
    func drift(rate: Double) {
        var device = SimulatedDevice(rate: rate)
        device.run(seconds: 3_600, jitter: 8_000_000)
        #expect(device.underruns == 0)
        #expect(device.highestQueue <= PlayoutPacing.firstCap)
        #expect(device.longestHold <= 0.060)
    }

    @Test(
        "A device that takes samples in large bites runs dry once at most, and then holds a little more",
        arguments: [(8_000.0, 64), (8_000, 128), (8_000, 171), (7_996, 171), (8_004, 171)])
    func bites(rate: Double, bite: Int) {
        var device = SimulatedDevice(rate: rate, bite: bite)
        device.run(seconds: 600, jitter: 2_000_000)
        #expect(device.underruns <= 1)
        #expect(device.highestQueue <= (device.underruns == 0 ? PlayoutPacing.firstCap : PlayoutPacing.coarseCap))
    }
}
