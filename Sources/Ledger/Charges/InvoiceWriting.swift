import Crypto
import Desk
import Foundation
import GRDB
import TransparencyLog

extension Ledger {
    /// Issues a document: gives it the next number of its year, and moves its charges on, all or nothing.
    ///
    /// - Throws: what the draft's content throws comes out as it is; otherwise a `LedgerError`.
    public func issue(
        _ draft: InvoiceDraft, by actor: String, reason: String = "", at now: Instant
    ) throws -> IssuedInvoice {
        var failure: (any Error)?
        do {
            return try append { log in
                try InvoiceWriter(log).issue(draft, .init(at: now, actor: actor, reason: reason)) { failure = $0 }
            }
        } catch {
            throw failure ?? error
        }
    }
}

/// Issues documents, within one transaction.
struct InvoiceWriter {
    let log: LogAppender
    private var database: Database { log.database }

    init(_ log: LogAppender) { self.log = log }

    func issue(
        _ draft: InvoiceDraft, _ deed: RecordedCharge.Deed, failed: (any Error) -> Void
    ) throws -> IssuedInvoice {
        let reading = ChargeReading(database: database)
        let charges = try draft.charges.map { try reading.charge($0) }
        let (client, currency) = try party(of: charges)
        try requireSameInvoice(charges, draft)
        let sql = "SELECT coalesce(max(place), 0) + 1 FROM invoice WHERE kind = ? AND year = ?"
        let place = try Int.fetchOne(database, sql: sql, arguments: [draft.kind.rawValue, draft.year]) ?? 1
        let number = draft.number(place)
        let content: InvoiceContent
        do { content = try draft.content(number, charges) } catch {
            failed(error)
            throw error
        }
        // The salt keeps the hash in the log from being guessed from what is known of the client.
        let document: CanonicalJSON = [
            "salt": .string(Hexadecimal.text(SymmetricKey(size: .bits128).withUnsafeBytes(Array.init))),
            "tax_reason": .optional(content.vat.reason), "tax_reason_code": .optional(content.vat.reasonCode),
            "texts": .object(.init(content.texts.map { ($0.key, .string($0.value)) })),
        ]
        let text = document.text
        try database.execute(
            sql: """
                INSERT INTO invoice (number, kind, year, place, client, issued, currency, net, vat_category, vat_rate, vat,
                credits, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, draft.kind.rawValue, draft.year, place, client.description, deed.at.milliseconds, currency,
                content.net, content.vat.category, content.vat.rate, content.vat.amount, draft.credits, text,
            ])
        _ = try log.append(
            LogKind.invoiceIssued, at: deed.at,
            open: [
                "credits": .optional(draft.credits), "issued": .instant(deed.at),
                "kind": .integer(draft.kind.rawValue), "number": .string(number), "place": .integer(place),
                "sha256": .string(Hexadecimal.text(Array(SHA256.hash(data: Array(text.utf8))))),
                "vat": .integer(content.vat.amount), "vat_category": .string(content.vat.category),
                "vat_rate": .integer(content.vat.rate), "year": .integer(draft.year),
            ])
        let status: RecordedCharge.Status = draft.kind == .invoice ? .invoiced : .credited
        for charge in charges { try ChargeWriter(log).document(charge.id, status, number: number, deed) }
        guard let issued = try InvoiceReading(database: database).invoices(where: "number = ?", [number]).first else {
            throw Stored.unreadable(number, in: "invoice")
        }
        return issued
    }

    private func party(of charges: [RecordedCharge]) throws -> (ClientNumber, String) {
        guard let first = charges.first, let client = first.client else {
            throw LedgerError(
                .incomplete, "a document has no charge, or of a client who was erased", mend: "name charges")
        }
        let currency = first.proposal.amount.currency
        guard charges.allSatisfy({ $0.client == client && $0.proposal.amount.currency == currency }),
            Set(charges.map(\.id)).count == charges.count
        else {
            throw LedgerError(
                .incomplete, "the charges of a document are not all of one client and one currency, each once",
                mend: "issue a document for each")
        }
        return (client, currency)
    }

    /// A credit note takes back charges of one invoice.
    private func requireSameInvoice(_ charges: [RecordedCharge], _ draft: InvoiceDraft) throws {
        guard draft.kind == .creditNote else { return }
        guard let invoice = draft.credits, charges.allSatisfy({ $0.invoice?.number == invoice }) else {
            throw LedgerError(
                .wrongStatus, "the charges of a credit note do not all stand on the invoice that it takes back",
                mend: "credit each invoice by a note of its own")
        }
    }
}
