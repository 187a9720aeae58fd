import Desk
import Ledger

/// The report on drills as one HTML page that stands alone: no script, nothing loaded from elsewhere, made for the screen and
/// for print.
public struct DrillPage {
    let report: DrillReport
    let say: ReportWords
    var page = PageWriter()

    /// Results that the page lists, the latest; the tables hold all.
    static let listed = 500
    /// People whose way is drawn.
    static let drawn = 60

    /// Writes the page of a report.
    ///
    /// - Parameter language: the page's language.
    public static func html(_ report: DrillReport, language: Language, to output: inout ReportOutput) throws {
        var page = DrillPage(report: report, say: ReportWords(language: language, zone: report.request.zone))
        page.writeHead(&output)
        if report.isEmpty {
            page.writeEmptiness(&output)
        } else {
            page.writeFigures(&output)
            try page.writeRules(&output)
            page.writeWays(&output)
            try page.writePeople(&output)
            try page.writeReactions(&output)
            try page.writeScenarios(&output)
            try page.writeResults(&output)
        }
        page.writeNotes(&output)
        try output.flush()
    }

    private func writeHead(_ output: inout ReportOutput) {
        let request = report.request
        Self.openDocument(say("Exercices", "Drills"), request.provider, DrillStyle.text, say.language, &output)
        output.write(
            "<header><h1>\(say("Exercices", "Drills")) <small>\(request.provider.markupEscaped)</small></h1>\n")
        output.write("<dl class=\"facts\">\n")
        if let person = request.filter.person { fact(say("Personne", "Person"), person, &output) }
        if let scenario = request.filter.scenario { fact(say("Scénario", "Scenario"), scenario, &output) }
        if let time = request.filter.during {
            fact(
                say("Période", "Period"),
                "\(say.instant(time.lowerBound)) – \(say.instant(time.upperBound)) \(say("(exclu)", "(exclusive)"))",
                &output)
        }
        fact(say("Établi le", "Made"), "\(say.instant(request.now)), \(request.zone.identifier)", &output)
        output.write("</dl></header>\n<main>\n")
    }

    /// Writes what every page about drills begins with.
    static func openDocument(
        _ title: String, _ provider: String, _ style: String, _ language: Language, _ output: inout ReportOutput
    ) {
        output.write(
            """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <meta name="color-scheme" content="light dark"/>
            <title>\("\(title) – \(provider)".markupEscaped)</title>
            <style>
            \(style)
            </style></head><body>

            """)
    }

    private func fact(_ name: String, _ value: String, _ output: inout ReportOutput) {
        output.write("<dt>\(name.markupEscaped)</dt><dd>\(value.markupEscaped)</dd>\n")
    }

    private func writeEmptiness(_ output: inout ReportOutput) {
        let erased = report.figures.erased
        let text =
            erased == 0
            ? say(
                "Aucun exercice ne correspond à cette demande. « voicedesk drill » en propose un.",
                "No drill fits this request. 'voicedesk drill' offers one.")
            : say(
                "Aucun exercice nominatif ne correspond à cette demande ; \(say.number(erased)) ont été effacés.",
                "No drill that still has a name fits this request; \(say.number(erased)) were erased.")
        page.paragraph(text, kind: "empty", to: &output)
    }

    private func writeFigures(_ output: inout ReportOutput) {
        let all = report.figures.all
        output.write("<ul class=\"figures\">\n")
        var figures = [
            (say.number(all.count), say("exercices", "drills")),
            (say.number(report.figures.people.count), say("personnes", "people")),
            (say.share(all.passed, of: all.count), say("réussis", "passed")),
            (say.share(all.points, of: all.outOf), say("des points obtenus", "of the points won")),
        ]
        if all.accepts.count > 0 {
            figures.append(
                (say.reaction(all.accepts.median), say("pour accepter, médiane", "to accept, median")))
        }
        for (value, name) in figures {
            output.write("<li><b>\(value.markupEscaped)</b><span>\(name.markupEscaped)</span></li>\n")
        }
        output.write("</ul>\n")
    }

    private func writeNotes(_ output: inout ReportOutput) {
        page.paragraph(
            say(
                "Les exercices n’entrent dans aucun chiffre d’exploitation et ne sont jamais facturés. Chaque résultat est une "
                    + "entrée du journal ; « voicedesk ledger verify » le contrôle.",
                "Drills are in no figure of production and are never billed. Each result is an entry of the log; "
                    + "'voicedesk ledger verify' checks it."),
            kind: "note", to: &output)
        if report.figures.erased > 0, !report.isEmpty {
            page.paragraph(
                say(
                    "\(say.number(report.figures.erased)) résultats effacés ne sont comptés nulle part ici.",
                    "\(say.number(report.figures.erased)) results that were erased are counted nowhere here."),
                kind: "note", to: &output)
        }
        output.write("</main></body></html>\n")
    }
}
