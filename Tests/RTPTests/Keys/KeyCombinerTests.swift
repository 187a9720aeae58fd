import RTP
import Testing

/// One press, however many ways it comes.
struct KeyCombinerTests {
    /// Whether each key is let through: key, way and milliseconds.
    private func passes(_ keys: [(TelephoneKey, KeyCombiner.Way, Int)]) -> [Bool] {
        var combiner = KeyCombiner()
        return keys.map { combiner.receive($0.0, by: $0.1, now: .milliseconds($0.2)) }
    }

    @Test("Every way alone lets every press through", arguments: KeyCombiner.Way.allCases)
    func alone(way: KeyCombiner.Way) {
        #expect(
            passes([(.one, way, 0), (.one, way, 10), (.two, way, 20), (.one, way, 30)]) == [true, true, true, true])
    }

    @Test("The same key three ways is one press")
    func threeWays() {
        #expect(
            passes([(.five, .info, 0), (.five, .telephoneEvent, 30), (.five, .inBand, 80)]) == [true, false, false])
        #expect(
            passes([(.five, .inBand, 0), (.five, .telephoneEvent, 60), (.five, .info, 90)]) == [true, false, false])
    }

    @Test("The window is 100 ms, and begins with the first way")
    func window() {
        #expect(passes([(.five, .info, 0), (.five, .telephoneEvent, 100)]) == [true, false])
        #expect(passes([(.five, .info, 0), (.five, .telephoneEvent, 101)]) == [true, true])
        var wide = KeyCombiner(window: .milliseconds(500))
        let first = wide.receive(.five, by: .info, now: .zero)
        let second = wide.receive(.five, by: .telephoneEvent, now: .milliseconds(400))
        #expect([first, second] == [true, false])
    }

    @Test("Two quick presses, each two ways, are two")
    func quick() {
        #expect(
            passes([
                (.five, .telephoneEvent, 0), (.five, .telephoneEvent, 60), (.five, .info, 70), (.five, .info, 90),
            ]) == [true, true, false, false])
        #expect(
            passes([
                (.five, .telephoneEvent, 0), (.five, .info, 20), (.five, .telephoneEvent, 80), (.five, .info, 95),
            ]) == [true, false, true, false])
    }

    @Test("Other keys at the same time are other presses")
    func others() {
        #expect(passes([(.one, .telephoneEvent, 0), (.two, .info, 0), (.one, .info, 0)]) == [true, true, false])
    }

    @Test("Tones are ignored once a key came another way, however long ago")
    func tonesIgnored() {
        for way in [KeyCombiner.Way.telephoneEvent, .info] {
            #expect(
                passes([(.one, .inBand, 0), (.two, way, 1_000), (.three, .inBand, 900_000)]) == [true, true, false])
        }
    }

    @Test("INFO and RFC 4733 may take turns")
    func turns() {
        #expect(
            passes([(.one, .telephoneEvent, 0), (.two, .info, 1_000), (.three, .telephoneEvent, 2_000)])
                == [true, true, true])
    }

    @Test("More presses at once than anybody makes are still let through")
    func flood() {
        var combiner = KeyCombiner()
        for _ in 0..<100 {
            let through = combiner.receive(.one, by: .info, now: .zero)
            #expect(through)
        }
        // Sixteen of them are open to another way, and no more.
        let others = (0..<100).map { _ in combiner.receive(.one, by: .telephoneEvent, now: .zero) }
        #expect(others.count { !$0 } == KeyCombiner.maxOpen)
    }
}
