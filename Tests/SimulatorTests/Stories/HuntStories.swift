import Desk
import Testing

/// The escalation: one person after the other, until one accepts with a key.
@Suite("Stories: the hunt") struct HuntStories {
    @Test(arguments: stories) func hunt(_ story: Story) throws { try story.check() }

    private static func night(
        _ title: String, technicians: String, then keys: String = "", silent: [String] = [], expect: Expected
    ) -> Story {
        Story(title, keys: "12345 1 1 2 1 " + keys, technicians: technicians, silent: silent, expect: expect)
    }

    private static let stories = [
        night(
            "who is on duty accepts", technicians: "",
            expect: .connected(to: "alice").attempting("alice=answered").whispering(.french)),
        night(
            "no answer: the next in turn is rung", technicians: "alice=no_answer",
            expect: .connected(to: "bruno").attempting("alice=no_answer, bruno=answered").whispering(.french)),
        night(
            "busy: the next in turn is rung", technicians: "alice=busy",
            expect: .connected(to: "bruno").attempting("alice=busy, bruno=answered")),
        night(
            "declined: the next in turn is rung", technicians: "alice=decline",
            expect: .connected(to: "bruno").attempting("alice=declined, bruno=answered").whispering(.french, .french)),
        night(
            "a voicemail picks up and accepts nothing", technicians: "alice=machine",
            expect: .connected(to: "bruno").attempting("alice=machine, bruno=answered").whispering(.french, .french)),
        night(
            "unreachable: the next in turn is rung", technicians: "alice=unreachable",
            expect: .connected(to: "bruno").attempting("alice=unreachable, bruno=answered")),
        night(
            "the third in turn accepts", technicians: "alice=no_answer,bruno=decline",
            expect: .connected(to: "chloe").attempting("alice=no_answer, bruno=declined, chloe=answered")),
        night(
            "nobody accepts: the caller hears of the managerial number, and leaves a message",
            technicians: "*=no_answer", then: "speak",
            expect: .unreached.attempting("alice=no_answer, bruno=no_answer, chloe=no_answer")
                .hearing("nobody-reached-emergency", "ask-message", "message-recorded")),
        night(
            "nobody accepts, and the caller has nothing to say", technicians: "alice=busy,bruno=machine,chloe=decline",
            expect: .unreached.attempting("alice=busy, bruno=machine, chloe=declined")
                .hearing("message-too-short", "goodbye").neverHearing("message-recorded")),
        night(
            "nobody accepts, and nothing can be recorded", technicians: "*=unreachable", silent: ["recording"],
            expect: .unreached.hearing("message-unavailable")),
        Story(
            "a manager does not answer: the next is rung", world: "escalation", number: .managerial,
            keys: "12345 227 1 1 2 1", technicians: "irene=no_answer",
            expect: .connected(to: "karim").attempting("irene=no_answer, karim=answered").whispering(.french)),
        Story(
            "no manager accepts", world: "escalation", number: .managerial, keys: "12345 227 1 1 2 1 speak",
            technicians: "irene=decline,karim=busy",
            expect: .unreached.attempting("irene=declined, karim=busy")
                .hearing("nobody-reached-managerial", "message-recorded")),
    ]
}
