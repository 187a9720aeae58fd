import Desk
import Testing

/// Rule R8: the hour decides who is rung.
///
/// The report's period is that of the call's beginning, the chain that of the ringing.
@Suite("Stories: hours") struct HoursStories {
    @Test(arguments: stories) func hours(_ story: Story) throws { try story.check() }

    private static func daytime(
        _ title: String, at: String? = nil, technicians: String = "", expect: Expected
    ) -> Story {
        Story(title, world: "daytime", at: at, keys: "12345 1 1 2 1", technicians: technicians, expect: expect)
    }

    private static let stories = [
        daytime(
            "in support hours the support team is rung", expect: .connected(to: "helpdesk").inPeriod(.support)),
        daytime(
            "before 08:00 the technicians are rung", at: "2026-03-10T07:50:00+01:00",
            expect: .connected(to: "alice").inPeriod(.onCall)),
        daytime(
            "a call of 07:59:59 comes in on-call hours, and rings the support team that has just come",
            at: "2026-03-10T07:59:59+01:00", expect: .connected(to: "helpdesk").inPeriod(.onCall)),
        daytime(
            "a call of 08:00:00 comes in support hours", at: "2026-03-10T08:00:00+01:00",
            expect: .connected(to: "helpdesk").inPeriod(.support)),
        daytime(
            "a call of 18:59:59 comes in support hours, and rings the technicians because the support team has left",
            at: "2026-03-10T18:59:59+01:00", expect: .connected(to: "alice").inPeriod(.support)),
        daytime(
            "a call of 19:00:00 comes in on-call hours", at: "2026-03-10T19:00:00+01:00",
            expect: .connected(to: "alice").inPeriod(.onCall)),
        daytime(
            "in the dead of night the technicians are rung", at: "2026-03-11T03:00:00+01:00",
            expect: .connected(to: "alice").inPeriod(.onCall)),
        daytime(
            "on Sunday there is support too", at: "2026-03-15T10:00:00+01:00",
            expect: .connected(to: "helpdesk").inPeriod(.support)),
        daytime(
            "on Monday before 08:00 last week's technician is on duty", at: "2026-03-16T07:50:00+01:00",
            expect: .connected(to: "alice")),
        daytime(
            "on Monday evening this week's is", at: "2026-03-16T19:30:00+01:00", expect: .connected(to: "bruno")),
        daytime(
            "who helps the support team out is spoken to in English", technicians: "helpdesk=busy",
            expect: .connected(to: "david").attempting("helpdesk=busy, david=answered").whispering(.english)),
        daytime(
            "the technicians are not woken when the support team is busy", technicians: "*=busy",
            expect: .unreached.attempting("helpdesk=busy, david=busy").hearing("nobody-reached-emergency")),
    ]
}
