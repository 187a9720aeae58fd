import Desk
import GRDB

/// Where a client's invoices go; a row of `billing_address`.
public struct BillingAddress: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
    /// The table.
    public static let databaseTableName = "billing_address"
    /// The client's number.
    public var client: String
    /// The name on the invoice, where it is not the client's.
    public var name: String?
    /// Street and number.
    public var street: String?
    /// What else stands above the place.
    public var extra: String?
    /// The postcode.
    public var postcode: String?
    /// The place.
    public var city: String?
    /// The country's code of two capital letters (ISO 3166-1).
    public var country: String
    /// The French business number, nine digits.
    public var siren: String?
    /// The number for value-added tax, with its country.
    public var vat: String?
}

extension Ledger {
    /// Imports the addresses of invoices from a CSV file, one a line: all of it, or nothing.
    ///
    /// Columns: `client_number, name, street, extra, postcode, city, country, siren, vat`; what is not known stays empty.
    /// - Throws: ``Problems`` with everything that is wrong with the file, or a ``LedgerError``.
    public func importAddresses(csv: [UInt8], file: String) throws -> ImportSummary {
        let table = CSVTable(csv, file: file, columns: AddressLines.columns)
        let (plan, problems) = try read { database in
            var lines = AddressLines(facts: FactReading(database: database))
            var plan = ImportPlan<BillingAddress>()
            for row in table.rows {
                guard let address = try lines.read(row) else { continue }
                plan.add(address, insteadOf: try BillingAddress.fetchOne(database, key: address.client))
            }
            var problems = table.problems
            problems.add(lines.reading.problems)
            return (plan, problems)
        }
        try problems.check()
        try write { database in for change in plan.changes { try change.new.save(database) } }
        return plan.summary
    }

    /// Where a client's invoices go; nothing if nobody has said.
    public func billingAddress(of client: ClientNumber) throws(LedgerError) -> BillingAddress? {
        try read { try BillingAddress.fetchOne($0, key: client.description) }
    }

    /// The name of a client; nothing if the client is not known any more.
    public func name(of client: ClientNumber) throws(LedgerError) -> String? {
        try read { database in
            try String.fetchOne(
                database, sql: "SELECT name FROM client WHERE number = ?", arguments: [client.description])
        }
    }
}

/// Reads the lines of a file of addresses against the clients of the database.
struct AddressLines {
    static let columns = ["client_number", "name", "street", "extra", "postcode", "city", "country", "siren", "vat"]

    let facts: FactReading
    var reading = FieldReading()
    private var firstLines: [ClientNumber: Int] = [:]

    init(facts: FactReading) { self.facts = facts }

    mutating func read(_ row: CSVRow) throws -> BillingAddress? {
        let number = reading.clientNumber(row["client_number"])
        let country = country(row["country"])
        let siren = siren(row["siren"])
        let texts = ["name", "street", "extra", "postcode", "city", "vat"].map { reading.optionalName(row[$0], $0) }
        guard let number, let country, try isKnown(number, row) else { return nil }
        return BillingAddress(
            client: number.description, name: texts[0], street: texts[1], extra: texts[2], postcode: texts[3],
            city: texts[4], country: country, siren: siren, vat: texts[5])
    }

    private mutating func isKnown(_ number: ClientNumber, _ row: CSVRow) throws -> Bool {
        if let line = firstLines[number] {
            reading.problems.add(
                row["client_number"].place, "the client \(number) is on line \(line) already",
                mend: "remove one of them")
            return false
        }
        firstLines[number] = row.place.line
        guard try facts.client(number) != nil else {
            reading.problems.add(
                row["client_number"].place, "there is no client \(number)",
                mend: "import the client first, or correct the number")
            return false
        }
        return true
    }

    private mutating func country(_ field: CSVField) -> String? {
        if field.text.isEmpty { return "FR" }
        if CodeList.isCountry(field.text) { return field.text }
        reading.problems.add(
            field.place, "country \(field.text.shown) is no country's code",
            mend: "write two capital letters, such as FR")
        return nil
    }

    private mutating func siren(_ field: CSVField) -> String? {
        if field.text.isEmpty { return nil }
        let digits = field.text.filter { $0 != " " }
        if BusinessNumber.isSIREN(digits) { return digits }
        reading.problems.add(
            field.place, "siren \(field.text.shown) is none: its check digit is wrong, or it has not nine digits",
            mend: "correct it, or leave it empty for a private person")
        return nil
    }
}
