/// Copies that say what they cannot know, and copies that never end.
extension Mutant {
    static let speaking = [
        Mutant(
            "a prompt speaks the deadline of a ticket that there is not",
            Edit(
                "callflows/refuse.yaml", "[refused-no-ticket, todo-no-ticket]",
                "[refused-no-ticket, todo-guarantee-running]"),
            findings: """
                emergency values-known, refuse.yaml: 'todo-guarantee-running' speaks {deadline}, which is not known \
                there
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:none no-ticket \
                insufficient] refuse[note-refusal which:no-ticket no-ticket]
                managerial values-known, refuse.yaml: 'todo-guarantee-running' speaks {deadline}, which is not known \
                there
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:tried grounds[find-ticket:none no-ticket insufficient] \
                refuse[note-refusal which:no-ticket no-ticket]
                """),
        Mutant(
            "the passcode may be tried for ever",
            Edit(
                "callflows/passcode.yaml", "wrong: { to: try-again, at_most: 2, then: failed }", "wrong: try-again"),
            findings: """
                check passcode.yaml: 'done' leads from 'passcode/try-again' back to 'passcode/ask' without a bound
                check passcode.yaml: no step leads to 'passcode/failed'
                check passcode.yaml: no step leads to 'passcode/say-failed'
                managerial every-path-ends, passcode.yaml: 'passcode/try-again' can follow itself for ever
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:wrong try-again ask:filled verify:wrong try-again]
                managerial no-dead-step, passcode.yaml: no call reaches 'passcode/failed'
                """),
        Mutant(
            "a step is left over",
            Edit(
                "callflows/emergency.yaml", "  bye:\n",
                "  left-over:\n    play: { prompts: [hold], bargein: true }\n    outcomes: { done: bye }\n  bye:\n"),
            findings: """
                check emergency.yaml: no step leads to 'left-over'
                emergency no-dead-step, emergency.yaml: no call reaches 'left-over'
                """),
        Mutant(
            "a step can never be reached, although something leads to it",
            Edit("callflows/grounds.yaml", "no_ticket: no-ticket,", "no_ticket: odd,"),
            Edit(
                "callflows/grounds.yaml", "  say-ticket:\n",
                "  odd:\n    play: { prompts: [hold], bargein: true }\n    outcomes: { done: no-ticket }\n  say-ticket:\n"
            ),
            findings: """
                emergency no-dead-step, grounds.yaml: no call reaches 'grounds/odd'
                managerial no-dead-step, grounds.yaml: no call reaches 'grounds/odd'
                """),
    ]
}
