import Desk
import Ledger

extension CallResult {
    var fill: ChartFill {
        switch self {
        case .connected: .solid
        case .unreached: .lines
        case .refused: .grey
        case .abusive: .crossed
        case .abandoned: .dots
        case .undecided: .blank
        }
    }
}

extension ReportPage {
    func writeCharts(_ output: inout ReportOutput) {
        page.heading(say("Graphiques", "Charts"), id: "charts", to: &output)
        for (title, svg) in [outcomes(), hours(), reasons(), guarantees()] {
            output.write("<figure><figcaption>\(title.markupEscaped)</figcaption>\n\(svg)</figure>\n")
        }
    }

    private func outcomes() -> (String, String) {
        let title = say("Appels par issue", "Calls by outcome")
        let bars = CallResult.allCases.map { result in
            let count = report.calls.count(result)
            return BarChart.Bar(
                label: say.name(result), value: count,
                note: "\(say.number(count)) (\(say.share(count, of: report.calls.total)))", fill: result.fill)
        }
        return (title, BarChart(name: "outcomes", title: title, bars: bars).svg())
    }

    private func hours() -> (String, String) {
        let title = say("Appels par heure de la journée et par issue", "Calls by hour of the day and outcome")
        let series = CallResult.allCases.map { result in
            ColumnChart.Series(
                name: say.name(result), fill: result.fill, values: report.calls.hours.map { $0[result.rawValue] })
        }
        let chart = ColumnChart(
            name: "hours", title: title, categories: (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }, series: series,
            number: say.number)
        return (title, chart.svg())
    }

    private func reasons() -> (String, String) {
        let title = say(
            "Appels abusifs par motif (un appel peut en avoir plusieurs)",
            "Abusive calls by reason (a call may have several)")
        let abusive = report.calls.count(.abusive)
        let found = Reason.allCases.filter { (report.calls.abuseReasons[$0] ?? 0) > 0 }
            .sorted { (report.calls.abuseReasons[$0] ?? 0) > (report.calls.abuseReasons[$1] ?? 0) }
        let bars = found.map { reason in
            let count = report.calls.abuseReasons[reason] ?? 0
            return BarChart.Bar(
                label: say.name(reason), value: count, note: "\(say.number(count)) (\(say.share(count, of: abusive)))",
                fill: .crossed)
        }
        let none = [BarChart.Bar(label: say("aucun", "none"), value: 0, note: "0", fill: .blank)]
        return (title, BarChart(name: "reasons", title: title, bars: bars.isEmpty ? none : bars).svg())
    }

    private func guarantees() -> (String, String) {
        let title = say(
            "Garanties de réponse par jour d’ouverture du ticket",
            "Response guarantees by day on which the ticket was opened")
        let days = report.guarantees.days
        func values(_ results: [GuaranteeResult]) -> [Int] {
            days.map { day in results.reduce(0) { $0 + (day[$1] ?? 0) } }
        }
        let series = [
            ColumnChart.Series(name: say.name(GuaranteeResult.kept), fill: .solid, values: values([.kept])),
            ColumnChart.Series(name: say.name(GuaranteeResult.late), fill: .lines, values: values([.late])),
            ColumnChart.Series(
                name: say.name(GuaranteeResult.unanswered), fill: .crossed, values: values([.unanswered])),
            ColumnChart.Series(
                name: say("ni tenue ni manquée", "neither kept nor missed"), fill: .blank,
                values: values([.running, .withdrawn, .uncounted])),
        ]
        let chart = ColumnChart(
            name: "guarantees", title: title, categories: days.indices.map { "\($0 + 1)" }, series: series,
            number: say.number)
        return (title, chart.svg())
    }
}
