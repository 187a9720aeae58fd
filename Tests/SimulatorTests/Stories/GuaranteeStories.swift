import Desk
import Testing

/// Rule R5: no answer past the response guarantee, strictly.
@Suite("Stories: the response guarantee") struct GuaranteeStories {
    @Test(arguments: stories) func ofOneHour(_ story: Story) throws { try story.check() }
    @Test(arguments: emails) func byEmail(_ story: Story) throws { try story.check() }
    @Test(arguments: offices) func ofAnOffice(_ story: Story) throws { try story.check() }
    @Test(arguments: calendar) func overMidnight(_ story: Story) throws { try story.check() }

    private static let stories = [
        Story(
            "a ticket of 59 minutes is still guaranteed, and insisting is abusive", world: "just-opened",
            keys: "12345 9",
            expect: .abusive(.guaranteeRunning, charge: "350.00 EUR").about("T-8812")
                .hearing("refused-guarantee-running", "todo-guarantee-running", "price-quote")),
        Story(
            "a ticket of one hour less a second is still guaranteed", at: "2026-03-10T20:01:59+01:00", keys: "12345 9",
            expect: .abusive(.guaranteeRunning, charge: "350.00 EUR")),
        Story(
            "a ticket of exactly one hour is still guaranteed", at: "2026-03-10T20:02:00+01:00", keys: "12345 9",
            expect: .abusive(.guaranteeRunning, charge: "350.00 EUR")),
        Story(
            "a ticket of one hour and one second is not", at: "2026-03-10T20:02:01+01:00", keys: "12345 1 1 2 1",
            expect: .connected(to: "alice")),
    ]

    private static let emails = [
        Story(
            "an e-mail of the night is read at 08:00, and guaranteed until 09:00", world: "email-era",
            at: "2018-05-16T08:30:00+02:00", keys: "12345 9",
            expect: .abusive(.guaranteeRunning, charge: "350.00 EUR").about("M-101")),
        Story(
            "at exactly 09:00 it is still guaranteed", world: "email-era", at: "2018-05-16T09:00:00+02:00",
            keys: "12345", expect: .refused(.guaranteeRunning)),
        Story(
            "one second after 09:00 it is not", world: "email-era", at: "2018-05-16T09:00:01+02:00",
            keys: "12345 1 1 2 1", expect: .connected(to: "helpdesk").about("M-101")),
        Story(
            "an e-mail of 18:59:59 is read at once", world: "email-era", at: "2018-05-15T20:05:00+02:00",
            from: Caller.yann, keys: "23456 1 1 2 1", expect: .failedOpen(to: "standby").about("M-102")),
        Story(
            "an e-mail of 19:00:00 is read the next morning", world: "email-era", at: "2018-05-15T20:05:00+02:00",
            from: Caller.third, keys: "34567", expect: .refused(.guaranteeRunning).about("M-103")),
        Story(
            "and is past its guarantee after 09:00", world: "email-era", at: "2018-05-16T09:05:00+02:00",
            from: Caller.third, keys: "34567 1 1 2 1", expect: .connected(to: "helpdesk").about("M-103")),
    ]

    private static let offices = [
        Story(
            "an office contract counts support hours only: half an hour in the evening", world: "many-clients",
            from: Caller.yann, keys: "23456", expect: .refused(.guaranteeRunning).about("T-8820")),
        Story(
            "and the other half the next morning", world: "many-clients", at: "2026-03-11T08:29:00+01:00",
            from: Caller.yann, keys: "23456", expect: .refused(.guaranteeRunning)),
        Story(
            "after which it is exceeded", world: "many-clients", at: "2026-03-11T08:31:00+01:00", from: Caller.yann,
            keys: "23456 1 1 2 1", expect: .connected(to: "helpdesk")),
    ]

    private static let midnight = Fact.opened("T-8950", service: "srv-web-01", at: "2026-03-10T23:30:00+01:00")
    private static let leapNight = Fact.opened("T-9901", service: "srv-web-01", at: "2028-02-29T23:30:00+01:00")

    private static let calendar = [
        Story(
            "over midnight, 55 minutes are still guaranteed", at: "2026-03-11T00:25:00+01:00", keys: "12345",
            given: [.noTickets, midnight], expect: .refused(.guaranteeRunning)),
        Story(
            "over midnight, 65 minutes are not", at: "2026-03-11T00:35:00+01:00", keys: "12345 1 1 2 1",
            given: [.noTickets, midnight], expect: .connected(to: "alice")),
        Story(
            "into 29 February, 65 minutes are not", world: "leap-day", keys: "12345 1 1 2 1",
            expect: .connected(to: "bruno")),
        Story(
            "out of 29 February, 55 minutes are still guaranteed", world: "leap-day", at: "2028-03-01T00:25:00+01:00",
            keys: "12345", given: [.noTickets, leapNight], expect: .refused(.guaranteeRunning)),
        Story(
            "out of 29 February, 65 minutes are not", world: "leap-day", at: "2028-03-01T00:35:00+01:00",
            keys: "12345 1 1 2 1", given: [.noTickets, leapNight], expect: .connected(to: "bruno")),
    ]
}
