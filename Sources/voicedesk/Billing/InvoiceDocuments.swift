import Desk
import DeskFolder
import Invoicing
import Ledger

/// Turns charges of the ledger into documents of EN 16931, and refuses those that no platform would take.
struct InvoiceDocuments: Sendable {
    let desk: DeskFolder

    /// A document that breaks a rule of the standard.
    struct Refused: Error, CustomStringConvertible {
        let client: ClientNumber
        let broken: [BrokenRule]

        var description: String {
            "no invoice for client \(client):\n" + broken.map { "  \($0)" }.joined(separator: "\n")
        }
    }

    private var issuer: Invoice.Issuer {
        Invoice.Issuer(
            seller: desk.provider.seller, terms: desk.billing, zone: desk.policy.zone,
            language: desk.policy.defaultLanguage)
    }

    func day(_ now: Instant) -> LocalDate { desk.policy.zone.local(now).date }

    /// The buyer as the ledger knows it.
    func buyer(_ client: ClientNumber, in ledger: Ledger) throws -> Buyer {
        let address = try ledger.billingAddress(of: client)
        let name = try address?.name ?? ledger.name(of: client) ?? ""
        return Buyer(
            name: name, client: client,
            address: PostalAddress(
                lines: [address?.street, address?.extra].compactMap(\.self), postcode: address?.postcode,
                city: address?.city, country: address?.country),
            siren: address?.siren, vat: address?.vat)
    }

    /// What the calls of charges were, which a document names.
    func billed(_ charges: [RecordedCharge], in ledger: Ledger) throws -> [Int64: BilledCharge] {
        var billed: [Int64: BilledCharge] = [:]
        for charge in charges {
            guard let call = try ledger.call(charge.callID)?.call else { continue }
            billed[charge.id] = BilledCharge(
                charge: String(charge.id), call: charge.callID, number: call.header.number,
                calledAt: call.header.startedAt, reasons: charge.proposal.reasons, amount: charge.proposal.amount)
        }
        return billed
    }

    /// The draft of an invoice.
    func invoice(
        _ charges: [RecordedCharge], client: ClientNumber, in ledger: Ledger, at now: Instant
    ) throws -> InvoiceDraft {
        let (buyer, billed) = (try buyer(client, in: ledger), try billed(charges, in: ledger))
        let day = day(now)
        let pattern = desk.billing.invoiceNumbers
        return InvoiceDraft(
            kind: .invoice, charges: charges.map(\.id), year: pattern.namesYear ? day.year : 0,
            number: { pattern.text(year: day.year, number: $0) },
            content: { [issuer] number, charges in
                try content(
                    of: .charging(
                        charges.compactMap { billed[$0.id] }, number: number, issued: day, to: buyer, by: issuer),
                    client)
            })
    }

    /// The draft of a credit note.
    func creditNote(
        _ charges: [RecordedCharge], of invoice: IssuedInvoice, in ledger: Ledger, at now: Instant
    ) throws -> InvoiceDraft {
        let (buyer, billed) = (try buyer(invoice.client, in: ledger), try billed(charges, in: ledger))
        let day = day(now)
        let pattern = desk.billing.creditNumbers
        let reference = Invoice.Reference(number: invoice.number, issued: self.day(invoice.issuedAt))
        // The tax is that of the invoice, whatever the desk says today.
        let tax = VATTerms(
            category: VATCategory(rawValue: invoice.vat.category) ?? desk.billing.vat.category, rate: invoice.vat.rate,
            reason: invoice.vat.reason, reasonCode: invoice.vat.reasonCode)
        return InvoiceDraft(
            kind: .creditNote, charges: charges.map(\.id), credits: invoice.number,
            year: pattern.namesYear ? day.year : 0, number: { pattern.text(year: day.year, number: $0) },
            content: { [issuer] number, charges in
                try content(
                    of: .crediting(
                        charges.compactMap { billed[$0.id] }, of: reference, number: number, issued: day, to: buyer,
                        by: issuer, taxedAs: tax), invoice.client)
            })
    }

    private func content(of invoice: Invoice, _ client: ClientNumber) throws -> InvoiceContent {
        let broken = InvoiceRules.broken(by: invoice)
        guard broken.isEmpty else { throw Refused(client: client, broken: broken) }
        return InvoiceContent(
            net: invoice.totals.net,
            vat: InvoiceTax(
                category: invoice.vat.category.rawValue, rate: invoice.vat.rate, amount: invoice.totals.tax,
                reason: invoice.vat.reason, reasonCode: invoice.vat.reasonCode),
            texts: [
                "cii": CrossIndustryInvoice.text(of: invoice), "ubl": UniversalBusinessLanguage.text(of: invoice),
            ])
    }
}
