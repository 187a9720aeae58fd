import Desk
import Ledger

extension ReportPage {
    mutating func writeDisputes(_ output: inout ReportOutput) throws {
        let disputes = report.disputes
        page.heading(say("Contestations", "Disputes"), id: "disputes", to: &output)
        guard disputes.total > 0 else {
            page.paragraph(say("Aucune contestation ce mois.", "No dispute this month."), to: &output)
            return
        }
        page.open([.text(say("Au cours du mois", "Within the month")), .number(say("nombre", "count"))], to: &output)
        var rows = [
            (say("ouvertes", "opened"), disputes.opened), (say("répondues", "answered"), disputes.answered),
        ]
        rows += DisputeLine.Outcome.allCases.map {
            ("\(say("closes, ", "closed, "))\(say.name($0))", disputes.closed[$0] ?? 0)
        }
        rows.append((say("restées ouvertes à la fin du mois", "still open at the end of the month"), disputes.pending))
        for (name, count) in rows { try page.row([name, say.number(count)], to: &output) }
        page.close(to: &output)
        page.open(
            [
                .number(say("n°", "no.")), .number(say("facturation", "charge")), .text("client"),
                .number(say("montant HT", "amount excl. tax")), .wide(say("ouverte", "opened")),
                .wide(say("réponse", "answer")), .number(say("jours", "days")), .wide(say("close", "closed")),
                .number(say("jours", "days")),
            ], kind: "lines", to: &output)
        var shown = 0
        let zone = report.request.policy.zone
        try report.eachDispute { line in
            guard shown < limits.lines else { return }
            shown += 1
            let end = line.closed.map { "\(mark($0)), \(line.outcome.map { say.name($0) } ?? "")" } ?? "–"
            func days(_ mark: ChargeLine.Mark?) -> String {
                line.days(until: mark, in: zone).map { say.number($0) } ?? "–"
            }
            try page.row(
                [
                    "\(line.id)", "\(line.charge)", line.client, say.money(line.amount), mark(line.opened),
                    mark(line.answered), days(line.answered), end, days(line.closed),
                ], to: &output)
        }
        page.close(to: &output)
        writeOmission(shown, of: disputes.total, table: .disputes, &output)
    }

    /// What calls established of each precondition.
    mutating func writeRules(_ output: inout ReportOutput) throws {
        page.heading(say("Décisions par règle", "Decisions by rule"), id: "rules", to: &output)
        page.open(
            [.text(say("règle", "rule")), .text(say("condition", "precondition"))]
                + RuleFigures.Standing.allCases.map { .number(say.name($0)) } + [.number("Total")], to: &output)
        for precondition in Precondition.allCases {
            let counts = RuleFigures.Standing.allCases.map { report.rules.count(precondition, $0) }
            try page.row(
                [precondition.rule, say.name(precondition)] + counts.map { say.number($0) }
                    + [say.number(counts.reduce(0, +))], to: &output)
        }
        page.close(to: &output)
        let (support, onCall) = (report.calls.periods[.support] ?? 0, report.calls.periods[.onCall] ?? 0)
        page.paragraph(
            say(
                "R8 (heures) : \(say.number(support)) appels en heures de support, \(say.number(onCall)) en astreinte. R10 (facturation) : \(say.number(report.charges.originals)) facturations proposées pour \(say.number(report.calls.count(.abusive))) appels abusifs. Une condition « non atteinte » n’est pas venue en question, parce que l’appel était déjà décidé ou terminé.",
                "R8 (hours): \(say.number(support)) calls in support hours, \(say.number(onCall)) in on-call hours. R10 (billing): \(say.number(report.charges.originals)) charges proposed for \(say.number(report.calls.count(.abusive))) abusive calls. A precondition \"not evaluated\" did not come up, because the call was decided or over before."
            ),
            kind: "note", to: &output)
    }

    mutating func writeFailedOpen(_ output: inout ReportOutput) throws {
        let calls = report.calls
        page.heading(
            say("Appels admis faute de pouvoir vérifier", "Calls admitted because the desk could not know"),
            id: "failed-open",
            to: &output)
        page.paragraph(
            say(
                "\(say.number(calls.failedOpen)) appels ont été admis parce qu’une vérification était impossible ; aucun n’est facturable. Dans \(say.number(calls.lookupsFailed)) appels, toutes issues confondues, une condition était invérifiable.",
                "\(say.number(calls.failedOpen)) calls were admitted because something could not be looked up; none of them can be billed. In \(say.number(calls.lookupsFailed)) calls, whatever their outcome, a precondition could not be looked up."
            ),
            to: &output)
        guard !calls.failedOpenCalls.isEmpty else { return }
        page.open(
            [
                .text(say("début", "started")), .wide(say("appel", "call")), .text(say("numéro", "number")),
                .text("client"),
                .text(say("mis en relation", "connected")), .text(say("invérifiable", "unavailable")),
            ], kind: "lines", to: &output)
        let listed = calls.failedOpenCalls.prefix(limits.failedOpen)
        for call in listed {
            try page.row(
                [
                    say.instant(call.started), call.id, say.name(call.number),
                    call.client ?? (call.isErased ? say("effacé", "erased") : "–"),
                    call.isConnected ? say("oui", "yes") : say("non", "no"),
                    call.unavailable.map { say.name($0) }.joined(separator: ", "),
                ], to: &output)
        }
        page.close(to: &output)
        writeOmission(listed.count, of: calls.failedOpen, table: .calls, &output)
    }
}
