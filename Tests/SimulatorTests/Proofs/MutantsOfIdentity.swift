/// Copies that take somebody for whom they are not.
extension Mutant {
    static let identity = [
        Mutant(
            "the passcode is not asked",
            Edit("callflows/managerial.yaml", "identified: passcode,", "identified: incidents,"),
            findings: """
                check managerial.yaml: no step leads to 'passcode'
                check passcode.yaml: no step leads to 'passcode/ask'
                check passcode.yaml: no step leads to 'passcode/verify'
                check passcode.yaml: no step leads to 'passcode/try-again'
                check passcode.yaml: no step leads to 'passcode/recognise'
                check passcode.yaml: no step leads to 'passcode/silent'
                check passcode.yaml: no step leads to 'passcode/say-silent'
                check passcode.yaml: no step leads to 'passcode/hang-up'
                check passcode.yaml: no step leads to 'passcode/failed'
                check passcode.yaml: no step leads to 'passcode/say-failed'
                check passcode.yaml: no step leads to 'passcode/locked'
                check passcode.yaml: no step leads to 'passcode/say-locked'
                check passcode.yaml: no step leads to 'passcode/verified'
                check passcode.yaml: no step leads to 'passcode/rejected'
                check passcode.yaml: no step leads to 'passcode/unavailable'
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                passcode was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] order:tried grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect
                managerial identity-before-charge, refuse.yaml: a charge follows for a caller whose identity is not \
                established
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] order:not_tried out-of-order \
                refuse[note-refusal which:emergency-number-first emergency-number-first may-bill:true \
                may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse]
                managerial no-dead-step, managerial.yaml: no call reaches 'passcode'
                managerial the passcode comes before any manager is rung, managerial.yaml: 'connect' is reached \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] order:unavailable cannot-know[note say \
                done] connect
                """),
        Mutant(
            "an unknown contact passes",
            Edit(
                "callflows/identify.yaml", "not_technical: not-technical, unknown: not-technical",
                "not_technical: not-technical, unknown: identified"),
            findings: """
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although \
                technical-contact, ticket, response-guarantee, urgency, seriousness, nature, sites-tested was not \
                found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:unknown \
                ask-contact-code:filled find-contact:unknown identified] incidents[find-bulletin:none go-on] \
                grounds[find-ticket:unavailable unavailable] cannot-know[note say done] connect[say-connecting \
                see-hours:support ring-support]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                technical-contact, passcode, emergency-number-first, ticket, response-guarantee, urgency, \
                seriousness, nature, sites-tested was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:unknown \
                ask-contact-code:filled find-contact:unknown identified] passcode[ask:filled verify:unavailable \
                unavailable] cannot-know[note say done] connect
                managerial checks-in-order, passcode.yaml: 'passcode' is looked up before the call knows whom it is \
                about
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:unknown \
                ask-contact-code:filled find-contact:unknown identified] passcode[ask:filled verify]
                """),
        Mutant(
            "a contact chosen by code counts as recognised",
            Edit(
                "callflows/identify.yaml",
                "technical: identified, not_technical: not-technical, unknown: not-technical",
                "technical: recognise, not_technical: not-technical, unknown: not-technical"),
            findings: """
                emergency identity-before-charge, refuse.yaml: a charge follows for a caller whose identity is not \
                established
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:unknown \
                ask-contact-code:filled find-contact:technical recognise identified] incidents[find-bulletin:none \
                go-on] grounds[find-ticket:answered ticket-answered insufficient] refuse[note-refusal \
                which:ticket-answered ticket-answered may-bill:true may-bill-caller:true find-tariff:in_force \
                say-price insist:insists note-abuse]
                """),
        Mutant(
            "who is not identified may insist",
            Edit(
                "callflows/emergency.yaml", "rejected: bye, unavailable: cannot-know",
                "rejected: stranger, unavailable: cannot-know"),
            Edit(
                "callflows/emergency.yaml", "  refuse:\n",
                "  stranger:\n    set: { variable: reason, value: no-ticket }\n    outcomes: { next: recognise }\n"
                    + "  recognise:\n    set: { variable: recognised, value: true }\n    outcomes: { next: refuse }\n"
                    + "  refuse:\n"),
            findings: """
                emergency identity-before-charge, refuse.yaml: a charge follows for a caller whose identity is not \
                established
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client \
                say-unknown-client rejected] stranger recognise refuse[note-refusal which:no-ticket no-ticket \
                may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse]
                emergency violation-before-charge, refuse.yaml: a charge follows although no billable precondition \
                is definitely false
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client \
                say-unknown-client rejected] stranger recognise refuse[note-refusal which:no-ticket no-ticket \
                may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse]
                emergency a charge needs a ticket check, refuse.yaml: 'refuse/note-abuse' is reached without what \
                the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client \
                say-unknown-client rejected] stranger recognise refuse[note-refusal which:no-ticket no-ticket \
                may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse]
                """),
    ]
}
