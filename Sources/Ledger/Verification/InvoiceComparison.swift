import Crypto
import GRDB
import TransparencyLog

/// Compares invoices and credit notes with the log and with the charges that stand on them.
///
/// The entry of an invoice tells its number, the hash of its document, and any other column of its row that is not
/// personal; client, currency and net amount are those of its charges.
struct InvoiceComparison {
    private var issued: [String: (row: ExpectedRow, hash: String?)] = [:]

    mutating func receive(_ entry: LogEntry) -> [VerificationReport.Finding] {
        guard let members = entry.openMembers, let number = members["number"]?.string else {
            return [entry.finding("is not readable")]
        }
        guard issued[number] == nil else { return [entry.finding("issues the invoice \(number) again")] }
        var row = ExpectedRow()
        for member in members.sorted where member.name != "sha256" {
            row.set(member.name, member.value, in: members)
        }
        issued[number] = (row, members["sha256"]?.string)
        return []
    }

    func findings(_ database: Database) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        var count = 0
        let sql = """
            SELECT invoice.*, (SELECT count(*) FROM charge WHERE number IN (invoice, credit_note)
                AND charge.client = invoice.client AND charge.currency = invoice.currency) AS own_charges,
            (SELECT count(*) FROM charge WHERE number IN (invoice, credit_note)) AS all_charges,
            (SELECT total(amount) FROM charge WHERE number IN (invoice, credit_note)) AS sum FROM invoice
            """
        let rows = try Row.fetchCursor(database, sql: sql)
        while let row = try rows.next() {
            let (number, document): (String, String) = (
                try row.decode(forColumn: "number"), try row.decode(forColumn: "document")
            )
            let hash = Hexadecimal.text(Array(SHA256.hash(data: Array(document.utf8))))
            count += 1
            guard let known = issued[number], known.hash == hash, known.row.agrees(with: row) else {
                findings.append(.init(.record, "the invoice \(number) is not what the log tells of it"))
                continue
            }
            let (own, all): (Int, Int) = (
                try row.decode(forColumn: "own_charges"), try row.decode(forColumn: "all_charges")
            )
            let (sum, net): (Double, Double) = (try row.decode(forColumn: "sum"), try row.decode(forColumn: "net"))
            if own != all || sum != net {
                findings.append(.init(.record, "the invoice \(number) does not agree with the charges on it"))
            }
        }
        if count < issued.count {
            findings.append(.init(.record, "there are \(count) invoices, and the log tells of \(issued.count)"))
        }
        return findings
    }
}
