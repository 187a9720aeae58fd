/// Copies in which people are rung who should not be.
extension Mutant {
    static let ringing = [
        Mutant(
            "the ticket is not checked",
            Edit("callflows/grounds.yaml", "start: find-ticket", "start: ask-urgent"),
            findings: """
                check grounds.yaml: no step leads to 'grounds/find-ticket'
                check grounds.yaml: no step leads to 'grounds/see-guarantee'
                check grounds.yaml: no step leads to 'grounds/say-ticket'
                check grounds.yaml: no step leads to 'grounds/no-ticket'
                check grounds.yaml: no step leads to 'grounds/ticket-answered'
                check grounds.yaml: no step leads to 'grounds/guarantee-running'
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although ticket, \
                response-guarantee was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit \
                connect[say-connecting see-hours:support ring-support]
                emergency values-known, refuse.yaml: 'todo-not-urgent' speaks {ticket}, which is not known there
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[ask-urgent:no not-urgent \
                insufficient] refuse[note-refusal which:not-urgent not-urgent]
                emergency no-dead-step, grounds.yaml: no call reaches 'grounds/find-ticket'
                emergency a charge needs a ticket check, refuse.yaml: 'refuse/note-abuse' is reached without what \
                the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[ask-urgent:no not-urgent \
                insufficient] refuse[note-refusal which:not-urgent not-urgent may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                ticket, response-guarantee was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:tried grounds[ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit connect
                managerial values-known, refuse.yaml: 'todo-not-urgent' speaks {ticket}, which is not known there
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:tried grounds[ask-urgent:no not-urgent insufficient] \
                refuse[note-refusal which:not-urgent not-urgent]
                managerial no-dead-step, grounds.yaml: no call reaches 'grounds/find-ticket'
                """),
        Mutant(
            "the response guarantee is not checked",
            Edit("callflows/grounds.yaml", "unanswered: see-guarantee", "unanswered: say-ticket"),
            findings: """
                check grounds.yaml: no step leads to 'grounds/see-guarantee'
                check grounds.yaml: no step leads to 'grounds/guarantee-running'
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although \
                response-guarantee was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered say-ticket \
                ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes sufficient] price[find-tariff:none \
                agreed] admit connect[say-connecting see-hours:support ring-support]
                emergency no-dead-step, grounds.yaml: no call reaches 'grounds/see-guarantee'
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                response-guarantee was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:tried grounds[find-ticket:unanswered say-ticket \
                ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes sufficient] price[find-tariff:none \
                agreed] admit connect
                managerial no-dead-step, grounds.yaml: no call reaches 'grounds/see-guarantee'
                """),
        Mutant(
            "the order is not checked",
            Edit("callflows/managerial.yaml", "go_on: order,", "go_on: grounds,"),
            findings: """
                check managerial.yaml: no step leads to 'order'
                check managerial.yaml: no step leads to 'out-of-order'
                emergency no-dead-step, refuse.yaml: no call reaches 'refuse/emergency-number-first'
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                emergency-number-first was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered see-guarantee:exceeded say-ticket \
                ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes sufficient] price[find-tariff:none \
                agreed] admit connect
                managerial no-dead-step, managerial.yaml: no call reaches 'order'
                managerial the order is checked before any manager is rung, managerial.yaml: 'connect' is reached \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered see-guarantee:exceeded say-ticket \
                ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes sufficient] price[find-tariff:none \
                agreed] admit connect
                """),
        Mutant(
            "what is not urgent passes",
            Edit("callflows/grounds.yaml", #""no": not-urgent"#, #""no": ask-serious"#),
            findings: """
                check grounds.yaml: no step leads to 'grounds/not-urgent'
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although urgency \
                was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:no ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect[say-connecting see-hours:support \
                ring-support]
                emergency no-dead-step, grounds.yaml: no call reaches 'grounds/not-urgent'
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                urgency was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:tried grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:no ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect
                managerial no-dead-step, grounds.yaml: no call reaches 'grounds/not-urgent'
                """),
        Mutant(
            "people are rung before the decision is logged",
            Edit("callflows/emergency.yaml", "category: admitted", "category: note"),
            findings: """
                emergency verdict-logged-before-ringing, connect.yaml: the chain 'support' is rung before 'admitted' \
                or 'failed_open' is logged
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect[say-connecting see-hours:support \
                ring-support]
                """),
        Mutant(
            "the desk does not fail open",
            Edit("desk.yaml", "fail_open: true", "fail_open: false"),
            findings: """
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although \
                client-number, technical-contact, ticket, response-guarantee, urgency, seriousness, nature, \
                sites-tested was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client:unrecorded] \
                cannot-know[note say done] connect[say-connecting see-hours:support ring-support]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                client-number, technical-contact, passcode, emergency-number-first, ticket, response-guarantee, \
                urgency, seriousness, nature, sites-tested was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client:unrecorded] \
                cannot-know[note say done] connect
                """),
        Mutant(
            "a guarantee of the flow's own is broken",
            Edit(
                "callflows/emergency.yaml", "guarantees:\n",
                "guarantees:\n  - name: only for servers\n    before: { hunt: on-call }\n    require: [[service.dedicated]]\n    unless: [unavailable]\n"
            ),
            findings: """
                emergency only for servers, connect.yaml: 'connect/ring-on-call' is reached without what the \
                guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect[say-connecting see-hours:on_call \
                ring-on-call]
                """),
    ]
}
