import Desk
import Testing

/// The caller may hang up at any moment; nothing is billed for it.
@Suite("Stories: hanging up") struct HangUpStories {
    @Test(arguments: stories) func hangUp(_ story: Story) throws { try story.check() }

    private static let stories = [
        Story(
            "during the welcome", keys: "12345", hangsUp: .during("welcome-emergency"),
            expect: .abandoned().keyed("").neverHearing("welcome-emergency")),
        Story("before keying the client number", keys: "hangup", expect: .abandoned().hearing("ask-client-number")),
        Story(
            "when asked for the contact code", from: nil, keys: "12345 hangup", expect: .abandoned().by("12345", nil)),
        Story(
            "when asked for the passcode", world: "escalation", number: .managerial, keys: "12345 hangup",
            expect: .abandoned().by("12345", "01").hearing("ask-passcode")),
        Story(
            "while the ticket is read out", keys: "12345 1 1 2 1", hangsUp: .during("ticket-found"),
            expect: .abandoned().about("T-8812")),
        Story(
            "during the announcement of an incident", world: "incident", keys: "12345 1",
            hangsUp: .during("bulletin-active"), expect: .abandoned(.knownIncident)),
        Story(
            "during the reason of a refusal", keys: "12345 2 9", hangsUp: .during("refused-not-urgent"),
            expect: .refused(.notUrgent).neverHearing("price-quote")),
        Story(
            "during the price of an admitted call", keys: "12345 1 1 2 1", hangsUp: .during("admitted"),
            expect: .abandoned().attempting("")),
        Story(
            "while the first technician's phone rings", keys: "12345 1 1 2 1", technicians: "alice=no_answer",
            hangsUp: .ringing("alice"), expect: .unreached.attempting("alice=no_answer")),
        Story(
            "while the second technician's phone rings", keys: "12345 1 1 2 1",
            technicians: "alice=busy,bruno=no_answer", hangsUp: .ringing("bruno"),
            expect: .unreached.attempting("alice=busy, bruno=no_answer")),
        Story(
            "in the middle of the conversation", keys: "12345 1 1 2 1", hangsUp: .talking,
            expect: .connected(to: "alice").attempting("alice=answered")),
        Story(
            "while leaving a message", keys: "12345 1 1 2 1 speak", technicians: "*=busy", hangsUp: .recording,
            expect: .unreached.hearing("ask-message")),
        Story(
            "while the desk says that it cannot know", keys: "12345", given: [.down(.tickets)],
            hangsUp: .during("desk-unavailable"), expect: .failedOpen(to: nil).attempting("")),
    ]
}
