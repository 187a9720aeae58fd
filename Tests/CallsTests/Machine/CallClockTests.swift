import CallFlow
import Calls
import Desk
import Testing

@Suite("The clock of a call")
struct CallClockTests {
    private let clock = CallClock(startedAt: Instant(seconds: 1_773_171_000), origin: .seconds(500))

    @Test("runs on from the instant at which the call came in")
    func runsOn() {
        #expect(clock.instant(at: .seconds(500)) == Instant(seconds: 1_773_171_000))
        #expect(clock.instant(at: .seconds(560)) == Instant(seconds: 1_773_171_060))
        #expect(clock.instant(at: .milliseconds(500_250)) == Instant(milliseconds: 1_773_171_000_250))
    }

    @Test("knows when an instant comes on the monotonic clock")
    func backAndForth() {
        for offset in [0, 1, 999, 1_000, 86_400_000] {
            let time = Duration.milliseconds(500_000 + offset)
            #expect(clock.time(of: clock.instant(at: time)) == time)
        }
        #expect(clock.time(of: Instant(seconds: 1_773_170_999)) == .seconds(499))
    }

    @Test("A deadline that never comes has no time")
    func never() {
        #expect(clock.time(of: .distantFuture) == nil)
    }

    @Test("A call's time depends on nothing but its start: the time of day may be set meanwhile")
    func steps() throws {
        // Two calls of one moment; before the second came in, somebody set the time of day back by a day.
        let context = try SmallDesk.answering()
        let days: [Duration] = [.zero, .seconds(-86_400)]
        let deadlines = days.map { step in
            let file = CaseFile(number: .emergency, from: nil, startedAt: SmallDesk.start.advanced(by: step))
            var machine = CallMachine(context, file: file, origin: .seconds(7)) { _, _ in .seconds(2) }
            _ = machine.receive(.arrived, now: .seconds(7))
            _ = machine.receive(.played(.caller, .init(1)), now: .seconds(8))
            return machine.nextDeadline
        }
        #expect(deadlines[0] == deadlines[1])
    }
}
