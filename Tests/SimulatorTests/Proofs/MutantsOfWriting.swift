/// Copies that read or log what they should not.
extension Mutant {
    static let writing = [
        Mutant(
            "the passcode is logged",
            Edit(
                "callflows/passcode.yaml", "  failed:\n    log: { category: refused }",
                "  failed:\n    log: { category: refused, fields: [passcode] }"),
            findings: """
                check passcode.yaml: 'passcode' is sensitive and would be logged
                managerial sensitive-never-logged, passcode.yaml: 'passcode' would be logged
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:wrong try-again ask:filled verify:wrong try-again \
                ask:filled verify:wrong failed]
                """),
        Mutant(
            "the passcode is logged when the caller hangs up",
            Edit(
                "callflows/managerial.yaml", "  - log: { category: ended }",
                "  - log: { category: ended, fields: [passcode] }"),
            findings: """
                check managerial.yaml: 'passcode' is sensitive and would be logged
                managerial sensitive-never-logged, managerial.yaml: 'passcode' would be logged when the caller hangs \
                up
                """),
        Mutant(
            "the reason is read before it is set",
            Edit(
                "callflows/grounds.yaml", "set: { variable: reason, value: no-ticket }",
                "log: { category: note }"),
            findings: """
                emergency variables-set, refuse.yaml: 'reason' is read before it is set
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:none no-ticket \
                insufficient] refuse[note-refusal which]
                managerial variables-set, refuse.yaml: 'reason' is read before it is set
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:tried grounds[find-ticket:none no-ticket insufficient] \
                refuse[note-refusal which]
                """),
    ]
}
