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
        let plan = try read { database in
            var plan = ImportPlan<Client>()
            for imported in lines.clients {
                let known = try FactReading(database: database).client(imported.number)
                plan.add(imported.client(insteadOf: known), insteadOf: known)
            }
            return plan
        }
        try write { try ClientWriter(database: $0).apply(plan) }
        return plan.summary
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

extension ClientWriter {
    func apply(_ plan: ImportPlan<Client>) throws {
        for change in plan.changes {
            guard try FactReading(database: database).client(change.new.number) == change.old else {
                throw LedgerError.changedMeanwhile("client \(change.new.number)")
            }
            if change.old == nil { try insert(change.new) } else { try replace(change.new) }
        }
    }
}
