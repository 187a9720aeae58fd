import Desk
import GRDB

extension Ledger {
    /// The documents, the latest first.
    public func invoices(
        client: ClientNumber? = nil, from start: Instant = .distantPast, until end: Instant = .distantFuture
    ) throws(LedgerError) -> [IssuedInvoice] {
        try read { database in
            let condition = """
                (?1 IS NULL OR client = ?1) AND issued >= ?2 AND issued < ?3 ORDER BY issued DESC, number DESC LIMIT ?4
                """
            return try InvoiceReading(database: database).invoices(
                where: condition,
                [client?.description, start.milliseconds, end.milliseconds, LedgerLimits.listedRows])
        }
    }

    /// One document; nothing if there is none of that number.
    public func invoice(_ number: String) throws(LedgerError) -> IssuedInvoice? {
        try read { try InvoiceReading(database: $0).invoices(where: "number = ?", [number]).first }
    }

    /// The charges that stand on a document.
    public func charges(on invoice: String) throws(LedgerError) -> [RecordedCharge] {
        try read { database in
            try ChargeReading(database: database).charges(
                where: "charge.invoice = ?1 OR charge.credit_note = ?1 ORDER BY charge.id", [invoice])
        }
    }
}

/// Reads documents, within one transaction.
struct InvoiceReading {
    let database: Database

    func invoices(where condition: String, _ arguments: StatementArguments) throws -> [IssuedInvoice] {
        let sql = """
            SELECT kind, number, client, issued, currency, net, vat_category, vat_rate, vat, credits, document
            FROM invoice WHERE \(condition)
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map { row in
            let currency: String = try row.decode(atIndex: 4)
            let code: Int = try row.decode(atIndex: 0)
            let document: String = try row.decode(atIndex: 10)
            guard let kind = IssuedInvoice.Kind(rawValue: code),
                let members = CanonicalJSON(parsing: document)?.members, let texts = members["texts"]?.members
            else { throw Stored.unreadable("\(code)", in: "invoice") }
            return IssuedInvoice(
                kind: kind, number: try row.decode(atIndex: 1), client: try Stored.client(row.decode(atIndex: 2)),
                issuedAt: Instant(milliseconds: try row.decode(atIndex: 3)),
                net: Money(cents: try row.decode(atIndex: 5), currency: currency),
                vat: InvoiceTax(
                    category: try row.decode(atIndex: 6), rate: try row.decode(atIndex: 7),
                    amount: try row.decode(atIndex: 8), reason: members["tax_reason"]?.string,
                    reasonCode: members["tax_reason_code"]?.string),
                credits: try row.decode(atIndex: 9),
                texts: Dictionary(texts.sorted.map { ($0.name, $0.value.string ?? "") }) { first, _ in first })
        }
    }
}
