import Desk

/// What a trainee can write.
extension DrillWords {
    var callerHelp: String {
        choose(
            """
            Commandes : voir [quoi] · ticket CANAL SERVICE PRIORITÉ QUALIFICATION · tester deux · attendre 40m
              appeler urgence|managérial · (en ligne) touches, silence, raccrocher · heure · indice · fin
            """,
            """
            Commands: look [what] · ticket CHANNEL SERVICE PRIORITY QUALIFICATION · test both · wait 40m
              call emergency|managerial · (on the line) keys, silence, hang up · time · hint · finish
            """)
    }

    func deskAgentHelp(_ questions: [String]) -> String {
        let list = questions.enumerated().map { "\n  \($0 + 1)  \($1)" }.joined()
        return choose("Questions (un numéro, ou vos mots) :", "Questions (a number, or your own words):") + list
            + choose(
                """

                Commandes : voir client 12345|contacts|tickets|appels|bulletins|astreinte|tarif · dire [quoi]
                  passer support|astreinte|managers|permanence · refuser [motifs] · abusif · heure · indice · fin
                """,
                """

                Commands: look client 12345|contacts|tickets|calls|bulletins|rota|tariff · say [what]
                  route support|on-call|managers|standby · refuse [reasons] · abusive · time · hint · end
                """)
    }

    var technicianHelp: String {
        choose(
            "Le téléphone est à côté de vous : a décroche, r raccroche, les touches 0-9 * # sont celles du téléphone, indice aide.",
            "The telephone is beside you: a picks up, h hangs up, the keys 0-9 * # are the telephone's, hint helps.")
    }
}
