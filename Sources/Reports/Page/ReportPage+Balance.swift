import Desk
import Ledger

extension ReportPage {
    /// The reconciliation: how every amount follows from others.
    mutating func writeBalance(_ output: inout ReportOutput) throws {
        page.heading(
            say("Rapprochement des facturations du mois", "Reconciliation of the month’s charges"), id: "balance",
            to: &output)
        if report.charges.balances.isEmpty {
            page.paragraph(
                say("Aucune facturation pour les appels de ce mois.", "No charge for calls of this month."), to: &output
            )
        }
        for (currency, balance) in report.charges.balances.sorted(by: { $0.key < $1.key }) {
            page.open(
                [
                    .text(say("Ligne", "Line")), .text(say("Calcul", "Sum")), .number(say("nombre", "count")),
                    .number(say("montant HT", "amount excl. tax")),
                ], to: &output)
            for line in try balanceLines(balance) {
                let amount = say.money(Money(cents: line.total.cents, currency: currency))
                try page.row(
                    [line.name, line.sum, say.number(line.total.count), amount], isTotal: line.isTotal, to: &output)
            }
            page.close(to: &output)
        }
        try writeAbuse(&output)
    }

    private struct BalanceLine {
        let name: String
        let sum: String
        let total: ChargeTotal
        var isTotal = false
    }

    private func balanceLines(_ balance: ChargeBalance) throws -> [BalanceLine] {
        var lines = [
            BalanceLine(
                name: say("A  Proposées", "A  Proposed"), sum: "A = B + C + D", total: try balance.proposed(),
                isTotal: true),
            BalanceLine(name: say("B  À décider", "B  Still open"), sum: "", total: balance[.open]),
            BalanceLine(name: say("C  Non retenues", "C  Waived"), sum: "", total: balance[.waived]),
        ]
        let hasWithdrawn = balance[.withdrawn].count > 0
        lines += [
            BalanceLine(
                name: say("D  Confirmées", "D  Confirmed"), sum: hasWithdrawn ? "D = E + F + I" : "D = E + F",
                total: try balance.confirmed(), isTotal: true),
            BalanceLine(name: say("E  À facturer", "E  To be invoiced"), sum: "", total: balance[.toBeInvoiced]),
            BalanceLine(
                name: say("F  Facturées", "F  Invoiced"), sum: "F = G + H", total: try balance.everInvoiced(),
                isTotal: true),
            BalanceLine(
                name: say("G  Créditées ensuite", "G  Credited afterwards"), sum: "", total: balance[.credited]),
            BalanceLine(
                name: say("H  Facturé net", "H  Invoiced, net"), sum: "H = F − G", total: balance.net, isTotal: true),
        ]
        if hasWithdrawn {
            lines.append(
                BalanceLine(
                    name: say("I  Reprises avant facture", "I  Taken back before the invoice"), sum: "",
                    total: balance[.withdrawn]))
        }
        return lines
    }

    /// How charges and abusive calls belong together.
    private mutating func writeAbuse(_ output: inout ReportOutput) throws {
        let (calls, charges) = (report.calls, report.charges)
        let abusive = calls.count(.abusive)
        page.open(
            [.text(say("Appels et facturations", "Calls and charges")), .number(say("nombre", "count"))], to: &output)
        let rows = [
            (say("Appels abusifs", "Abusive calls"), abusive),
            (say("– dont facturés", "– of them charged"), charges.originalsOfAbusiveCalls),
            (say("– dont non facturés", "– of them not charged"), abusive - charges.originalsOfAbusiveCalls),
            (
                say("Facturations d’appels d’un autre verdict", "Charges of calls with another verdict"),
                charges.originals - charges.originalsOfAbusiveCalls
            ),
            (
                say("Facturations réécrites à la place d’une autre", "Charges written in the place of another"),
                charges.count - charges.originals
            ),
            (say("Facturations du mois", "Charges of the month"), charges.count),
        ]
        for (index, row) in rows.enumerated() {
            try page.row([row.0, say.number(row.1)], isTotal: index == rows.count - 1, to: &output)
        }
        page.close(to: &output)
    }
}
