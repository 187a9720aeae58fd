import Desk
import Testing

/// A technician who took the call finds that it is neither urgent nor serious, and says so by key (R6, R10).
@Suite("Stories: marked by the technician") struct MarkStories {
    @Test(arguments: stories) func mark(_ story: Story) throws { try story.check() }

    private static let agreed = "12345 1 1 2 1"

    private static let stories = [
        Story(
            "who agreed to the price is billed, and keeps the technician", keys: agreed, technicians: "alice=mark",
            expect: .abusive(.notUrgent, .notSerious, charge: "350.00 EUR").attempting("alice=answered")
                .hearing("price-quote", "goodbye").with { $0.connectedTo = "alice" }),
        Story(
            "a manager's mark costs the managerial tariff", world: "escalation", number: .managerial,
            keys: "12345 227 1 1 2 1", technicians: "irene=mark",
            expect: .abusive(.notUrgent, .notSerious, charge: "450.00 EUR").with { $0.connectedTo = "irene" }),
        Story(
            "the second in turn marks it", keys: agreed, technicians: "alice=no_answer,bruno=mark",
            expect: .abusive(.notUrgent, .notSerious, charge: "350.00 EUR").with { $0.connectedTo = "bruno" }),
        Story(
            "who was only chosen by contact code is not billed: it may be a stranger", from: Caller.stranger,
            keys: "12345 01 1 1 2 1", technicians: "alice=mark",
            expect: .connected(to: "alice").notBilled(.identityNotEstablished)),
        Story(
            "where the bulletins could not be read nobody is billed", keys: agreed, technicians: "alice=mark",
            silent: ["bulletin"], expect: .connected(to: "alice").notBilled(.deskUnavailable)),
        Story(
            "a call that failed open is not billed", keys: "12345", technicians: "alice=mark", silent: ["ticket"],
            expect: .failedOpen(to: "alice").notBilled(.deskUnavailable)),
        Story(
            "a drill is decided by the same rules and never billed", keys: agreed, technicians: "alice=mark",
            isDrill: true,
            expect: .abusive(.notUrgent, .notSerious, charge: nil).notBilled(.drill).with { $0.connectedTo = "alice" }),
        Story(
            "before the first tariff there is no price to agree to", at: "2015-12-31T23:59:59+01:00",
            keys: "12345 1 1 2", technicians: "helpdesk=mark,standby=mark,*=mark",
            given: [.opened("T-1", at: "2015-12-31T20:00:00+01:00")],
            expect: .failedOpen(to: "standby").notBilled(.deskUnavailable)),
    ]
}
