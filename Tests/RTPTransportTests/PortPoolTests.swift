import Testing

@testable import RTPTransport

/// Which ports a leg gets.
struct PortPoolTests {
    private var generator = SystemRandomNumberGenerator()

    @Test("All even ports of the range whose next is in it too are handed out, each once; then there is none")
    mutating func all() {
        var pool = PortPool(10_001...10_011, rest: .seconds(30))
        var ports: Set<UInt16> = []
        while let port = pool.take(now: .zero, using: &generator) { ports.insert(port) }
        #expect(ports == [10_002, 10_004, 10_006, 10_008, 10_010])
    }

    @Test("Ports are not handed out in order")
    mutating func random() {
        var pool = PortPool(10_000...20_000, rest: .seconds(30))
        let ports = (0..<20).compactMap { _ in pool.take(now: .zero, using: &generator) }
        #expect(ports.sorted() != ports)
    }

    @Test("A pair that is given back rests for thirty seconds")
    mutating func rest() {
        var pool = PortPool(10_000...10_001, rest: .seconds(30))
        #expect(pool.take(now: .zero, using: &generator) == 10_000)
        pool.giveBack(10_000, now: .seconds(100))
        #expect(pool.take(now: .seconds(129), using: &generator) == nil)
        #expect(pool.take(now: .seconds(130), using: &generator) == 10_000)
    }

    @Test("Nothing is lost however often pairs come and go")
    mutating func often() {
        var pool = PortPool(10_000...10_019, rest: .seconds(1))
        for second in 0..<2_000 {
            let now = Duration.seconds(second)
            guard let port = pool.take(now: now, using: &generator) else {
                Issue.record("no port at \(now)")
                return
            }
            pool.giveBack(port, now: now)
        }
        #expect(pool.freeCount >= 8)
    }

    @Test(
        "The ends of all ports are no trap",
        arguments: [0...0, 0...1, 0...2, 65_534...65_535, 65_535...65_535] as [ClosedRange<UInt16>])
    mutating func ends(range: ClosedRange<UInt16>) {
        var pool = PortPool(range, rest: .zero)
        #expect((pool.take(now: .zero, using: &generator) == nil) == (range.lowerBound != 65_534))
    }
}
