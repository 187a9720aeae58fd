import Acceptance
import Desk
import Testing

@Suite("The clock of a hosted desk") struct StoryClockTests {
    @Test("is that of the story whose number calls, and the wall's for everybody else")
    func byCaller() throws {
        let clock = StoryClock()
        let (one, two) = (try #require(PhoneNumber("+33639980001")), try #require(PhoneNumber("+33639980002")))
        let summer = Instant(seconds: 1_780_000_000)
        let year2018 = Instant(seconds: 1_527_800_000)
        clock.set(summer, for: one)
        clock.set(year2018, for: two)
        let (first, second) = (clock.now(for: one), clock.now(for: two))
        #expect(first >= summer && first < summer.advanced(by: .seconds(60)))
        #expect(second >= year2018 && second < year2018.advanced(by: .seconds(60)))
        #expect(clock.now(for: nil) > Instant(seconds: 1_790_000_000))
        clock.set(year2018, for: nil)
        #expect(clock.now(for: nil) < year2018.advanced(by: .seconds(60)))
        #expect(clock.now(for: one) >= summer)
    }
}
