import Desk
import Ledger

extension ReportPage {
    mutating func writeCharges(_ output: inout ReportOutput) throws {
        guard report.charges.count > 0 else { return }
        page.subheading(say("Par client", "By client"), to: &output)
        try writeChargesByClient(&output)
        page.subheading(say("Ligne par ligne", "Line by line"), to: &output)
        page.open(
            [
                .text(say("n°", "no.")), .wide(say("appel", "call")), .text("client"), .text(say("numéro", "number")),
                .text(say("motifs", "reasons")), .number(say("montant HT", "amount excl. tax")),
                .text(say("état", "status")),
                .wide(say("proposée", "proposed")), .wide(say("décidée", "decided")),
                .wide(say("facture, avoir", "invoice, credit note")),
            ], kind: "lines", to: &output)
        var shown = 0
        try report.eachCharge { charge in
            guard shown < limits.charges else { return }
            shown += 1
            try page.row(chargeRow(charge), to: &output)
        }
        for (currency, balance) in report.charges.balances.sorted(by: { $0.key < $1.key }) {
            let total = try balance.proposed()
            let amount = say.money(Money(cents: total.cents, currency: currency))
            try page.row(
                [say.number(total.count), "Total", "", "", "", amount, "", "", "", ""], isTotal: true, to: &output)
        }
        page.close(to: &output)
        writeOmission(shown, of: report.charges.count, table: .charges, &output)
    }

    private func chargeRow(_ charge: ChargeLine) -> [String] {
        let replaced = charge.replaces.map { "\n\(say("remplace le n°", "replaces no.")) \($0)" } ?? ""
        let erased = charge.isErased ? "\n\(say("effacé", "erased"))" : ""
        return [
            "\(charge.id)\(replaced)", "\(say.instant(charge.started))\n\(charge.call)\(erased)", charge.client,
            say.name(charge.number), say.names(charge.reasons), say.money(charge.amount), say.name(charge.status),
            mark(charge.proposed), mark(charge.decided),
            [charge.invoiced, charge.credited].compactMap { $0.map { mark($0) } }.joined(separator: "\n"),
        ]
    }

    /// When, on which document, by whom, why.
    func mark(_ mark: ChargeLine.Mark?) -> String {
        guard let mark else { return "–" }
        let reason = mark.reason.map { say("«\u{00A0}\($0)\u{00A0}»", "\"\($0)\"") }
        return [say.instant(mark.at), mark.document, mark.by, reason].compactMap { $0 }.joined(separator: ", ")
    }

    private mutating func writeChargesByClient(_ output: inout ReportOutput) throws {
        page.open(
            [
                .text("client"), .text(say("nom", "name")), .number(say("proposées", "proposed")),
                .number(say("à décider", "open")), .number(say("non retenues", "waived")),
                .number(say("à facturer", "to be invoiced")), .number(say("facturées", "invoiced")),
                .number(say("créditées", "credited")), .number(say("facturé net HT", "net excl. tax")),
            ], to: &output)
        let clients = report.charges.clients.sorted { $0.key < $1.key }
        for (key, balance) in clients.prefix(limits.lines) {
            let name = ClientNumber(key.client).flatMap { report.name(of: $0) }
            try page.row([key.client, name ?? "–"] + cells(balance, key.currency), to: &output)
        }
        for (currency, balance) in report.charges.balances.sorted(by: { $0.key < $1.key }) {
            try page.row(["Total", ""] + cells(balance, currency), isTotal: true, to: &output)
        }
        page.close(to: &output)
        writeOmission(min(clients.count, limits.lines), of: clients.count, table: .charges, &output)
    }

    private func cells(_ balance: ChargeBalance, _ currency: String) throws -> [String] {
        func money(_ total: ChargeTotal) -> String {
            total.count == 0 ? "–" : say.money(Money(cents: total.cents, currency: currency))
        }
        return [
            money(try balance.proposed()), money(balance[.open]), money(balance[.waived]),
            money(balance[.toBeInvoiced]), money(try balance.everInvoiced()), money(balance[.credited]),
            say.money(Money(cents: balance.net.cents, currency: currency)),
        ]
    }

    mutating func writeMovements(_ output: inout ReportOutput) throws {
        page.heading(
            say("Mouvements datés du mois", "Movements dated within the month"), id: "movements", to: &output)
        try writeMovementTotals(&output)
        guard report.charges.earlierMovements > 0 else { return }
        page.subheading(
            say("Facturations de mois antérieurs, ligne par ligne", "Charges of earlier months, line by line"),
            to: &output)
        page.open(
            [
                .text(say("n°", "no.")), .wide(say("appel", "call")), .text("client"),
                .text(say("mouvement", "movement")),
                .wide(say("quand, document, par qui, pourquoi", "when, document, by whom, why")),
                .number(say("montant HT", "amount excl. tax")),
            ], kind: "lines", to: &output)
        var shown = 0
        try report.eachEarlierMovement { movement in
            guard shown < limits.charges else { return }
            shown += 1
            let charge = movement.charge
            try page.row(
                [
                    "\(charge.id)", "\(say.instant(charge.started))\n\(charge.call)", charge.client,
                    say.name(movement.kind), mark(movement.mark), say.money(charge.amount),
                ], to: &output)
        }
        page.close(to: &output)
        writeOmission(shown, of: report.charges.earlierMovements, table: .movements, &output)
    }

    private mutating func writeMovementTotals(_ output: inout ReportOutput) throws {
        let movements = report.charges.movements
        page.open(
            [
                .text(say("Mouvement", "Movement")), .number(say("du mois", "of this month")),
                .number(say("montant HT", "amount excl. tax")), .number(say("de mois antérieurs", "of earlier months")),
                .number(say("montant HT", "amount excl. tax")), .number("Total"),
                .number(say("montant HT", "amount excl. tax")),
            ], to: &output)
        for currency in Set(movements.keys.map(\.currency)).sorted() {
            for kind in MovementKind.allCases {
                func total(_ isEarlier: Bool) -> ChargeTotal {
                    let key = ChargeFigures.MovementKey(kind: kind, currency: currency, isEarlier: isEarlier)
                    return movements[key] ?? ChargeTotal()
                }
                let both = try total(false).adding(total(true))
                var cells = [say.name(kind)]
                for total in [total(false), total(true), both] {
                    cells += [say.number(total.count), say.money(Money(cents: total.cents, currency: currency))]
                }
                try page.row(cells, to: &output)
            }
        }
        page.close(to: &output)
    }
}
