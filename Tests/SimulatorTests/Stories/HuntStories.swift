import Desk
import Testing

/// The escalation: one person after the other, until one accepts with a key.
@Suite("Stories: the hunt") struct HuntStories {
    @Test(arguments: stories) func hunt(_ story: Story) throws { try story.check() }
    @Test(arguments: together) func atOnce(_ story: Story) throws { try story.check() }
    @Test(arguments: whispers) func whispered(_ story: Story) throws { try story.check() }

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

    /// Alice and bruno are rung at once, then chloe.
    private static func pair(_ title: String, technicians: String, then keys: String = "", expect: Expected) -> Story {
        Story(
            title, keys: "12345 1 1 2 1 " + keys, technicians: technicians,
            given: [.rings([.together([.person("alice"), .person("bruno")]), .person("chloe")])], expect: expect)
    }

    private static let together = [
        pair(
            "two phones ring, and the first who accepts has the call", technicians: "",
            expect: .connected(to: "alice").attempting("alice=answered, bruno=no_answer")),
        pair(
            "one lets it ring, the other one accepts", technicians: "alice=no_answer",
            expect: .connected(to: "bruno").attempting("alice=no_answer, bruno=answered")),
        pair(
            "one declines, the other one accepts", technicians: "alice=decline",
            expect: .connected(to: "bruno").attempting("alice=declined, bruno=answered")),
        pair(
            "a voicemail picks up beside somebody who accepts", technicians: "alice=machine",
            expect: .connected(to: "bruno").attempting("bruno=answered, alice=no_answer")),
        pair(
            "when both are gone the next is rung", technicians: "alice=busy,bruno=no_answer",
            expect: .connected(to: "chloe").attempting("alice=busy, bruno=no_answer, chloe=answered")),
        pair(
            "nobody accepts", technicians: "alice=no_answer,bruno=machine,chloe=unreachable", then: "speak",
            expect: .unreached.attempting("alice=no_answer, bruno=machine, chloe=unreachable")
                .hearing("nobody-reached-emergency", "message-recorded")),
    ]

    private static let whispers = [
        night(
            "who picks up hears whose call it is, and about what", technicians: "",
            expect: .connected(to: "alice")
                .whispering("whisper", "whisper-client", "whisper-ticket", "whisper-keys")),
        Story(
            "so does a manager", world: "escalation", number: .managerial, keys: "12345 227 1 1 2 1",
            expect: .connected(to: "irene")
                .whispering("whisper-managerial", "whisper-client", "whisper-ticket", "whisper-keys")),
        night(
            "nothing is said of a ticket that could not be read", technicians: "", silent: ["ticket"],
            expect: .failedOpen(to: "alice").whispering("whisper", "whisper-client", "whisper-keys")),
        night(
            "nor of a deadline that could not be known", technicians: "", silent: ["guarantee"],
            expect: .failedOpen(to: "alice").whispering("whisper", "whisper-client", "whisper-keys")),
        night(
            "nor of a client who could not be looked up", technicians: "", silent: ["client"],
            expect: .failedOpen(to: "alice").whispering("whisper", "whisper-keys")),
    ]
}
