import Desk
import Ledger

extension ReportPage {
    mutating func writeSummary(_ output: inout ReportOutput) throws {
        let calls = report.calls
        page.heading(say("Synthèse", "Summary"), id: "summary", to: &output)
        output.write("<ul class=\"figures\">\n")
        figure(say.number(calls.total), say("appels", "calls"), &output)
        figure(say.number(calls.count(.abusive)), say("appels abusifs", "abusive calls"), &output)
        for (currency, balance) in report.charges.balances.sorted(by: { $0.key < $1.key }) {
            let net = Money(cents: balance.net.cents, currency: currency)
            figure(say.money(net), say("facturé net, HT", "invoiced net, excl. tax"), &output)
        }
        figure(
            say.number(report.guarantees.missed),
            say("garanties de réponse manquées par le prestataire", "response guarantees missed by the provider"),
            &output)
        output.write("</ul>\n<div class=\"sides\">\n")
        try writeVerdicts(&output)
        try writeMeasures(&output)
        output.write("</div>\n")
        page.paragraph(
            say(
                "Exercices : \(say.number(calls.drills)), non comptés ; ils n’entrent dans aucun autre chiffre de ce rapport.",
                "Drills: \(say.number(calls.drills)), not counted; they are in no other figure of this report."),
            to: &output)
    }

    private func figure(_ value: String, _ name: String, _ output: inout ReportOutput) {
        output.write("<li><b>\(value.markupEscaped)</b><span>\(name.markupEscaped)</span></li>\n")
    }

    private mutating func writeVerdicts(_ output: inout ReportOutput) throws {
        let calls = report.calls
        page.open(
            [
                .text(say("Issue de l’appel", "Outcome of the call")), .number(say("urgence", "emergency")),
                .number(say("managérial", "managerial")), .number("Total"), .number(say("part", "share")),
            ], to: &output)
        for result in CallResult.allCases {
            try page.row(
                [
                    say.name(result), say.number(calls.count(result, on: .emergency)),
                    say.number(calls.count(result, on: .managerial)), say.number(calls.count(result)),
                    say.share(calls.count(result), of: calls.total),
                ], to: &output)
        }
        try page.row(
            [
                say("Tous les appels", "All calls"), say.number(calls.count(on: .emergency)),
                say.number(calls.count(on: .managerial)), say.number(calls.total),
                say.share(calls.total, of: calls.total),
            ], isTotal: true, to: &output)
        page.close(to: &output)
    }

    private mutating func writeMeasures(_ output: inout ReportOutput) throws {
        let calls = report.calls
        func length(_ percent: Int) -> String {
            calls.durations.tenths(percent: percent).map { say.length(milliseconds: Int64($0) * 100) } ?? "–"
        }
        page.open([.text(say("Mesure", "Measure")), .number(say("valeur", "value"))], to: &output)
        var rows: [(String, String)] = [Period.support, .onCall, nil].map {
            ("\(say("Appels, ", "Calls, "))\(say.name($0))", say.number(calls.periods[$0] ?? 0))
        }
        rows += calls.sources.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            ("\(say("Appels par ", "Calls by "))\(say.name($0.key))", say.number($0.value))
        }
        rows += [
            (
                say("Appels admis pris par quelqu’un", "Admitted calls that somebody took"),
                say.share(calls.count(.connected), of: calls.admitted)
            ),
            (say("Durée médiane d’un appel terminé", "Median length of a finished call"), length(50)),
            (say("Durée non dépassée par 95 %", "Length that 95% do not exceed"), length(95)),
            (say("Appels interrompus par une panne", "Calls cut off by a failure"), say.number(calls.interrupted)),
            (say("Appels encore en cours", "Calls still going on"), say.number(calls.inProgress)),
            (say("Appels sans client identifié", "Calls without a known client"), say.number(calls.anonymous)),
            (
                say("Appels effacés (données personnelles)", "Erased calls (personal data)"),
                say.number(calls.erased)
            ),
        ]
        for (name, value) in rows { try page.row([name, value], to: &output) }
        page.close(to: &output)
    }
}
