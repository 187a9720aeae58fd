import TestSupport
import Testing

@testable import SIPTransport

/// The order of SRV records (RFC 2782).
struct ServiceRecordTests {
    private func record(_ priority: UInt16, _ weight: UInt16, _ target: String) -> ServiceRecord {
        ServiceRecord(priority: priority, weight: weight, port: 5060, target: target)
    }

    @Test("A lower priority comes first, whatever the weights")
    func priorities() {
        var random = SystemRandomNumberGenerator()
        let records = [record(20, 1_000, "c"), record(10, 0, "b"), record(5, 1, "a")]
        #expect(ServiceRecord.ordered(records, using: &random).map(\.target) == ["a", "b", "c"])
    }

    @Test("Among equals the first is drawn by weight")
    func weights() {
        var random = SplitMix64(seed: 1)
        let records = [record(1, 10, "a"), record(1, 30, "b"), record(1, 60, "c"), record(1, 0, "d")]
        var firsts: [String: Int] = [:]
        for _ in 0..<10_000 {
            let ordered = ServiceRecord.ordered(records, using: &random)
            #expect(Set(ordered) == Set(records))
            firsts[ordered[0].target, default: 0] += 1
        }
        #expect((800...1_200).contains(firsts["a", default: 0]))
        #expect((2_700...3_300).contains(firsts["b", default: 0]))
        #expect((5_700...6_300).contains(firsts["c", default: 0]))
        // A record without weight has a very small chance, not none.
        #expect((20...250).contains(firsts["d", default: 0]))
    }

    @Test("All without weight, the largest weights, and none at all")
    func edges() {
        var random = SystemRandomNumberGenerator()
        #expect(ServiceRecord.ordered([], using: &random) == [])
        let weightless = [record(1, 0, "a"), record(1, 0, "b")]
        #expect(ServiceRecord.ordered(weightless, using: &random).count == 2)
        let heavy = (0..<100).map { record(1, .max, "\($0)") }
        #expect(Set(ServiceRecord.ordered(heavy, using: &random)) == Set(heavy))
    }
}
