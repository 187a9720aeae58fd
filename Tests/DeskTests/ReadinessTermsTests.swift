import Desk
import Testing

@Suite("The terms of exercises") struct ReadinessTermsTests {
    /// Noon in winter, in Paris.
    private func noon() throws -> Instant { try #require(Timestamp.parse("2026-11-23T12:00:00+01:00")) }

    @Test("Nobody has agreed unless named") func consent() throws {
        let now = try noon()
        #expect(ReadinessTerms.standard.refusal(of: "alice", last: nil, at: now, in: .paris) == .noConsent)
        let terms = ReadinessTerms(consent: ["alice"])
        #expect(terms.refusal(of: "alice", last: nil, at: now, in: .paris) == nil)
        #expect(terms.refusal(of: "Alice", last: nil, at: now, in: .paris) == .noConsent)
    }

    @Test(
        "The night is quiet, to the second, over midnight",
        arguments: [
            ("2026-11-23T21:59:59+01:00", false), ("2026-11-23T22:00:00+01:00", true),
            ("2026-11-24T00:00:00+01:00", true),
            ("2026-11-24T06:59:59+01:00", true), ("2026-11-24T07:00:00+01:00", false),
            // The clock goes back at three, and the night is an hour longer.
            ("2026-10-25T06:30:00+01:00", true), ("2026-10-25T02:30:00+02:00", true),
        ])
    func quiet(text: String, isQuiet: Bool) throws {
        let now = try #require(Timestamp.parse(text))
        let terms = ReadinessTerms(consent: ["alice"])
        let refusal = terms.refusal(of: "alice", last: nil, at: now, in: .paris)
        #expect(refusal == (isQuiet ? .quietHours(ReadinessTerms.night) : nil))
        let never = ReadinessTerms(consent: ["alice"], quiet: [])
        #expect(never.refusal(of: "alice", last: nil, at: now, in: .paris) == nil)
    }

    @Test("Nobody is rung twice within the time, to the millisecond; what is in the future counts too")
    func recently() throws {
        let now = try noon()
        let terms = ReadinessTerms(consent: ["alice"], perPerson: .days(7))
        func refusal(_ last: Instant) -> ReadinessTerms.Refusal? {
            terms.refusal(of: "alice", last: last, at: now, in: .paris)
        }
        let week = now.advanced(by: .days(-7))
        #expect(refusal(week) == nil)
        #expect(
            refusal(week.advanced(by: .milliseconds(1))) == .drilledRecently(until: now.advanced(by: .milliseconds(1))))
        #expect(refusal(now.advanced(by: .hours(1))) == .drilledRecently(until: now.advanced(by: .days(7) + .hours(1))))
        #expect(refusal(.distantFuture) == .drilledRecently(until: .distantFuture))
    }
}
