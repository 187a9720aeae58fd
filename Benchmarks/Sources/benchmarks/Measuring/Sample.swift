import AllocationCount

/// What a number of like runs cost, over samples after a warm-up.
struct Sample {
    /// Nanoseconds of CPU time a run in the median sample.
    let median: Double
    /// The same in the fastest sample.
    ///
    /// Thresholds are judged by it: whatever else the computer does can only add time.
    let nanoseconds: Double
    /// Blocks asked from the heap a run.
    let allocations: Double
    /// Bytes asked from the heap a run.
    let bytes: Double

    /// Measures.
    ///
    /// - Parameters:
    ///   - runs: how many runs `body` makes each time.
    ///   - samples: how often it is measured.
    static func measure(runs: Int, samples: Int = 61, _ body: () -> Void) -> Sample {
        for _ in 0..<3 { body() }
        var times: [Double] = []
        var allocations: [Double] = []
        var bytes: [Double] = []
        for _ in 0..<samples {
            let (blocks, size, start) = (allocation_count(), allocation_bytes(), Clocks.cpu)
            body()
            let spent = Clocks.cpu - start
            allocations.append(Double(allocation_count() - blocks) / Double(runs))
            bytes.append(Double(allocation_bytes() - size) / Double(runs))
            times.append(Double(spent) / Double(runs))
        }
        return Sample(
            median: median(times), nanoseconds: times.min() ?? 0, allocations: median(allocations), bytes: median(bytes)
        )
    }

    /// Whether the heap's functions are in front of the C library's, as far as Swift is concerned.
    static var countsAllocations: Bool {
        let before = allocation_count()
        let array = Array(repeating: before, count: 100)
        return allocation_count() > before && array.count == 100
    }

    /// The value in the middle; the upper one of two.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
