/// Copies that go wrong where the ledger takes no refusal, or where a technician marks the call.
extension Mutant {
    static let recording = [
        Mutant(
            "a stranger may not be rung for, not even where the refusal is not on record",
            Edit("callflows/emergency.yaml", "\n    unless: [unrecorded]", ""),
            findings: """
                emergency nobody is rung for a stranger, connect.yaml: 'connect/ring-on-call' is reached without \
                what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client:unrecorded] \
                cannot-know[note say done] connect[say-connecting see-hours:on_call ring-on-call]
                """),
        Mutant(
            "a refusal that is not on record is spoken all the same",
            Edit("callflows/emergency.yaml", "on_unrecorded: cannot-know", "on_unrecorded: refuse"),
            findings: """
                emergency unavailable-never-charged, refuse.yaml: a charge follows although a store did not answer
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:answered \
                ticket-answered insufficient] refuse[note-refusal:unrecorded] refuse[note-refusal \
                which:ticket-answered ticket-answered may-bill:true may-bill-caller:true find-tariff:in_force \
                say-price insist:insists note-abuse]
                emergency charged-once, refuse.yaml: the abusive call is logged a second time
                  no script for: pick-up welcome identify[ask-client-number:filled find-client:known \
                find-caller:technical recognise identified] incidents[find-bulletin:none go-on] \
                grounds[find-ticket:answered ticket-answered insufficient] refuse[note-refusal \
                which:ticket-answered ticket-answered may-bill:true may-bill-caller:true find-tariff:in_force \
                say-price insist:insists note-abuse:unrecorded] refuse[note-refusal which:ticket-answered \
                ticket-answered may-bill:true may-bill-caller:true find-tariff:in_force say-price insist:insists \
                note-abuse]
                emergency variables-set, refuse.yaml: 'reason' is read before it is set
                  pick-up welcome identify[ask-client-number:filled find-client:unknown unknown-client:unrecorded] \
                refuse[note-refusal which]
                """),
        Mutant(
            "a mark is charged without what the flow guarantees of every charge",
            Edit(
                "callflows/emergency.yaml", "guarantees:\n",
                "guarantees:\n  - name: only who insisted pays\n    before: { log: abusive_call }\n    require: [[insisted]]\n"
            ),
            findings: """
                emergency only who insisted pays, connect.yaml: a call marked in 'connect/ring-support' is charged \
                without what the guarantee requires
                  pick-up welcome identify[ask-client-number:filled find-client:known find-caller:technical \
                recognise identified] incidents[find-bulletin:none go-on] grounds[find-ticket:unanswered \
                see-guarantee:exceeded say-ticket ask-urgent:yes ask-serious:yes ask-nature:network ask-sites:yes \
                sufficient] price[find-tariff:in_force say-price ask:agrees agreed] admit connect[say-connecting \
                see-hours:support ring-support]
                """),
    ]
}
