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
                identified] incidents[find-bulletin:none go-on] grounds[ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit \
                connect[say-connecting see-hours:support ring-support]
                emergency values-known, refuse.yaml: 'todo-not-urgent' speaks {ticket}, which is not known there
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] grounds[ask-urgent:no not-urgent insufficient] \
                refuse[note-refusal which:not-urgent not-urgent]
                emergency no-dead-step, grounds.yaml: no call reaches 'grounds/find-ticket'
                emergency a charge needs a ticket check, refuse.yaml: 'refuse/note-abuse' is reached without what \
                the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] grounds[ask-urgent:no not-urgent insufficient] \
                refuse[note-refusal which:not-urgent not-urgent may-bill:true find-tariff:in_force say-price \
                insist:insists note-abuse]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                ticket, response-guarantee was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                order:tried grounds[ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes sufficient] \
                price[find-tariff:none agreed] admit connect
                managerial values-known, refuse.yaml: 'todo-not-urgent' speaks {ticket}, which is not known there
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                order:tried grounds[ask-urgent:no not-urgent insufficient] refuse[note-refusal which:not-urgent \
                not-urgent]
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
                identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered say-ticket \
                ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes sufficient] price[find-tariff:none \
                agreed] admit connect[say-connecting see-hours:support ring-support]
                emergency no-dead-step, grounds.yaml: no call reaches 'grounds/see-guarantee'
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                response-guarantee was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                order:tried grounds[find-ticket:unanswered say-ticket ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit connect
                managerial no-dead-step, grounds.yaml: no call reaches 'grounds/see-guarantee'
                ✘ Test "are found out, each by its own property and way" recorded an issue with 1 argument mutant → \
                the response guarantee is not checked at MutantTests.swift:13:9: Expectation failed: (f → "check \
                grounds.yaml: no step leads to 'grounds/see-guarantee'
                check grounds.yaml: no step leads to 'grounds/guarantee-running'
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although \
                response-guarantee was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered say-ticket \
                ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes sufficient] price[find-tariff:none \
                agreed] admit connect[say-connecting see-hours:support ring-support]
                emergency no-dead-step, grounds.yaml: no call reaches 'grounds/see-guarantee'
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                response-guarantee was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                order:tried grounds[find-ticket:unanswered say-ticket ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit connect
                managerial no-dead-step, grounds.yaml: no call reaches 'grounds/see-guarantee'") == (mutant.findings \
                → "")
                ◇ Test case passing 1 argument mutant → the passcode is not asked to "are found out, each by its own \
                property and way" started.
                """),
        Mutant(
            "the passcode is not asked",
            Edit("callflows/managerial.yaml", "identified: passcode,", "identified: incidents,"),
            findings: """
                check managerial.yaml: no step leads to 'passcode'
                check passcode.yaml: no step leads to 'passcode/ask'
                check passcode.yaml: no step leads to 'passcode/verify'
                check passcode.yaml: no step leads to 'passcode/try-again'
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
                identified] incidents[find-bulletin:none go-on] order:tried grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect
                managerial identity-before-charge, refuse.yaml: a charge follows for a caller whose identity is not \
                established
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true find-tariff:in_force say-price \
                insist:insists note-abuse]
                managerial no-dead-step, managerial.yaml: no call reaches 'passcode'
                managerial the passcode comes before any manager is rung, managerial.yaml: 'connect' is reached \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] order:unavailable cannot-know[note say done] connect
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
                emergency identity-before-charge, refuse.yaml: a charge follows for a caller whose identity is not \
                established
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:unknown \
                ask-contact-code:filled find-contact:unknown identified] incidents[find-bulletin:none go-on] \
                grounds[find-ticket:answered ticket-answered insufficient] refuse[note-refusal which:ticket-answered \
                ticket-answered may-bill:true find-tariff:in_force say-price insist:insists note-abuse]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                technical-contact, passcode, emergency-number-first, ticket, response-guarantee, urgency, \
                seriousness, nature, sites-tested was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:unknown \
                ask-contact-code:filled find-contact:unknown identified] passcode[ask:filled verify:unavailable \
                unavailable] cannot-know[note say done] connect
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
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                grounds[find-ticket:unanswered see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit connect
                managerial no-dead-step, managerial.yaml: no call reaches 'order'
                managerial the order is checked before any manager is rung, managerial.yaml: 'connect' is reached \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                grounds[find-ticket:unanswered see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit connect
                ✘ Test "are found out, each by its own property and way" recorded an issue with 1 argument mutant → \
                the order is not checked at MutantTests.swift:13:9: Expectation failed: (f → "check managerial.yaml: \
                no step leads to 'order'
                check managerial.yaml: no step leads to 'out-of-order'
                emergency no-dead-step, refuse.yaml: no call reaches 'refuse/emergency-number-first'
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                emergency-number-first was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                grounds[find-ticket:unanswered see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit connect
                managerial no-dead-step, managerial.yaml: no call reaches 'order'
                managerial the order is checked before any manager is rung, managerial.yaml: 'connect' is reached \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                grounds[find-ticket:unanswered see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes \
                ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit connect") == \
                (mutant.findings → "")
                """),
        Mutant(
            "what is not urgent passes",
            Edit("callflows/grounds.yaml", #""no": not-urgent"#, #""no": ask-serious"#),
            findings: """
                check grounds.yaml: no step leads to 'grounds/not-urgent'
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although urgency \
                was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:no ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect[say-connecting see-hours:support \
                ring-support]
                emergency no-dead-step, grounds.yaml: no call reaches 'grounds/not-urgent'
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                urgency was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                order:tried grounds[find-ticket:unanswered see-guarantee:exceeded say-ticket ask-urgent:no \
                ask-serious:yes ask-nature:network ask-sites:yes sufficient] price[find-tariff:none agreed] admit \
                connect
                managerial no-dead-step, grounds.yaml: no call reaches 'grounds/not-urgent'
                """),
        Mutant(
            "people are rung before the decision is logged",
            Edit("callflows/emergency.yaml", "category: admitted", "category: note"),
            findings: """
                emergency verdict-logged-before-ringing, connect.yaml: the chain 'support' is rung before 'admitted' \
                or 'failed_open' is logged
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect[say-connecting see-hours:support \
                ring-support]
                ✘ Test "are found out, each by its own property and way" recorded an issue with 1 argument mutant → \
                people are rung before the decision is logged at MutantTests.swift:13:9: Expectation failed: (f → \
                "emergency verdict-logged-before-ringing, connect.yaml: the chain 'support' is rung before \
                'admitted' or 'failed_open' is logged
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect[say-connecting see-hours:support \
                ring-support]") == (mutant.findings → "")
                ◇ Test case passing 1 argument mutant → the desk does not fail open to "are found out, each by its \
                own property and way" started.
                """),
        Mutant(
            "the desk does not fail open",
            Edit("desk.yaml", "fail_open: true", "fail_open: false"),
            findings: """
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although \
                client-number, technical-contact, ticket, response-guarantee, urgency, seriousness, nature, \
                sites-tested was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:unavailable unavailable] \
                cannot-know[note say done] connect[say-connecting see-hours:support ring-support]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                client-number, technical-contact, passcode, emergency-number-first, ticket, response-guarantee, \
                urgency, seriousness, nature, sites-tested was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:unavailable unavailable] \
                cannot-know[note say done] connect
                ✘ Test "are found out, each by its own property and way" recorded an issue with 1 argument mutant → \
                the desk does not fail open at MutantTests.swift:13:9: Expectation failed: (f → "emergency \
                preconditions-before-ringing, connect.yaml: the chain 'support' is rung although client-number, \
                technical-contact, ticket, response-guarantee, urgency, seriousness, nature, sites-tested was not \
                found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:unavailable unavailable] \
                cannot-know[note say done] connect[say-connecting see-hours:support ring-support]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                client-number, technical-contact, passcode, emergency-number-first, ticket, response-guarantee, \
                urgency, seriousness, nature, sites-tested was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:unavailable unavailable] \
                cannot-know[note say done] connect") == (mutant.findings → "")
                """),
        Mutant(
            "who insists is connected, on a desk that refuses",
            Edit("callflows/refuse.yaml", "outcomes: [done]", "outcomes: [done, insisted]"),
            Edit("callflows/refuse.yaml", "outcomes: { done: end }", "outcomes: { done: insisted }"),
            Edit("callflows/refuse.yaml", "  end:\n", "  insisted:\n    return: insisted\n  end:\n"),
            Edit(
                "callflows/emergency.yaml", "call: { flow: refuse }\n    outcomes: { done: bye }",
                "call: { flow: refuse }\n    outcomes: { done: bye, insisted: connect }"),
            Edit(
                "callflows/managerial.yaml", "call: { flow: refuse }\n    outcomes: { done: bye }",
                "call: { flow: refuse }\n    outcomes: { done: bye, insisted: connect }"),
            findings: """
                emergency preconditions-before-ringing, connect.yaml: the chain 'support' is rung although ticket, \
                response-guarantee, urgency, seriousness, nature, sites-tested was not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] incidents[find-bulletin:none go-on] grounds[find-ticket:answered ticket-answered \
                insufficient] refuse[note-refusal which:ticket-answered ticket-answered may-bill:true \
                find-tariff:in_force say-price insist:insists note-abuse say-recorded insisted] \
                connect[say-connecting see-hours:support ring-support]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                emergency-number-first, ticket, response-guarantee, urgency, seriousness, nature, sites-tested was \
                not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                order:not_tried out-of-order refuse[note-refusal which:emergency-number-first emergency-number-first \
                may-bill:true find-tariff:in_force say-price insist:insists note-abuse say-recorded insisted] \
                connect
                managerial the order is checked before any manager is rung, managerial.yaml: 'connect' is reached \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                order:not_tried out-of-order refuse[note-refusal which:emergency-number-first emergency-number-first \
                may-bill:true find-tariff:in_force say-price insist:insists note-abuse say-recorded insisted] \
                connect
                """),
        Mutant(
            "who insists is connected, on a desk that routes and bills",
            Edit("desk.yaml", "insisting: refuse-and-bill", "insisting: route-and-bill"),
            Edit("callflows/refuse.yaml", "outcomes: [done]", "outcomes: [done, insisted]"),
            Edit("callflows/refuse.yaml", "outcomes: { done: end }", "outcomes: { done: insisted }"),
            Edit("callflows/refuse.yaml", "  end:\n", "  insisted:\n    return: insisted\n  end:\n"),
            Edit(
                "callflows/emergency.yaml", "call: { flow: refuse }\n    outcomes: { done: bye }",
                "call: { flow: refuse }\n    outcomes: { done: bye, insisted: connect }"),
            Edit(
                "callflows/managerial.yaml", "call: { flow: refuse }\n    outcomes: { done: bye }",
                "call: { flow: refuse }\n    outcomes: { done: bye, insisted: connect }"),
            findings: """
                managerial the order is checked before any manager is rung, managerial.yaml: 'connect' is reached \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                identified] passcode[ask:filled verify:verified verified] incidents[find-bulletin:none go-on] \
                order:not_tried out-of-order refuse[note-refusal which:emergency-number-first emergency-number-first \
                may-bill:true find-tariff:in_force say-price insist:insists note-abuse say-recorded insisted] \
                connect
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
                identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:none agreed] admit connect[say-connecting see-hours:on_call \
                ring-on-call]
                """),
    ]
}
