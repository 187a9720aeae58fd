import Testing

/// One change to a good file, and everything that is said of it.
struct MalformedStory: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let expected: [String]
    var testDescription: String { new.isEmpty ? "without \(old)" : new }

    init(_ old: String, _ new: String, _ expected: String...) {
        self.old = old
        self.new = new
        self.expected = expected.map { $0.hasPrefix("worlds/") ? $0 : "file.yaml:\($0)" }
    }
}

/// Every change, with the places in ``MalformedStoriesTests/good``.
extension MalformedStoriesTests {
    static let shapes = [
        MalformedStory(
            "stories:", "storys:", "1:1: the file has no 'stories': add 'stories:' with a mapping",
            "3:1: the file has no field 'storys': did you mean 'stories'?"),
        MalformedStory("    title: First\n", "", "4:3: a story has no 'title': add 'title:' with some text"),
        MalformedStory("    call:", "    cal:", "6:5: a story has no field 'cal': did you mean 'call'?"),
        MalformedStory("world: evening\n", "", "3:3: the story 'one' has no world: add 'world:' to it or to the file"),
        MalformedStory(
            "    title: First\n", "    title: First\n    rules: [R11]\n",
            "6:13: an entry of 'rules' is 'R11': did you mean 'R1'?"),
        MalformedStory(
            "      number: emergency\n", "",
            "6:5: a call has no 'number': add 'number:' with one of 'emergency', 'managerial'"),
        MalformedStory(
            "number: emergency", "number: emergancy", "7:15: 'number' is 'emergancy': did you mean 'emergency'?"),
        MalformedStory(
            "  one:", "  one two:",
            "4:3: 'one two' cannot be a key of 'stories': use a name of letters, digits, '-' and '_'"),
        MalformedStory(
            "world: evening", "world: evning", "2:8: the world 'evning' cannot be used: mend or add worlds/evning.yaml",
            "worlds/evning.yaml:1:1: there is no such file: add it, or choose another folder with '--desk DIR'"),
        MalformedStory(
            "world: evening", "world: &w evening", "2:8: anchors ('&') are not allowed: write the value out"),
    ]

    static let actions = [
        MalformedStory(
            "hear: ask-client-number", "hear: ask-client-nmber",
            "11:17: there is no prompt 'ask-client-nmber': did you mean 'ask-client-number'?"),
        MalformedStory(
            "hear: ask-client-number", "hear: music", "11:17: there is no prompt 'music': see prompts/catalogue.yaml"),
        MalformedStory(
            "hear: ask-client-number", "hear: ask-passcode",
            "11:17: a caller of 'emergency' never hears 'ask-passcode': wait for another prompt"),
        MalformedStory(
            "hear: ask-client-number", "hear: whisper",
            "11:17: a caller of 'emergency' never hears 'whisper': wait for another prompt"),
        MalformedStory(
            "hear: ask-client-number", "hear: \"Composez votre numéro.\"",
            "11:17: no prompt that a caller of 'emergency' may hear reads like this: copy the whole text of 'voicedesk simulate', or name the prompt's id"
        ),
        MalformedStory(
            "hear: ask-client-number", "hear: \"Votre ticket est sans réponse depuis 19 h 02.\"",
            "11:17: no prompt that a caller of 'emergency' may hear reads like this: copy the whole text of 'voicedesk simulate', or name the prompt's id"
        ),
        MalformedStory(
            "press: \"12345\"", "press: \"12 345\"",
            "12:18: '12 345' cannot be keyed: write 1 to 64 of 0-9, * and #, in quotes"),
        MalformedStory(
            "press: \"12345\"", "press: \"A\"", "12:18: 'A' cannot be keyed: write 1 to 64 of 0-9, * and #, in quotes"),
        MalformedStory(
            "press: \"12345\"", "press: \"\(String(repeating: "1", count: 65))\"",
            "12:18: '\(String(repeating: "1", count: 65))' cannot be keyed: write 1 to 64 of 0-9, * and #, in quotes"),
        MalformedStory("press: \"12345\"", "press: \"\"", "12:18: 'press' is empty: write some text"),
        MalformedStory(
            "{ hear: ticket-found, within: 30s }", "{ press: \"1\", within: 30s }",
            "13:33: 'until' and 'within' belong to 'hear': remove it, or say what to hear"),
        MalformedStory(
            "{ hear: ticket-found, within: 30s }", "{ wait: 1s, until: begins }",
            "13:30: 'until' and 'within' belong to 'hear': remove it, or say what to hear"),
        MalformedStory("within: 30s", "until: middle", "13:40: 'until' is 'middle': write one of 'begins', 'ends'"),
        MalformedStory(
            "within: 30s", "within: 3h",
            "13:41: 'within' is '3h': write a duration from 0s to 2h, such as 8s, 2m or 1h30m"),
        MalformedStory(
            "{ hear: ticket-found, within: 30s }", "{ hear: ticket-found, press: \"1\" }",
            "13:33: an action has both 'hear' and 'press': keep one of them"),
        MalformedStory(
            "{ hear: ticket-found, within: 30s }", "{ whistle: 3s }",
            "13:13: an action has no field 'whistle': use one of 'hear', 'until', 'within', 'press', 'wait', 'speak'"),
        MalformedStory("- hang-up", "- hangup", "14:11: an entry of 'caller' is 'hangup': did you mean 'hang-up'?"),
        MalformedStory(
            "- hang-up", "- hang-up\n        - press: \"1\"",
            "15:11: the caller has hung up already: remove what comes after 'hang-up'"),
        MalformedStory(
            "- hang-up", String(repeating: "- { wait: 1s }\n        ", count: 200) + "- hang-up",
            "11:9: 'caller' has 204 entries: give 0 to 200"),
    ]

    static let people = [
        MalformedStory(
            "\"+33612345678\"", "33612345678",
            "8:13: 'from' is '33612345678': write it like \"+33612345678\" in quotes, or anonymous"),
        MalformedStory(
            "\"+33612345678\"", "\"+336123456789012345\"",
            "8:13: 'from' is '+336123456789012345': write it like \"+33612345678\" in quotes, or anonymous"),
        MalformedStory(
            "\"+33612345678\"", "nobody",
            "8:13: 'from' is 'nobody': write it like \"+33612345678\" in quotes, or anonymous"),
        MalformedStory(
            "alice: accept", "alise: accept", "9:22: 'alise' is nobody whom this desk rings: did you mean 'alice'?"),
        MalformedStory(
            "alice: accept", "alice: sleeps",
            "9:29: 'alice' is 'sleeps': write one of 'accept', 'mark', 'decline', 'no_answer', 'busy', 'machine', 'unreachable', or a mapping with 'does'"
        ),
        MalformedStory(
            "alice: accept", "alice: { after: 3s }",
            "9:22: what a technician does has no 'does': add 'does:' with one of 'accept', 'mark', 'decline', 'no_answer', 'busy', 'machine', 'unreachable'"
        ),
        MalformedStory(
            "alice: accept", "alice: { does: mark, talks: 30s, marks_after: 30s }",
            "9:68: the call is marked after the conversation: let 'marks_after' be shorter than 'talks'"),
        MalformedStory(
            "alice: accept", "alice: { does: mark, talks: 20s }",
            "9:29: the call is marked after the conversation: let 'marks_after' be shorter than 'talks'"),
        MalformedStory(
            "technicians: { alice: accept }", "unavailable: [moon]",
            "9:21: an entry of 'unavailable' is 'moon': write one of 'client', 'caller', 'contact', 'passcode', 'bulletin', 'order', 'ticket', 'guarantee', 'service', 'hours', 'tariff', 'rota', 'recording', 'transfer', 'ledger'"
        ),
        MalformedStory(
            "technicians: { alice: accept }", "fails: { ledgr: 3s }",
            "9:16: 'ledgr' cannot be a key of 'fails': did you mean 'ledger'?"),
        MalformedStory(
            "technicians: { alice: accept }", "fails: { ledger: soon }",
            "9:24: 'ledger' is 'soon': write a duration from 0s to 2h, such as 8s, 2m or 1h30m"),
    ]

    static let expectations = [
        MalformedStory(
            "verdict: abandoned", "verdict: abandonned", "16:18: 'verdict' is 'abandonned': did you mean 'abandoned'?"),
        MalformedStory("charge: none", "charge: 350", "17:17: 'charge' is '350': write it like 350.00 EUR, or none"),
        MalformedStory(
            "charge: none", "charge: 350.00 euros",
            "17:17: 'charge' is '350.00 euros': write it like 350.00 EUR, or none"),
        MalformedStory(
            "charge: none", "charge: 350.00 EUR",
            "17:17: a call that is abandoned is never charged: correct one of them"),
        MalformedStory(
            "verdict: abandoned\n        charge: none", "verdict: refused\n        charge: 350.00 EUR",
            "17:17: a call that is refused is never charged: correct one of them"),
        MalformedStory(
            "verdict: abandoned\n        charge: none", "verdict: admitted\n        charge: 350.00 EUR",
            "17:17: a call that is admitted is never charged: correct one of them"),
        MalformedStory(
            "verdict: abandoned\n        charge: none", "verdict: refused\n        reasons: []",
            "17:18: a call is never refused without a reason: name the reason, or leave it out"),
        MalformedStory(
            "charge: none", "connected_to: alise",
            "17:23: 'alise' is nobody whom this desk rings: did you mean 'alice'?"),
        MalformedStory("charge: none", "client: \"123\"", "17:17: 'client' is '123': correct it, or write none"),
        MalformedStory(
            "charge: none", "reasons: [too-early]",
            "17:19: an entry of 'reasons' is 'too-early': write one of 'no-client-number', 'unknown-client', 'not-technical-contact', 'passcode-failed', 'passcode-locked', 'no-ticket', 'ticket-answered', 'guarantee-running', 'not-urgent', 'not-serious', 'not-dedicated', 'sites-not-tested', 'emergency-number-first', 'known-incident', 'desk-unavailable'"
        ),
        MalformedStory(
            "charge: none", "assessment: { ticket: running }",
            "17:31: 'ticket' never comes out as 'running': use one of 'unanswered', 'answered', 'none', 'unavailable', 'not_evaluated', 'not_required'"
        ),
        MalformedStory(
            "charge: none", "assessment: { tickets: none }",
            "17:23: 'tickets' cannot be a key of 'assessment': did you mean 'ticket'?"),
        MalformedStory("charge: none", "assessment: {}", "17:9: 'assessment' has no entries: give 1 to 11"),
        MalformedStory(
            "charge: none", "steps: [find-client]",
            "17:17: 'find-client' is no step of 'emergency': correct or remove it"),
        MalformedStory(
            "charge: none", "heard: [ask-passcode]",
            "17:17: 'ask-passcode' is no prompt that a caller of 'emergency' hears: correct or remove it"),
        MalformedStory(
            "charge: none", "heard: [goodby]",
            "17:17: 'goodby' is no prompt that a caller of 'emergency' hears: did you mean 'goodbye'?"),
        MalformedStory(
            "charge: none", "heard: [hold, goodbye]\n        not_heard: [goodbye]",
            "18:20: 'goodbye' is expected to be heard and not to be: remove it from one of them"),
        MalformedStory(
            "charge: none", "attempts: [alise: busy]",
            "17:20: 'alise' is nobody whom this desk rings: did you mean 'alice'?"),
        MalformedStory(
            "charge: none", "attempts: [alice: asleep]",
            "17:27: 'alice' is 'asleep': write one of 'answered', 'busy', 'no_answer', 'declined', 'machine', 'unreachable'"
        ),
        MalformedStory(
            "charge: none", "attempts: [{ alice: busy, bruno: busy }]",
            "17:20: an entry of 'attempts' has 2 entries: give exactly 1"),
        MalformedStory(
            "charge: none", "ledger: [paid]",
            "17:18: an entry of 'ledger' is 'paid': write one of 'admitted', 'refused', 'failed_open', 'abusive_call', 'abandoned', 'unreached', 'voicemail', 'ended', 'note'"
        ),
        MalformedStory(
            "charge: none", "ended: badly",
            "17:16: 'ended' is 'badly': write one of 'caller', 'normal', 'refused', 'no_input', 'unreached', 'too_long'"
        ),
        MalformedStory(
            "charge: none", "min_duration: 2m\n        max_duration: 1m",
            "17:23: 'min_duration' is longer than 'max_duration': correct one of them"),
        MalformedStory(
            "charge: none", "max_duration: 3h",
            "17:23: 'max_duration' is '3h': write a duration from 0s to 2h, such as 8s, 2m or 1h30m"),
        MalformedStory(
            """
                  caller:
                    - hear: ask-client-number
                    - press: "12345"
                    - { hear: ticket-found, within: 30s }
                    - hang-up
                  expect:
                    verdict: abandoned
                    charge: none

            """, "",
            "4:3: the story 'one' expects nothing, so that it could never fail: add 'expect:' to a call, or something to hear"
        ),
        MalformedStory(
            """
                    - hear: ask-client-number
                    - press: "12345"
                    - { hear: ticket-found, within: 30s }
                    - hang-up
                  expect:
                    verdict: abandoned
                    charge: none

            """,
            """
                    - hang-up
                  expect: { not_heard: [], min_duration: 0s }

            """,
            "4:3: the story 'one' expects nothing, so that it could never fail: add 'expect:' to a call, or something to hear"
        ),
    ]

    static let times = [
        MalformedStory(
            "      number: emergency\n", "      number: emergency\n      after: 5m\n",
            "8:14: the first call of a story comes after none: write 'at:', or leave it out"),
        MalformedStory(
            "    title: First\n    call:",
            "    title: First\n    at: 2026-03-10T20:30:00+01:00\n    call:\n      at: 2026-03-10T20:31:00+01:00",
            "6:9: the story and its first call both say 'at': keep one of them"),
        MalformedStory(
            "    title: First\n", "    title: First\n    at: yesterday\n",
            "6:9: 'at' is 'yesterday': write a time such as 2026-03-10T20:30:00+01:00"),
        MalformedStory(
            "    title: First\n", "    title: First\n    world: { clients: [] }\n",
            "5:5: neither the story nor its world says when it is: add 'at:'"),
    ]
}
