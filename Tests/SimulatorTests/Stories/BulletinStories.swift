import Desk
import Testing

/// Rule R9: a known incident is announced first, and the caller may leave at no cost.
@Suite("Stories: bulletins") struct BulletinStories {
    @Test(arguments: stories) func bulletins(_ story: Story) throws { try story.check() }
    @Test(arguments: scopes) func scope(_ story: Story) throws { try story.check() }

    private static func incident(
        _ title: String, number: NumberRole = .emergency, at: String? = nil, from: String = Caller.marie, keys: String,
        given: [Fact] = [], expect: Expected
    ) -> Story {
        Story(title, world: "incident", number: number, at: at, from: from, keys: keys, given: given, expect: expect)
    }

    private static let stories = [
        incident(
            "who keys 1 after the announcement goes on", keys: "12345 1 1 1 2 1",
            expect: .connected(to: "alice").hearing("bulletin-active", "bulletin-continue")),
        incident(
            "who hangs up after the announcement pays nothing", keys: "12345 hangup",
            expect: .abandoned(.knownIncident).hearing("bulletin-active").neverHearing("price-quote")),
        incident(
            "who says nothing after the announcement leaves", keys: "12345", expect: .abandoned(.knownIncident)),
        incident(
            "9 after the announcement is no insisting", keys: "12345 9 9",
            expect: .abandoned(.knownIncident).neverHearing("price-quote")),
        incident(
            "another key may be followed by 1", keys: "12345 5 1 1 1 2 1", expect: .connected(to: "alice")),
        incident(
            "the announcement is no reason to refuse, nor an excuse", keys: "12345 1 2 9",
            expect: .abusive(.notUrgent, charge: "350.00 EUR")),
        incident(
            "an English caller hears it in English", from: Caller.helen, keys: "12345",
            expect: .abandoned(.knownIncident).hearing("bulletin-active").speaking(.english)),
        incident(
            "on the managerial number it follows the passcode", number: .managerial, keys: "12345 227",
            expect: .abandoned(.knownIncident).hearing("ask-passcode", "bulletin-active")),
        incident(
            "and comes before the order", number: .managerial, keys: "12345 227 1 9",
            expect: .abusive(.emergencyNumberFirst, charge: "450.00 EUR")),
    ]

    private static let scopes = [
        incident(
            "an incident on another client's server is not announced", from: Caller.yann, keys: "23456 1 1 2 1",
            expect: .connected(to: "alice").neverHearing("bulletin-active")),
        incident(
            "an incident is announced until its last minute", at: "2026-03-10T21:59:00+01:00", keys: "12345",
            expect: .abandoned(.knownIncident)),
        incident(
            "an incident that is over is not announced", at: "2026-03-10T22:00:00+01:00", keys: "12345 1 1 2 1",
            expect: .connected(to: "alice").neverHearing("bulletin-active")),
        incident(
            "an incident of tomorrow is not announced", from: Caller.yann, keys: "23456 1 1 2 1",
            given: [.bulletin([.all], from: "2026-03-11T08:00:00+01:00")],
            expect: .connected(to: "alice").neverHearing("bulletin-active")),
        incident(
            "an incident on the network is announced to everybody", from: Caller.yann, keys: "23456",
            given: [.bulletin([.network], from: "2026-03-10T20:00:00+01:00")], expect: .abandoned(.knownIncident)),
        incident(
            "an incident on everything is announced to everybody", from: Caller.yann, keys: "23456",
            given: [.bulletin([.all], from: "2026-03-10T20:00:00+01:00")], expect: .abandoned(.knownIncident)),
    ]
}
