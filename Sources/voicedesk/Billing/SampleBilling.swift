import Desk
import DeskFolder
import Foundation
import Ledger
import Simulator

/// What becomes of the charges of a made-up month: people confirm, waive, dispute, invoice and credit as they do in life.
struct SampleBilling {
    let desk: DeskFolder
    let ledger: Ledger

    private static let reviewer = "odile"
    private static let accountant = "henri"

    /// Decides on charges a day or two after their calls, and invoices what is confirmed on the first of the next month.
    func settle(_ charges: [ProposedCharge], _ random: inout SeededNumbers) throws {
        guard let last = charges.map(\.at).max() else { return }
        try importAddresses(of: Set(charges.compactMap(\.client)), &random)
        for charge in charges { try decide(charge, &random) }
        let day = desk.policy.zone.local(last).date
        guard
            let next = LocalDate(
                year: day.month == 12 ? day.year + 1 : day.year, month: day.month == 12 ? 1 : day.month + 1, day: 1)
        else { return }
        let issued = desk.policy.zone.start(of: next).advanced(by: .hours(9))
        try invoice(at: issued)
        try objectAfterwards(at: issued, &random)
    }

    private func decide(_ proposed: ProposedCharge, _ random: inout SeededNumbers) throws {
        guard let call = try ledger.call(proposed.call), let charge = call.charge else { return }
        let at = proposed.at.advanced(by: .hours(10 + Int(random.next() % 30)))
        switch random.next() % 100 {
        case ..<70:
            if random.next() % 12 == 0 { try dispute(charge.id, from: at.advanced(by: .hours(-6)), &random) }
            guard try ledger.charge(charge.id).status == .proposed else { return }
            try ledger.confirm(charge: charge.id, by: Self.reviewer, fourEyes: desk.billing.fourEyes, at: at)
        case ..<88: try ledger.waive(charge: charge.id, by: Self.reviewer, reason: Self.excuse(&random), at: at)
        default: break
        }
    }

    private static func excuse(_ random: inout SeededNumbers) -> String {
        let excuses = [
            "première fois, procédure rappelée au client", "le portail était lent ce soir-là",
            "geste commercial", "incident confirmé le lendemain", "contact remplaçant, mal informé",
        ]
        return excuses[Int(random.next() % UInt64(excuses.count))]
    }

    private func dispute(_ charge: Int64, from start: Instant, _ random: inout SeededNumbers) throws {
        try ledger.openDispute(
            charge: charge, by: "client", reason: "nous contestons l'absence d'urgence", at: start)
        try ledger.answerDispute(
            charge: charge, by: Self.reviewer, answer: "l'enregistrement et le ticket vous sont transmis",
            at: start.advanced(by: .hours(2)))
        let outcome = Dispute.Outcome.allCases[Int(random.next() % 3)]
        try ledger.closeDispute(
            charge: charge, outcome, by: Self.reviewer, reason: "vu avec le client",
            at: start.advanced(by: .hours(5)))
    }

    private func invoice(at now: Instant) throws {
        let documents = InvoiceDocuments(desk: desk)
        for batch in try ChargeBatches(ledger: ledger).confirmed(until: now, client: nil) {
            let draft = try documents.invoice(batch.charges, client: batch.client, in: ledger, at: now)
            _ = try ledger.issue(draft, by: Self.accountant, at: now)
        }
    }

    /// A few invoices turn out to be wrong; of some the charge is written anew.
    private func objectAfterwards(at issued: Instant, _ random: inout SeededNumbers) throws {
        for charge in try ledger.charges(limit: LedgerLimits.listedRows, status: .invoiced).reversed()
        where random.next() % 25 == 0 {
            guard let number = charge.invoice?.number, let invoice = try ledger.invoice(number) else { continue }
            let at = issued.advanced(by: .hours(24 + Int(random.next() % 200)))
            try dispute(charge.id, from: at, &random)
            let draft = try InvoiceDocuments(desk: desk).creditNote([charge], of: invoice, in: ledger, at: at)
            _ = try ledger.issue(draft, by: Self.accountant, reason: "erreur de contact sur la facture", at: at)
            guard random.next() % 2 == 0 else { continue }
            var anew = charge.proposal
            anew.proposer = Self.accountant
            try ledger.proposeAnew(replacing: charge.id, anew, why: "facturé au bon contact", at: at)
        }
    }

    private func importAddresses(of clients: Set<ClientNumber>, _ random: inout SeededNumbers) throws {
        let streets = [
            "rue des Lilas", "quai de la Fosse", "avenue Jean-Jaurès", "place du Marché", "impasse du Moulin",
        ]
        let cities = [
            ("44000", "Nantes"), ("72000", "Le Mans"), ("35000", "Rennes"), ("49100", "Angers"), ("29200", "Brest"),
        ]
        var lines = ["client_number,name,street,extra,postcode,city,country,siren,vat"]
        for client in clients.sorted() {
            let (postcode, city) = cities[Int(random.next() % UInt64(cities.count))]
            let street = "\(1 + random.next() % 120) \(streets[Int(random.next() % UInt64(streets.count))])"
            lines.append("\(client),,\(street),,\(postcode),\(city),FR,\(Self.siren(&random)),")
        }
        _ = try ledger.importAddresses(csv: Array((lines.joined(separator: "\n") + "\n").utf8), file: "sample")
    }

    /// An invented business number with the right check digit.
    private static func siren(_ random: inout SeededNumbers) -> String {
        let start = String(String(random.next() % 100_000_000 + 100_000_000).suffix(8))
        return (0...9).map { start + String($0) }.first { BusinessNumber.isSIREN($0) } ?? ""
    }
}
