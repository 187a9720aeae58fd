/// Copies that connect a caller who insists.
extension Mutant {
    static let insisting = [
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
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:answered \
                ticket-answered insufficient] refuse[note-refusal which:ticket-answered ticket-answered \
                may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists note-abuse \
                say-recorded insisted] connect[say-connecting see-hours:support ring-support]
                managerial preconditions-before-ringing, managerial.yaml: the chain 'managers' is rung although \
                emergency-number-first, ticket, response-guarantee, urgency, seriousness, nature, sites-tested was \
                not found to hold
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse say-recorded insisted] connect
                managerial the order is checked before any manager is rung, managerial.yaml: 'connect' is reached \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse say-recorded insisted] connect
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
                recognise identified] passcode[ask:filled verify:verified recognise verified] \
                incidents[find-bulletin:none go-on] order:not_tried out-of-order refuse[note-refusal \
                which:emergency-number-first emergency-number-first may-bill:true may-bill-caller:true \
                find-tariff:in_force say-price insist:insists note-abuse say-recorded insisted] connect
                """),
    ]
}
