/// Durations in steps of a tenth of a millisecond.
struct GapHistogram {
    private var steps = [Int](repeating: 0, count: 2_001)
    private(set) var count = 0
    private(set) var longest: Int64 = 0

    /// Counts a duration in nanoseconds.
    mutating func add(_ nanoseconds: Int64) {
        steps[Int(min(max(0, nanoseconds) / 100_000, 2_000))] += 1
        count += 1
        longest = max(longest, nanoseconds)
    }

    /// The duration in milliseconds that this share does not exceed, rounded up to a step.
    func percentile(_ share: Double) -> Double {
        let wanted = Int((Double(count) * share).rounded(.up))
        var below = 0
        for (index, inStep) in steps.enumerated() {
            below += inStep
            if below >= wanted { return min(Double(index + 1) / 10, Double(longest) / 1e6) }
        }
        return Double(longest) / 1e6
    }
}
