import Media
import Testing

/// When ticks are due, and how punctual they were.
struct PacingTests {
    @Test("Ticks are due every 5 ms from the beginning, whatever each takes; the slices follow each other")
    func plan() {
        var plan = TickPlan(now: .seconds(1))
        var dues: [Duration] = []
        var slices: [Int] = []
        for _ in 0..<5 {
            dues.append(plan.due - .seconds(1))
            slices.append(plan.slice)
            #expect(plan.advance(now: plan.due + .milliseconds(3)) == 0)
        }
        #expect(dues == [5, 10, 15, 20, 25].map { .milliseconds($0) })
        #expect(slices == [0, 1, 2, 3, 0])
    }

    @Test("Ticks that were missed are left out, with their slices")
    func missed() {
        var plan = TickPlan(now: .zero)
        #expect(plan.advance(now: .milliseconds(27)) == 3)
        #expect(plan.due == .milliseconds(25))
        #expect(plan.slice == 0)
        #expect(plan.advance(now: .milliseconds(27)) == 0)
        #expect(plan.due == .milliseconds(30))
    }

    @Test("A clock that stood still for an hour does no harm")
    func hour() {
        var plan = TickPlan(now: .zero)
        #expect(plan.advance(now: .seconds(3_600)) == 719_998)
        #expect(plan.due == .seconds(3_600))
    }

    @Test("Percentiles are rounded up to a quarter of a millisecond; nothing has been counted before anything was")
    func percentiles() {
        var histogram = MediaPacing.Histogram()
        #expect(histogram.percentile(0.99) == .zero)
        histogram.add(.milliseconds(20), times: 98)
        histogram.add(.milliseconds(21), times: 1)
        histogram.add(.seconds(2), times: 1)
        #expect(histogram.count == 100)
        #expect(histogram.percentile(0.5) == .microseconds(20_250))
        #expect(histogram.percentile(0.99) == .microseconds(21_250))
        #expect(histogram.percentile(1) == .microseconds(100_250))
        #expect(histogram.maximum == .seconds(2))
    }

    @Test("The gap of a leg is the time between two turns of its slice; a rest is no gap")
    func gaps() {
        var pacing = MediaPacing(slices: 2)
        pacing.began(slice: 0, legs: 3, due: .milliseconds(5), now: .milliseconds(6))
        pacing.began(slice: 1, legs: 1, due: .milliseconds(10), now: .milliseconds(10))
        pacing.began(slice: 0, legs: 3, due: .milliseconds(25), now: .milliseconds(25))
        #expect(pacing.gaps.count == 3)
        #expect(pacing.gaps.maximum == .milliseconds(19))
        #expect(pacing.lateness.maximum == .milliseconds(1))
        pacing.rested()
        pacing.began(slice: 0, legs: 3, due: .seconds(9), now: .seconds(9))
        #expect(pacing.gaps.count == 3)
        pacing.missed(2)
        var sum = MediaPacing()
        sum.add(pacing)
        sum.add(pacing)
        #expect(sum.missedTicks == 4)
        #expect(sum.gaps.count == 6)
    }
}
