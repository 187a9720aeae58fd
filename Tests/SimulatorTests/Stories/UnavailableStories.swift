import Desk
import Testing

/// Where the desk itself cannot know, the caller is connected and can never be billed.
@Suite("Stories: the desk cannot know") struct UnavailableStories {
    @Test(arguments: emergency) func onTheEmergencyNumber(_ story: Story) throws { try story.check() }
    @Test(arguments: managerial) func onTheManagerialNumber(_ story: Story) throws { try story.check() }
    @Test(arguments: checks) func inOneCheck(_ story: Story) throws { try story.check() }
    @Test(arguments: rotas) func aboutTheRota(_ story: Story) throws { try story.check() }

    private static let emergency = [
        Story(
            "clients down: connected", keys: "12345 9", given: [.down(.clients)],
            expect: .failedOpen(to: "alice").hearing("desk-unavailable")),
        Story(
            "contacts down: connected", keys: "12345 9", given: [.down(.contacts)],
            expect: .failedOpen(to: "alice").by("12345", nil).hearing("desk-unavailable")),
        Story(
            "tickets down: connected, and 9 is no insisting", keys: "12345 9 9", given: [.down(.tickets)],
            expect: .failedOpen(to: "alice").by("12345", "01").neverHearing("price-quote")),
        Story(
            "calls down: the emergency number does not need them", keys: "12345 1 1 2 1", given: [.down(.calls)],
            expect: .connected(to: "alice")),
        Story(
            "bulletins down: the call goes on", keys: "12345 1 1 2 1", given: [.down(.bulletins)],
            expect: .connected(to: "alice")),
        Story(
            "bulletins down: a refused caller hears no price and cannot be billed", keys: "12345 2 9 9",
            given: [.down(.bulletins)], expect: .refused(.notUrgent).neverHearing("price-quote")),
        Story(
            "rota down: the standby is rung", keys: "12345 1 1 2 1", given: [.down(.rota)],
            expect: .failedOpen(to: "standby")),
        Story(
            "everything down: the standby is rung", world: "stores-down", keys: "12345 9",
            expect: .failedOpen(to: "standby")),
        Story(
            "clients down: who keys no number is refused all the same", given: [.down(.clients)],
            expect: .refused(.noClientNumber)),
        Story(
            "tickets down: an unknown client is refused all the same", keys: "99999", given: [.down(.tickets)],
            expect: .refused(.unknownClient)),
        Story(
            "tickets down: who is no technical contact is refused all the same", from: Caller.paul, keys: "12345",
            given: [.down(.tickets)], expect: .refused(.notTechnicalContact)),
    ]

    private static func manager(_ title: String, keys: String, given: [Fact], expect: Expected) -> Story {
        Story(title, world: "escalation", number: .managerial, keys: keys, given: given, expect: expect)
    }

    private static let managerial = [
        manager(
            "clients down: a manager is rung", keys: "12345 227 9", given: [.down(.clients)],
            expect: .failedOpen(to: "irene")),
        manager(
            "contacts down: a manager is rung", keys: "12345 227 9", given: [.down(.contacts)],
            expect: .failedOpen(to: "irene")),
        manager(
            "tickets down: a manager is rung", keys: "12345 227 9", given: [.down(.tickets)],
            expect: .failedOpen(to: "irene")),
        manager(
            "tickets down: a wrong passcode is refused all the same", keys: "12345 111 333 444",
            given: [.down(.tickets)], expect: .refused(.passcodeFailed)),
        manager(
            "calls down: lock and order cannot be known, and a manager is rung", keys: "12345 227 9",
            given: [.down(.calls)], expect: .failedOpen(to: "irene").keyed("12345 ***")),
        manager(
            "bulletins down: the call goes on", keys: "12345 227 1 1 2 1", given: [.down(.bulletins)],
            expect: .connected(to: "irene")),
        manager(
            "bulletins down: a refused caller cannot be billed", keys: "12345 227 2 9 9", given: [.down(.bulletins)],
            expect: .refused(.notUrgent).neverHearing("price-quote")),
        Story(
            "rota down: the standby is rung", world: "escalation", number: .managerial, keys: "12345 227 1 1 2 1",
            silent: ["rota"], expect: .failedOpen(to: "standby")),
        Story(
            "everything down: the standby is rung", world: "stores-down", number: .managerial, keys: "12345 9",
            expect: .failedOpen(to: "standby")),
    ]

    private static let checks = [
        Story(
            "the guarantee cannot be known: connected", keys: "12345 9", silent: ["guarantee"],
            expect: .failedOpen(to: "alice")),
        Story(
            "the service cannot be known: connected", keys: "12345 1 1 2 9", silent: ["service"],
            expect: .failedOpen(to: "alice").neverHearing("price-quote")),
        Story(
            "the contact code cannot be looked up: connected", from: nil, keys: "12345 01 9", silent: ["contact"],
            expect: .failedOpen(to: "alice")),
        Story(
            "the order cannot be known: a manager is rung", number: .managerial, keys: "12345 227 9",
            silent: ["order"], expect: .failedOpen(to: "irene")),
        Story(
            "the passcode cannot be compared: a manager is rung", world: "escalation", number: .managerial,
            keys: "12345 111 9", silent: ["passcode"], expect: .failedOpen(to: "irene").keyed("12345 ***")),
        Story(
            "the hours cannot be known: the standby is rung", keys: "12345 1 1 2 1", silent: ["hours"],
            expect: .failedOpen(to: "standby")),
    ]

    private static let rotas = [
        Story(
            "the rota cannot be read: the standby is rung", keys: "12345 1 1 2 1", silent: ["rota"],
            expect: .failedOpen(to: "standby").attempting("standby=answered")),
        Story(
            "a hole in the rota: the standby is rung", keys: "12345 1 1 2 1",
            given: [.nobodyOnCall(from: "2026-03-10T19:00:00+01:00", until: "2026-03-11T08:00:00+01:00")],
            expect: .failedOpen(to: "standby").attempting("standby=answered")),
        Story(
            "a hole in the night's rota does not matter in support hours", world: "daytime", keys: "12345 1 1 2 1",
            given: [.nobodyOnCall(from: "2026-03-10T00:00:00+01:00", until: "2026-03-11T08:00:00+01:00")],
            expect: .connected(to: "helpdesk")),
        Story(
            "before the rotation's first handover the standby is rung", at: "2024-02-29T00:35:00+01:00",
            keys: "12345 1 1 2 1", given: [.noTickets, .opened("T-2", at: "2024-02-28T23:30:00+01:00")],
            expect: .failedOpen(to: "standby")),
        Story(
            "the standby does not answer: the caller may leave a message", keys: "12345 1 1 2 1 speak",
            technicians: "standby=no_answer", silent: ["rota"],
            expect: .failedOpen(to: nil).attempting("standby=no_answer").hearing("message-recorded")),
    ]
}
