/// A story in which every field stands, and which passes; tests change it.
enum GoodStory {
    /// The file.
    static let text = """
        title: A good story
        stories:
          insists:
            title: Too early, and insists
            rules: [R5, R10]
            world: just-opened
            call:
              number: emergency
              from: "+33612345678"
              caller:
                - hear: ask-client-number
                - press: "12345"
                - hear: refused-guarantee-running
                - { hear: "Nous vous informons que toute utilisation abusive de ce numéro est facturée 350 € HT.", until: ends, within: 40s }
                - hear: press-9-to-insist
                - wait: 1s
                - press: "9"
              expect:
                verdict: abusive # as the caller insists
                reasons: [guarantee-running]
                connected_to: none
                charge: 350.00 EUR
                client: "12345"
                contact: "01"
                ticket: T-8812
                assessment: { ticket: unanswered, response-guarantee: running }
                steps: [grounds/see-guarantee, refuse/note-refusal, refuse/note-abuse]
                heard: [welcome-emergency, ask-client-number, refused-guarantee-running, todo-guarantee-running, price-quote, press-9-to-insist, insistence-recorded, goodbye]
                not_heard: [connecting]
                attempts: []
                ledger: [refused, abusive_call]
                ended: normal
                max_duration: 2m
                min_duration: 30s

        """

    /// A call that rings, for what only such a call has.
    static let ringing = """
        stories:
          rings:
            title: Nobody, then somebody
            world: evening
            call:
              number: emergency
              from: "+33612345678"
              technicians: { alice: { does: no_answer }, "*": accept }
              caller:
                - hear: ask-client-number
                - press: "12345"
                - hear: ask-urgent
                - press: "1"
                - hear: ask-serious
                - press: "1"
                - hear: ask-nature
                - press: "2"
                - hear: press-1-to-be-connected
                - press: "1"
              expect:
                verdict: admitted
                reasons: []
                connected_to: bruno
                charge: none
                attempts: [alice: no_answer, bruno: answered]
                ended: normal

        """
}
