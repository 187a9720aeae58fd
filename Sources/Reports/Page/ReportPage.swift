import Desk
import Ledger

/// A monthly report as one HTML page that stands alone: no script, nothing loaded from elsewhere, made for print.
public struct ReportPage {
    let report: MonthlyReport
    let say: ReportWords
    let limits: PageLimits
    var page = PageWriter()

    /// Writes the page of a report, line by line.
    ///
    /// - Parameter language: the page's language; French is the desk's first.
    public static func html(
        _ report: MonthlyReport, language: Language = .french, limits: PageLimits = PageLimits(),
        to output: inout ReportOutput
    ) throws {
        var page = ReportPage(
            report: report, say: ReportWords(language: language, zone: report.request.policy.zone), limits: limits)
        page.writeHead(&output)
        try page.writeSummary(&output)
        page.writeCharts(&output)
        try page.writeBalance(&output)
        try page.writeCharges(&output)
        try page.writeMovements(&output)
        try page.writeDisputes(&output)
        try page.writeGuarantees(&output)
        try page.writeClients(&output)
        try page.writeRules(&output)
        try page.writeFailedOpen(&output)
        page.writeNotes(&output)
        try output.flush()
    }

    private func writeHead(_ output: inout ReportOutput) {
        let request = report.request
        let title = "\(say("Rapport mensuel", "Monthly report")) – \(say.month(request.month))"
        output.write(
            """
            <!DOCTYPE html>
            <html lang="\(say.language.rawValue)"><head><meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <title>\("\(title) – \(request.provider.name)".markupEscaped)</title>
            <style>
            \(PageStyle.text)
            </style></head><body>
            <header><h1>\(title.markupEscaped) <small>\(request.provider.name.markupEscaped)</small></h1>

            """)
        let mentions = request.provider.mentions.map { mention in
            mention.label.map { "\($0)\(say("\u{00A0}: ", ": "))\(mention.value)" } ?? mention.value
        }
        if !mentions.isEmpty { page.paragraph(mentions.joined(separator: " · "), kind: "mentions", to: &output) }
        output.write("<dl class=\"facts\">\n")
        fact(
            say("Période", "Period"),
            "\(say.instant(report.start)) \(say("(inclus) –", "(inclusive) –")) \(say.instant(report.end)) "
                + "\(say("(exclu)", "(exclusive)")), \(request.policy.zone.identifier)", &output)
        fact(say("Établi le", "Made"), say.instant(request.now), &output)
        if request.now < report.end {
            fact(say("Attention", "Caution"), say("le mois n’est pas terminé", "the month is not over"), &output)
        }
        for parameter in request.parameters { fact(parameter.name, parameter.value, &output) }
        output.write("</dl></header>\n")
    }

    func fact(_ name: String, _ value: String, _ output: inout ReportOutput) {
        output.write("<dt>\(name.markupEscaped)</dt><dd>\(value.markupEscaped)</dd>\n")
    }

    /// Says how many lines are left out, where any are.
    func writeOmission(_ shown: Int, of all: Int, table: ReportTable, _ output: inout ReportOutput) {
        guard shown < all else { return }
        page.paragraph(
            say(
                "\(say.number(shown)) lignes sur \(say.number(all)) sont imprimées ; toutes sont dans la table « \(table.rawValue) ».",
                "\(say.number(shown)) of \(say.number(all)) lines are printed; the table \"\(table.rawValue)\" holds all."
            ),
            kind: "note", to: &output)
    }
}
