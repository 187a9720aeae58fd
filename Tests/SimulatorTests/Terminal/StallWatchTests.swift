import Desk
import Testing

@testable import Simulator

/// When a sound device counts as stuck.
struct StallWatchTests {
    private let start = Instant(seconds: 1_773_171_000)

    /// Looks every 40 ms for a time; the device takes a frame at every look if it takes any.
    private func stalls(for milliseconds: Int, taking: Bool) -> Bool {
        var watch = StallWatch()
        var frames = 0
        for passed in stride(from: 0, through: milliseconds, by: 40) {
            if taking { frames += 2 }
            if watch.isStalled(frames: frames, at: start.advanced(by: .milliseconds(passed))) { return true }
        }
        return false
    }

    @Test("A device that takes frames is never stuck")
    func taking() { #expect(!stalls(for: 60_000, taking: true)) }

    @Test("One that takes none is stuck after five seconds, and not before")
    func stuck() {
        #expect(!stalls(for: 4_960, taking: false))
        #expect(stalls(for: 5_100, taking: false))
    }

    @Test("A machine that slept, or a clock that jumped, does not make it stuck")
    func sleep() {
        var watch = StallWatch()
        for hours in 0..<40 {
            let isStalled = watch.isStalled(frames: 7, at: start.advanced(by: .hours(hours)))
            #expect(!isStalled)
        }
        let backwards = watch.isStalled(frames: 7, at: start)
        #expect(!backwards)
    }
}
