import Desk
import Testing

/// The nights in which the clocks change: time is counted in instants, and shown on the wall clock.
@Suite("Stories: the nights of the clock change") struct ClockChangeStories {
    @Test(arguments: spring) func inSpring(_ story: Story) throws { try story.check() }
    @Test(arguments: autumn) func inAutumn(_ story: Story) throws { try story.check() }

    private static let spring = [
        Story(
            "at 03:29 the ticket of 01:30 is 59 minutes old, though the clock shows two hours",
            world: "dst-night-spring", at: "2026-03-29T03:29:00+02:00", keys: "12345",
            expect: .refused(.guaranteeRunning).inPeriod(.onCall)),
        Story(
            "at 03:31 it is 61 minutes old", world: "dst-night-spring", keys: "12345 1 1 2 1",
            expect: .connected(to: "chloe").about("T-9001")),
        Story(
            "before 08:00 of that short night the technicians are rung", world: "dst-night-spring",
            at: "2026-03-29T07:50:00+02:00", keys: "12345 1 1 2 1",
            expect: .connected(to: "chloe").inPeriod(.onCall)),
        Story(
            "from 08:00 on the support team is rung", world: "dst-night-spring", at: "2026-03-29T08:00:00+02:00",
            keys: "12345 1 1 2 1", expect: .connected(to: "helpdesk").inPeriod(.support)),
        Story(
            "an office ticket of 18:30 is guaranteed until 08:30 after the short night", world: "many-clients",
            at: "2026-03-29T08:29:00+02:00", from: Caller.yann, keys: "23456",
            given: [.noTickets, .opened("T-9002", client: "23456", at: "2026-03-28T18:30:00+01:00")],
            expect: .refused(.guaranteeRunning)),
        Story(
            "and no longer", world: "many-clients", at: "2026-03-29T08:31:00+02:00", from: Caller.yann,
            keys: "23456 1 1 2 1",
            given: [.noTickets, .opened("T-9002", client: "23456", at: "2026-03-28T18:30:00+01:00")],
            expect: .connected(to: "helpdesk")),
        Story(
            "an e-mail of the short night is read at 08:00 summer time", world: "email-era",
            at: "2018-03-25T08:59:00+02:00", keys: "12345",
            given: [.noTickets, .opened("M-90", channel: .email, at: "2018-03-25T01:30:00+01:00")],
            expect: .refused(.guaranteeRunning)),
    ]

    private static let autumn = [
        Story(
            "at the second 02:40 the ticket of the first 02:30 is 70 minutes old", world: "dst-night-autumn",
            keys: "12345 1 1 2 1", expect: .connected(to: "chloe").about("T-9501")),
        Story(
            "at the first 02:50 it is 20 minutes old", world: "dst-night-autumn", at: "2026-10-25T02:50:00+02:00",
            keys: "12345", expect: .refused(.guaranteeRunning)),
        Story(
            "at the second 02:29 it is 59 minutes old, though the clock shows a minute less than none",
            world: "dst-night-autumn", at: "2026-10-25T02:29:00+01:00", keys: "12345",
            expect: .refused(.guaranteeRunning)),
        Story(
            "at the first 02:20 it is not opened yet", world: "dst-night-autumn", at: "2026-10-25T02:20:00+02:00",
            keys: "12345", expect: .refused(.noTicket)),
        Story(
            "at the second 02:40 the ticket of the second 02:30 is 10 minutes old", world: "dst-night-autumn",
            from: Caller.yann, keys: "23456", expect: .refused(.guaranteeRunning).about("T-9502")),
        Story(
            "at 03:31 it is 61 minutes old", world: "dst-night-autumn", at: "2026-10-25T03:31:00+01:00",
            from: Caller.yann, keys: "23456 1 1 2 1", expect: .connected(to: "chloe").about("T-9502")),
        Story(
            "at the first 02:40 it is not opened yet", world: "dst-night-autumn", at: "2026-10-25T02:40:00+02:00",
            from: Caller.yann, keys: "23456", expect: .refused(.noTicket)),
    ]
}
