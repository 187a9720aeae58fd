import Testing

@testable import Reports

@Suite("Lengths of calls")
struct DurationHistogramTests {
    @Test("have the ranks of the sorted lengths", arguments: [1, 2, 3, 10, 999])
    func ranks(count: Int) {
        var histogram = DurationHistogram()
        let lengths = (0..<count).map { Int64($0 * 7919 % 1000) * 731 }
        for length in lengths { histogram.add(milliseconds: length) }
        let sorted = lengths.sorted()
        for percent in [1, 50, 95, 100] {
            let rank = (count * percent + 99) / 100
            #expect(histogram.tenths(percent: percent) == Int(sorted[rank - 1] / 100))
        }
    }

    @Test("are bounded by a day, and nothing is known without calls")
    func bounds() {
        var histogram = DurationHistogram()
        #expect(histogram.tenths(percent: 50) == nil)
        histogram.add(milliseconds: .max)
        histogram.add(milliseconds: -1)
        #expect(histogram.tenths(percent: 100) == DurationHistogram.longest)
        #expect(histogram.tenths(percent: 1) == 0)
        #expect(histogram.tenths(percent: 0) == nil)
        #expect(histogram.total == 2)
    }
}
