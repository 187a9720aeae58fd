import Desk
import Ledger

extension ReportPage {
    /// The provider's missed guarantees, beside the clients' abuses.
    mutating func writeGuarantees(_ output: inout ReportOutput) throws {
        let guarantees = report.guarantees
        page.heading(
            say("Garanties de réponse du prestataire", "The provider’s response guarantees"), id: "guarantees",
            to: &output)
        output.write("<div class=\"sides\">\n")
        page.open(
            [.text(say("Le prestataire", "The provider")), .number("tickets"), .number(say("part", "share"))],
            to: &output)
        for result in GuaranteeResult.allCases {
            try page.row(
                [
                    say.name(result), say.number(guarantees[result]),
                    say.share(guarantees[result], of: guarantees.total),
                ],
                to: &output)
        }
        try page.row(
            [say("Tickets du mois", "Tickets of the month"), say.number(guarantees.total), ""], isTotal: true,
            to: &output)
        try page.row(
            [
                say("Garanties manquées", "Guarantees missed"), say.number(guarantees.missed),
                say.share(guarantees.missed, of: guarantees.total),
            ], isTotal: true, to: &output)
        page.close(to: &output)
        let (calls, abusive) = (report.calls.total, report.calls.count(.abusive))
        page.open(
            [.text(say("Les clients", "The clients")), .number(say("appels", "calls")), .number(say("part", "share"))],
            to: &output)
        for (name, count) in [
            (say("admis", "admitted"), report.calls.admitted),
            (say("refusés sans frais", "refused at no charge"), report.calls.count(.refused)),
            (
                say("abandonnés ou sans verdict", "abandoned or without verdict"),
                calls - report.calls.admitted - report.calls.count(.refused) - abusive
            ),
            (say("abusifs", "abusive"), abusive),
        ] { try page.row([name, say.number(count), say.share(count, of: calls)], to: &output) }
        try page.row([say("Appels du mois", "Calls of the month"), say.number(calls), ""], isTotal: true, to: &output)
        try page.row(
            [say("Appels abusifs", "Abusive calls"), say.number(abusive), say.share(abusive, of: calls)], isTotal: true,
            to: &output)
        page.close(to: &output)
        output.write("</div>\n")
        guard guarantees.missed > 0 else { return }
        try writeDelays(&output)
        try writeMissed(&output)
    }

    private mutating func writeDelays(_ output: inout ReportOutput) throws {
        let guarantees = report.guarantees
        page.open([.text(say("Retard", "Delay")), .number(say("manquées", "missed"))], to: &output)
        for delay in DelayClass.allCases {
            try page.row([say.name(delay), say.number(guarantees.delays[delay.rawValue])], to: &output)
        }
        try page.row(
            [say("Retard le plus long", "Longest delay"), say.length(milliseconds: guarantees.longest)], isTotal: true,
            to: &output)
        page.close(to: &output)
    }

    private mutating func writeMissed(_ output: inout ReportOutput) throws {
        page.subheading(say("Garanties manquées, ligne par ligne", "Guarantees missed, line by line"), to: &output)
        page.open(
            [
                .text("ticket"), .text("client"), .text(say("contrat", "contract")), .text(say("canal", "channel")),
                .text(say("ouvert", "opened")), .text(say("échéance", "deadline")), .text(say("réponse", "answer")),
                .text(say("garantie", "guarantee")), .number(say("retard", "delay")),
            ], kind: "lines", to: &output)
        var shown = 0
        try report.eachGuarantee { line in
            guard line.result.isMissed, shown < limits.lines else { return }
            shown += 1
            try page.row(
                [
                    line.ticket.id, line.ticket.client.description, line.contract, say.name(line.ticket.channel),
                    say.instant(line.ticket.opened), say.instant(line.deadline),
                    line.result == .unanswered ? "–" : say.instant(line.ticket.responded), say.name(line.result),
                    say.length(milliseconds: line.delay),
                ], to: &output)
        }
        page.close(to: &output)
        writeOmission(shown, of: report.guarantees.missed, table: .guarantees, &output)
    }

    /// Clients with an abusive call or a missed guarantee, both sides in one line.
    mutating func writeClients(_ output: inout ReportOutput) throws {
        page.heading(say("Par client : les deux côtés", "By client: both sides"), id: "clients", to: &output)
        let listed = report.clients.filter { $0.value.abusive > 0 || $0.value.missed > 0 }
            .sorted { $0.key < $1.key }
        page.open(
            [
                .text("client"), .text(say("nom", "name")), .number(say("appels", "calls")),
                .number(say("dont abusifs", "abusive")), .number("tickets"), .number(say("GTI tenues", "kept")),
                .number(say("GTI manquées", "missed")), .number(say("retard le plus long", "longest delay")),
            ], to: &output)
        var others = ClientFigures()
        for (number, client) in listed.prefix(limits.lines) {
            try page.row([number.description, report.name(of: number) ?? "–"] + clientCells(client), to: &output)
        }
        let shown = Set(listed.prefix(limits.lines).map(\.key))
        var all = ClientFigures()
        for (number, client) in report.clients {
            all.merge(client)
            if !shown.contains(number) { others.merge(client) }
        }
        let rest = report.clients.count - shown.count
        try page.row(
            [say("autres", "others"), "\(say.number(rest)) \(say("clients", "clients"))"] + clientCells(others),
            to: &output)
        var nobody = ClientFigures()
        nobody.calls = report.calls.total - all.calls
        nobody.abusive = report.calls.count(.abusive) - all.abusive
        try page.row(
            [
                "–",
                say(
                    "effacés (\(say.number(report.calls.erased))) ou inconnus (\(say.number(report.calls.anonymous)))",
                    "erased (\(say.number(report.calls.erased))) or unknown (\(say.number(report.calls.anonymous)))"),
            ] + clientCells(nobody), to: &output)
        all.merge(nobody)
        try page.row(["Total", ""] + clientCells(all), isTotal: true, to: &output)
        page.close(to: &output)
        writeOmission(shown.count, of: listed.count, table: .clients, &output)
    }

    private func clientCells(_ client: ClientFigures) -> [String] {
        [
            say.number(client.calls), say.number(client.abusive), say.number(client.tickets), say.number(client.kept),
            say.number(client.missed), client.missed > 0 ? say.length(milliseconds: client.longest) : "–",
        ]
    }
}
