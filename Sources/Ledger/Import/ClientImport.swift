import Desk
import GRDB

extension Ledger {
    /// Imports clients from a CSV file, one line a contact: all of it, or nothing.
    ///
    /// Columns: `client_number, client_name, contract, services, contact_code, contact_name, phones, technical,
    /// passcode, language`; services as `name:kind|name:kind`, phones as `+33…|+33…`. A client of the file takes the
    /// place of the one with the same number, contacts and services included; other clients stay. An empty passcode
    /// keeps the stored one.
    /// - Parameters:
    ///   - file: the file's name, for messages.
    ///   - contracts: the contracts that the policy knows; any name will do without it.
    /// - Throws: ``Problems`` with everything that is wrong with the file, or a ``LedgerError``.
    public func importClients(
        csv: [UInt8], file: String, hasher: any PasscodeHasher, contracts: Set<String>? = nil
    ) throws -> ImportSummary {
        let table = CSVTable(csv, file: file, columns: ClientLines.columns)
        var lines = ClientLines(hasher: hasher, contracts: contracts)
        for row in table.rows { lines.read(row) }
        var problems = table.problems
        problems.add(lines.reading.problems)
        try problems.check()
        return try importing { database in
            var summary = ImportSummary()
            for imported in lines.clients {
                let known = try FactReading(database: database).client(imported.number)
                let client = imported.client(insteadOf: known)
                summary.count(client, insteadOf: known)
                let writer = ClientWriter(database: database)
                if known == nil { try writer.insert(client) } else if known != client { try writer.replace(client) }
            }
            return summary
        }
    }

    /// Imports clients from the text of a CSV file.
    public func importClients(
        csv: String, file: String, hasher: any PasscodeHasher, contracts: Set<String>? = nil
    ) throws -> ImportSummary {
        try importClients(csv: Array(csv.utf8), file: file, hasher: hasher, contracts: contracts)
    }
}

extension ImportedClient {
    /// The client, with the passcodes that are kept.
    func client(insteadOf known: Client?) -> Client {
        let all = contacts.map { contact, entry in
            let passcode: PasscodeHash?
            switch entry {
            case .keep: passcode = known?.contacts.first { $0.code == contact.code }?.passcode
            case .remove: passcode = nil
            case .set(let hash): passcode = hash
            }
            return Contact(
                code: contact.code, name: contact.name, phones: contact.phones, isTechnical: contact.isTechnical,
                passcode: passcode, language: contact.language)
        }
        return Client(number: number, name: name, contract: contract, services: services, contacts: all)
    }
}
