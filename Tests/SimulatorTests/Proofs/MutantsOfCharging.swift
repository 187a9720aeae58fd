/// Copies in which somebody is charged who should not be, or nobody who should.
extension Mutant {
    static let charging = [
        Mutant(
            "a key cuts the price short",
            Edit(
                "callflows/refuse.yaml", "prompts: [price-quote], bargein: false",
                "prompts: [price-quote], bargein: true"),
            findings: """
                emergency price-heard-before-charge, refuse.yaml: a charge follows although the caller did not \
                insist after hearing the price to its end
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:answered \
                ticket-answered insufficient] refuse[note-refusal which:ticket-answered ticket-answered \
                may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse]
                managerial price-heard-before-charge, refuse.yaml: a charge follows although the caller did not \
                insist after hearing the price to its end
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse]
                """),
        Mutant(
            "the price is not spoken",
            Edit("callflows/refuse.yaml", "prompts: [price-quote]", "prompts: [hold]"),
            findings: """
                emergency price-heard-before-charge, refuse.yaml: a charge follows although the caller did not \
                insist after hearing the price to its end
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:answered \
                ticket-answered insufficient] refuse[note-refusal which:ticket-answered ticket-answered \
                may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse]
                managerial price-heard-before-charge, refuse.yaml: a charge follows although the caller did not \
                insist after hearing the price to its end
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse]
                """),
        Mutant(
            "the caller insists before the price",
            Edit("callflows/refuse.yaml", "in_force: say-price", "in_force: insist"),
            Edit("callflows/refuse.yaml", "outcomes: { done: insist }", "outcomes: { done: note-abuse }"),
            Edit("callflows/refuse.yaml", "insists: note-abuse", "insists: say-price"),
            findings: """
                emergency price-heard-before-charge, refuse.yaml: a charge follows although the caller did not \
                insist after hearing the price to its end
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:answered \
                ticket-answered insufficient] refuse[note-refusal which:ticket-answered ticket-answered \
                may-bill:true may-bill-caller:true find-tariff:in_force insist:insists say-price note-abuse]
                managerial price-heard-before-charge, refuse.yaml: a charge follows although the caller did not \
                insist after hearing the price to its end
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true may-bill-caller:true \
                find-tariff:in_force insist:insists say-price note-abuse]
                """),
        Mutant(
            "tickets that cannot be read are taken for none",
            Edit(
                "callflows/grounds.yaml", "none: no-ticket, unavailable: unavailable }\n  see-guarantee",
                "none: no-ticket, unavailable: no-ticket }\n  see-guarantee"),
            findings: """
                emergency violation-before-charge, refuse.yaml: a charge follows although no billable precondition \
                is definitely false
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unavailable no-ticket \
                insufficient] refuse[note-refusal which:no-ticket no-ticket may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse]
                emergency unavailable-never-charged, refuse.yaml: a charge follows although a store did not answer
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unavailable no-ticket \
                insufficient] refuse[note-refusal which:no-ticket no-ticket may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse]
                emergency a charge needs a ticket check, refuse.yaml: 'refuse/note-abuse' is reached without what \
                the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unavailable no-ticket \
                insufficient] refuse[note-refusal which:no-ticket no-ticket may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse]
                managerial violation-before-charge, refuse.yaml: a charge follows although no billable precondition \
                is definitely false
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:tried grounds[find-ticket:unavailable no-ticket \
                insufficient] refuse[note-refusal which:no-ticket no-ticket may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse]
                managerial unavailable-never-charged, refuse.yaml: a charge follows although a store did not answer
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:tried grounds[find-ticket:unavailable no-ticket \
                insufficient] refuse[note-refusal which:no-ticket no-ticket may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse]
                """),
        Mutant(
            "bulletins that cannot be read are forgotten",
            Edit("callflows/incidents.yaml", "value: false", "value: true"),
            findings: """
                emergency unavailable-never-charged, refuse.yaml: a charge follows although a store did not answer
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:unavailable bulletins-unknown go-on] \
                grounds[find-ticket:answered ticket-answered insufficient] refuse[note-refusal which:ticket-answered \
                ticket-answered may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists \
                note-abuse]
                managerial unavailable-never-charged, refuse.yaml: a charge follows although a store did not answer
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:unavailable bulletins-unknown go-on] order:not_tried out-of-order \
                refuse[note-refusal which:emergency-number-first emergency-number-first may-bill:true \
                may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse]
                """),
        Mutant(
            "the charge is logged twice",
            Edit("callflows/refuse.yaml", "outcomes: { next: say-recorded }", "outcomes: { next: note-again }"),
            Edit(
                "callflows/refuse.yaml", "  say-recorded:\n",
                "  note-again:\n    log: { category: abusive_call }\n    outcomes: { next: say-recorded }\n  say-recorded:\n"
            ),
            findings: """
                emergency charged-once, refuse.yaml: the abusive call is logged a second time
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:answered \
                ticket-answered insufficient] refuse[note-refusal which:ticket-answered ticket-answered \
                may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse \
                note-again]
                managerial charged-once, refuse.yaml: the abusive call is logged a second time
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse note-again]
                """),
        Mutant(
            "the charge is never logged",
            Edit("callflows/refuse.yaml", "category: abusive_call", "category: note"),
            findings: """
                emergency abuse-logged, emergency.yaml: the caller insisted after hearing the price, and the call \
                ends without 'abusive_call'
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:answered \
                ticket-answered insufficient] refuse[note-refusal which:ticket-answered ticket-answered \
                may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse \
                say-recorded end] bye end
                managerial abuse-logged, managerial.yaml: the caller insisted after hearing the price, and the call \
                ends without 'abusive_call'
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse say-recorded end] bye end
                """),
        Mutant(
            "who hangs up is charged",
            Edit("callflows/emergency.yaml", "  - log: { category: ended }", "  - log: { category: abusive_call }"),
            findings: """
                check emergency.yaml: a caller who hangs up would be charged
                emergency price-heard-before-charge, emergency.yaml: a charge follows although the caller did not \
                insist after hearing the price to its end
                  pick-up welcome
                emergency identity-before-charge, emergency.yaml: a charge follows for a caller whose identity is \
                not established
                  pick-up welcome
                emergency violation-before-charge, emergency.yaml: a charge follows although no billable \
                precondition is definitely false
                  pick-up welcome
                emergency unavailable-never-charged, fail-open.yaml: a charge follows although a store did not \
                answer
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client:unrecorded] \
                cannot-know[note say]
                emergency charged-once, emergency.yaml: the abusive call is logged a second time
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client:unrecorded] \
                cannot-know[note say done] connect[say-connecting see-hours:support ring-support:marked completed] \
                bye
                """),
    ]
}
