import Desk

extension ReportPage {
    /// What the figures mean, and by which texts and programs they came about.
    func writeNotes(_ output: inout ReportOutput) {
        page.heading(say("Définitions et origine", "Definitions and origin"), id: "notes", to: &output)
        for note in notes { page.paragraph(note, kind: "note", to: &output) }
        let request = report.request
        output.write("<dl class=\"facts\">\n")
        fact(say("Règlement chargé", "Policy loaded"), request.policyHash ?? "–", &output)
        for (hash, count) in report.calls.policies.sorted(by: { $0.key < $1.key }) {
            let isOther = request.policyHash.map { $0 != hash } ?? false
            let other =
                isOther ? say(" – autre version que celle chargée", " – another version than the one loaded") : ""
            fact(
                say("Règlement des appels", "Policy of calls"),
                "\(hash) (\(say.number(count)) \(say("appels", "calls")))\(other)", &output)
        }
        for (flow, count) in report.calls.flows.sorted(by: { $0.key < $1.key }) {
            fact(
                "\(say("Scénario", "Flow")) \(flow.flow)",
                "\(flow.hash) (\(say.number(count)) \(say("appels", "calls")))", &output)
        }
        output.write("</dl>\n")
        if let checkpoint = request.checkpoint {
            page.subheading(say("Point de contrôle du registre", "Checkpoint of the ledger"), to: &output)
            output.write("<pre>\(checkpoint.markupEscaped)</pre>\n")
        }
        output.write("</body></html>\n")
    }

    private var notes: [String] {
        [
            say(
                "Un appel appartient au mois où il est arrivé, à l’heure du poste. Une facturation appartient au mois de son appel, quelle que soit la date de sa décision ; son état est celui de l’heure d’établissement du rapport. Une facturation réécrite après un avoir compte à nouveau parmi les proposées.",
                "A call belongs to the month in which it came in, by the desk’s clock. A charge belongs to the month of its call, whenever it was decided; its status is that of the time at which the report was made. A charge that was written anew after a credit counts again among the proposed ones."
            ),
            say(
                "Chaque total est compté deux fois, ligne par ligne et par la base elle-même ; le rapport n’est pas établi si les deux diffèrent. Toutes les lignes sont lues dans un même état du registre.",
                "Every total is counted twice, line by line and by the database itself; the report is not made where the two differ. All lines are read from one state of the ledger."
            ),
            say(
                "Un ticket appartient au mois où il a été ouvert. L’échéance est celle de la règle R5, par le contrat connu du client à l’établissement du rapport : un e-mail compte à partir de sa prochaine lecture, un contrat aux heures de support ne court que pendant celles-ci. Une réponse à l’échéance même est à temps. Sans réponse, la garantie est manquée dès que l’échéance est passée à l’établissement du rapport.",
                "A ticket belongs to the month in which it was opened. Its deadline is that of rule R5, by the contract that the client has when the report is made: an e-mail counts from when it is next read, a contract of support hours runs only during these. An answer at the deadline itself is in time. Without an answer the guarantee is missed as soon as the deadline is past when the report is made."
            ),
            say(
                "« Effacé » : les données personnelles de l’appel ont été supprimées à la demande ; l’appel, son verdict et sa facturation restent. Les durées sont celles des appels terminés, arrondies au dixième de seconde inférieur. La nuit du changement d’heure, l’heure répétée réunit deux heures de l’horloge.",
                "\"Erased\": the personal data of the call was removed on request; the call, its verdict and its charge remain. Lengths are those of finished calls, rounded down to a tenth of a second. In the night in which clocks are put back, the hour that is shown twice holds both."
            ),
        ]
    }
}
